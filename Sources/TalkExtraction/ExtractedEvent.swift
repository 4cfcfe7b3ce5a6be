public import ICalendar
public import TalkModel

/// One VEVENT read as a talk, with a note for each field on the rule that found it.
public struct ExtractedEvent: Sendable {
  /// The talk.
  public var talk: Talk
  /// The event as it stands in the file.
  public internal(set) var event: Component
  /// RECURRENCE-ID as it stands in the file, where the event is an override.
  public var recurrenceID: String?
  /// Whether the event only moves, changes or cancels one occurrence of another event of the file;
  /// that event's `talk.occurrences` reflect it, so it needs no row of its own.
  public var isMergedIntoMaster: Bool
  /// Why each field has its value; fields that stayed empty have no finding, and none has one
  /// unless ``ExtractionOptions/keepsFindings``.
  public var findings: [TalkField: Finding]
  /// What was odd about this event.
  public var diagnostics: [Diagnostic]

  /// Makes an extracted event.
  public init(
    talk: Talk, event: Component, recurrenceID: String? = nil,
    isMergedIntoMaster: Bool = false, findings: [TalkField: Finding] = [:],
    diagnostics: [Diagnostic] = []
  ) {
    self.talk = talk
    self.event = event
    self.recurrenceID = recurrenceID
    self.isMergedIntoMaster = isMergedIntoMaster
    self.findings = findings
    self.diagnostics = diagnostics
  }

  /// DTSTART as it stands in the file, without parameters; empty where there is none.
  public var rawStart: String {
    event.all(.dtstart).lazy.map(\.rawValue).first { !$0.isEmpty } ?? ""
  }

  /// SUMMARY unescaped, otherwise as in the file.
  public var summary: String {
    event.all(.summary).lazy.map(\.text).first { !$0.isEmpty } ?? ""
  }
}

/// A field of a talk that a rule can find.
public enum TalkField: String, Sendable, Hashable, CaseIterable {
  /// Title of the talk.
  case title
  /// Who speaks, with affiliations.
  case speakers
  /// Series, tracks, conferences.
  case series
  /// What the talk is about.
  case keywords
  /// Text of the description that is no other field.
  case abstract
  /// Start.
  case start
  /// End.
  case end
  /// Room, building, address.
  case venue
  /// Link to join online.
  case joinLink = "join_link"
  /// Web page of the talk.
  case url
  /// Who organises it.
  case organiser
  /// Whether it takes place.
  case status
  /// Talk or something else.
  case kind
}

/// The rule that found a field, how sure it is, and the text it relied on.
public struct Finding: Sendable, Hashable {
  /// Name of the rule in kebab-case, `title-dash-speakers`.
  public var rule: String
  /// 0...1.
  public var confidence: Double
  /// The text the rule relied on.
  public var evidence: String

  /// Makes a finding.
  public init(rule: String, confidence: Double, evidence: String) {
    self.rule = rule
    self.confidence = confidence
    self.evidence = evidence
  }
}
