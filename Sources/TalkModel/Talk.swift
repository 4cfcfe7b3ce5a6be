/// One talk as a calendar states it: who speaks on what, in which series, when and where.
///
/// A `Talk` is a plain value. It is made by `TalkExtraction` from one VEVENT, stored by `TalkIndex`,
/// and read back from there; nothing in it refers to a calendar or a database.
public struct Talk: Sendable, Hashable {
  /// What tells this talk from every other talk of its source.
  public var identity: TalkIdentity
  /// Whether this is a talk, or something else a calendar holds (lunch, registration, a meeting).
  public var kind: TalkKind
  /// The title without speaker, series or status words; empty where the calendar gives none.
  public var title: String
  /// Who speaks, in the order stated.
  public var speakers: [Speaker]
  /// Series, tracks or conferences the talk belongs to, the most specific first.
  public var series: [String]
  /// What the talk is about, the heaviest first.
  public var keywords: TalkKeywords
  /// Plain text of the description without the parts that became other fields.
  public var abstract: String?
  /// Biography of the speakers, where it could be told apart from the abstract.
  public var biography: String?
  /// When it takes place: the first (or only) occurrence.
  public var time: TalkTime?
  /// All occurrences of a recurring talk, the first included, ordered by start; empty for a talk
  /// that takes place once.
  public var occurrences: [TalkTime]
  /// Room, building or address, without join link.
  public var venue: String?
  /// Link to join online (http or https), passcode parameters removed.
  public var joinLink: String?
  /// Passcode or full join link with its secret; shown by `show` only, never indexed.
  public var joinSecret: String?
  /// Web page of the talk (http or https).
  public var url: String?
  /// Person or body that organises the talk.
  public var organiser: String?
  /// Language of title and abstract where stated, as BCP 47 (`en`, `de`, …).
  public var language: String?
  /// Whether it will take place.
  public var status: TalkStatus
  /// Whether title or speaker is still to be announced.
  public var isToBeAnnounced: Bool
  /// SEQUENCE of the event (RFC 5545 §3.8.7.4); 0 where absent.
  public var sequence: Int
  /// LAST-MODIFIED of the event in UTC seconds since 1970, where stated.
  public var lastModified: Int64?
  /// Line of the calendar on which the event begins, from 1.
  public var line: Int

  /// Makes a talk; everything but identity and title has a neutral default.
  public init(
    identity: TalkIdentity, kind: TalkKind = .talk, title: String, speakers: [Speaker] = [],
    series: [String] = [], keywords: TalkKeywords = [], abstract: String? = nil,
    biography: String? = nil, time: TalkTime? = nil, occurrences: [TalkTime] = [],
    venue: String? = nil, joinLink: String? = nil, joinSecret: String? = nil, url: String? = nil,
    organiser: String? = nil, language: String? = nil, status: TalkStatus = .confirmed,
    isToBeAnnounced: Bool = false, sequence: Int = 0, lastModified: Int64? = nil, line: Int = 1
  ) {
    self.identity = identity
    self.kind = kind
    self.title = title
    self.speakers = speakers
    self.series = series
    self.keywords = keywords
    self.abstract = abstract
    self.biography = biography
    self.time = time
    self.occurrences = occurrences
    self.venue = venue
    self.joinLink = joinLink
    self.joinSecret = joinSecret
    self.url = url
    self.organiser = organiser
    self.language = language
    self.status = status
    self.isToBeAnnounced = isToBeAnnounced
    self.sequence = sequence
    self.lastModified = lastModified
    self.line = line
  }
}

/// What tells a talk from every other talk of its source: UID and RECURRENCE-ID as in the file.
public struct TalkIdentity: Sendable, Hashable {
  /// UID (RFC 5545 §3.8.4.7), or `nil` where the event has none.
  public var uid: String?
  /// Raw RECURRENCE-ID value (RFC 5545 §3.8.4.4) of an override that became a talk of its own.
  public var recurrenceID: String?

  /// Makes an identity from what the event states.
  public init(uid: String?, recurrenceID: String? = nil) {
    self.uid = uid
    self.recurrenceID = recurrenceID
  }
}

/// Whether an event is a talk.
public enum TalkKind: String, Sendable, Hashable, CaseIterable {
  /// Somebody presents something: talk, lecture, keynote, tutorial, panel, lightning talk.
  case talk
  /// A break, registration, party, internal meeting, deadline, holiday.
  case other
}

/// Whether a talk will take place (STATUS, RFC 5545 §3.8.1.11, or said in title or description).
public enum TalkStatus: String, Sendable, Hashable, CaseIterable {
  /// Takes place as stated; also the default.
  case confirmed
  /// May still change.
  case tentative
  /// Does not take place.
  case cancelled
}

/// A speaker as one talk states them.
public struct Speaker: Sendable, Hashable {
  /// Name as written, without titles and degrees.
  public var name: String
  /// Institution as stated in this talk.
  public var affiliation: String?

  /// Makes a speaker.
  public init(name: String, affiliation: String? = nil) {
    self.name = name
    self.affiliation = affiliation
  }
}

/// A keyword or keyphrase of a talk.
public struct Keyword: Sendable, Hashable {
  /// Where a keyword comes from.
  public enum Origin: String, Sendable, Hashable, CaseIterable {
    /// Stated in the calendar (CATEGORIES, tags).
    case stated
    /// Found in title and abstract.
    case extracted
  }

  /// The phrase as it stands in the text.
  public var text: String
  /// Stated or extracted.
  public var origin: Origin
  /// Weight in 0...1, 1 for stated keywords.
  public var weight: Double

  /// Makes a keyword.
  public init(text: String, origin: Origin, weight: Double = 1) {
    self.text = text
    self.origin = origin
    self.weight = weight
  }
}
