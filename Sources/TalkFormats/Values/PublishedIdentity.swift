import TalkModel
import TalkQuery

/// What a talk is called outside the index, so that calendars and feed readers know it again.
///
/// A talk keeps its UID. Where that says too little, a hash of what tells the talk from others is
/// added, and no more of it than is needed, since whatever goes into a name changes it:
///
/// 1. UID and RECURRENCE-ID, where no other talk of the page has both;
/// 2. title and start as well, where several talks share one UID (some calendars give all their
///    events the same one), or there is no UID;
/// 3. speakers and venue as well, where these are the same too.
///
/// Talks of two sources that agree in all of this are one event to a calendar, and two to a feed.
struct PublishedIdentity {
  private let includesSource: Bool
  /// What is told apart by everything, by what is told apart by less.
  private var wholes: [[String]: Set<[String]>] = [:]

  /// Looks at who shares what on a page.
  init(_ hits: [SearchHit], includesSource: Bool) {
    self.includesSource = includesSource
    for hit in hits {
      let levels = levels(hit.stored)
      guard let whole = levels.last else { continue }
      for level in levels { wholes[level, default: []].insert(whole) }
    }
  }

  private func levels(_ stored: StoredTalk) -> [[String]] {
    let talk = stored.talk
    let first = [
      includesSource ? stored.provenance.source : "", talk.identity.uid ?? "",
      talk.identity.recurrenceID ?? "",
    ]
    let second = first + [talk.title, talk.time.map(TimeText.start) ?? ""]
    return [first, second, second + [talk.speakerLine, talk.venue ?? ""]]
  }

  /// What tells the talk from all others of the page.
  private func distinction(_ stored: StoredTalk) -> [String] {
    let levels = levels(stored)
    let useful = levels.dropFirst(stored.talk.identity.uid?.isEmpty ?? true ? 1 : 0)
    return useful.first { wholes[$0, default: []].count < 2 } ?? levels[2]
  }

  /// A URN for a feed.
  func urn(_ stored: StoredTalk) -> String {
    "urn:uuid:" + StableIdentifier.uuid(distinction(stored))
  }

  /// A UID for a calendar: no control characters or spaces, at most 255 bytes (RFC 7986 §5.3).
  func uid(_ stored: StoredTalk) -> String {
    let parts = distinction(stored)
    let uid = String(
      String.UnicodeScalarView(
        parts[1].unicodeScalars.filter {
          $0.value > 0x20 && !$0.isControl && !$0.isInvisibleFormat && !$0.isLineSeparator
        }))
    guard !uid.isEmpty, uid.utf8.count <= 200 else { return StableIdentifier.uuid(parts) }
    return parts.count == 3 && parts[2].isEmpty ? uid : uid + "-" + StableIdentifier.short(parts)
  }
}
