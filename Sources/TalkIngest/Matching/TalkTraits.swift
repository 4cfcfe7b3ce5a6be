public import TalkModel

/// What tells talks apart, in a form that is quick to compare: made of a talk that was just read, or
/// of one that the index holds.
public struct TalkTraits: Sendable, Hashable {
  /// UID and RECURRENCE-ID as stated.
  public var identity: TalkIdentity
  /// Start in UTC seconds since 1970; `nil` where none is known.
  public var start: Int64?
  /// End of the last occurrence in UTC seconds since 1970; `nil` where none is known.
  public var end: Int64?
  /// The title's words, folded; empty where it is missing or still to be announced.
  public var title: [String]
  /// The words of all speakers' names, folded and sorted, so that `Family, Given` equals
  /// `Given Family`; empty where nobody is named.
  public var speakers: [String]
  /// The words of the series, folded.
  public var series: [String]
  /// Web page of the talk.
  public var url: String?
  /// SEQUENCE; 0 where absent.
  public var sequence: Int
  /// LAST-MODIFIED in UTC seconds since 1970.
  public var lastModified: Int64?
  /// Hash of everything about the talk that means something.
  public var contentHash: Int64

  /// Makes traits.
  public init(
    identity: TalkIdentity, start: Int64? = nil, end: Int64? = nil, title: [String] = [],
    speakers: [String] = [], series: [String] = [], url: String? = nil, sequence: Int = 0,
    lastModified: Int64? = nil,
    contentHash: Int64 = 0
  ) {
    self.identity = identity
    self.start = start
    self.end = end
    self.title = title
    self.speakers = speakers
    self.series = series
    self.url = url
    self.sequence = sequence
    self.lastModified = lastModified
    self.contentHash = contentHash
  }

  /// Whether this states an older version of a talk than `other`: a smaller SEQUENCE (RFC 5545
  /// §3.8.7.4) not modified later, or the same SEQUENCE modified earlier (§3.8.7.3).
  func isOlder(than other: TalkTraits) -> Bool {
    if sequence != other.sequence {
      // An exporter that starts counting anew is believed where its date says that it is newer.
      if sequence < other.sequence, let mine = lastModified, let theirs = other.lastModified {
        return mine <= theirs
      }
      return sequence < other.sequence
    }
    guard let mine = lastModified, let theirs = other.lastModified else { return false }
    return mine < theirs
  }

  /// Whether two entries of one calendar that share a UID are versions of one talk, not different
  /// talks that somebody gave the same UID.
  func isVersion(of other: TalkTraits) -> Bool {
    let sameTitle = title == other.title && !title.isEmpty
    let sameSpeakers = speakers == other.speakers && !speakers.isEmpty
    let counted = sequence != other.sequence
    if start == other.start {
      return contentHash == other.contentHash || sameTitle || sameSpeakers || counted
        || isAnnouncement(of: other) || other.isAnnouncement(of: self)
    }
    let dated =
      lastModified != nil && other.lastModified != nil && lastModified != other.lastModified
    return sameTitle && (counted || dated)
  }

  /// Whether this says nothing that `other` contradicts, and leaves title or speakers open.
  func isAnnouncement(of other: TalkTraits) -> Bool {
    (title.isEmpty || title == other.title) && (speakers.isEmpty || speakers == other.speakers)
      && (title.isEmpty || speakers.isEmpty)
  }

  /// Share of the words of title and speakers that the smaller of both has in common with the
  /// other, 0...1.
  func likeness(to other: TalkTraits) -> Double {
    let mine = Set(title + speakers)
    let theirs = Set(other.title + other.speakers)
    let least = min(mine.count, theirs.count)
    return least == 0 ? 0 : Double(mine.intersection(theirs).count) / Double(least)
  }
}
