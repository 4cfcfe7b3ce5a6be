/// Something in a calendar that had to be forgiven, repaired or left out.
public struct Diagnostic: Sendable, Hashable {
  /// How much was lost.
  public enum Severity: String, Sendable, Hashable, CaseIterable {
    /// Read as meant; other programs may read it otherwise.
    case note
    /// Repaired or in part left out.
    case warning
    /// A line, property or component was left out, or the file is not what it should be.
    case error
  }

  /// How much was lost.
  public let severity: Severity
  /// What was found.
  public let code: DiagnosticCode
  /// Line of the file, from 1.
  public let line: Int
  /// Byte of that line, from 1.
  public let column: Int
  /// What was found and what was done about it, in one sentence without content of the file.
  public let message: String

  /// Makes a diagnostic.
  public init(
    severity: Severity, code: DiagnosticCode, line: Int, column: Int, message: String
  ) {
    self.severity = severity
    self.code = code
    self.line = line
    self.column = column
    self.message = message
  }
}

/// What kind of trouble a diagnostic speaks of.
public enum DiagnosticCode: String, Sendable, Hashable, CaseIterable {
  // The file as a whole.

  /// No calendar component anywhere: a web page, an empty file, something else.
  case notACalendar = "not-a-calendar"
  /// The file is longer than the cap; its end was not read.
  case fileTooLong = "file-too-long"
  /// The file ends inside a component.
  case truncated = "truncated"
  /// The bytes are not UTF-8; they were read as the named other encoding.
  case otherEncoding = "other-encoding"
  /// Bytes that are no UTF-8 were replaced by U+FFFD.
  case invalidUTF8 = "invalid-utf-8"
  /// NUL characters were dropped.
  case nulDropped = "nul-dropped"
  /// Carriage returns without a line feed stand inside lines; they count as line breaks of text.
  case loneCarriageReturn = "lone-carriage-return"

  // Components.

  /// `BEGIN` without `END`: closed where the next thing made that plain.
  case missingEnd = "missing-end"
  /// `END` without `BEGIN`: ignored.
  case unmatchedEnd = "unmatched-end"
  /// Components nested deeper than the cap were dropped.
  case tooDeep = "too-deep"
  /// An event outside any calendar: kept.
  case outsideCalendar = "outside-calendar"
  /// A property outside any component: dropped.
  case propertyOutsideComponent = "property-outside-component"
  /// More properties in a component than the cap: the rest was dropped.
  case tooManyProperties = "too-many-properties"
  /// An event without `UID`.
  case missingUID = "missing-uid"
  /// An event without `DTSTART`.
  case missingStart = "missing-start"

  // Lines.

  /// A line that is no content line: dropped.
  case badLine = "bad-line"
  /// A continuation line without the leading space: joined to the line before.
  case unfoldedContinuation = "unfolded-continuation"
  /// A line longer than the cap: cut.
  case lineTooLong = "line-too-long"
  /// White space around a property name: ignored.
  case spaceInName = "space-in-name"
  /// A quoted parameter value that never closes, or holds quotes.
  case badQuoting = "bad-quoting"
  /// A parameter without `=`, as vCalendar 1.0 has them: understood.
  case bareParameter = "bare-parameter"
  /// More parameters than the cap: the rest is not read.
  case tooManyParameters = "too-many-parameters"

  // Values.

  /// A date or time in a form RFC 5545 does not have, understood all the same.
  case forgivenTime = "forgiven-time"
  /// A date or time that cannot be understood.
  case badTime = "bad-time"
  /// A duration in a form RFC 5545 does not have, understood all the same.
  case forgivenDuration = "forgiven-duration"
  /// A duration that cannot be understood.
  case badDuration = "bad-duration"
  /// An end before its start.
  case endBeforeStart = "end-before-start"
  /// A time zone that no source names.
  case unknownZone = "unknown-zone"
  /// A local time that the zone skips or has twice.
  case irregularLocalTime = "irregular-local-time"
  /// A recurrence rule in a form RFC 5545 does not have, understood all the same.
  case forgivenRule = "forgiven-rule"
  /// A recurrence rule that cannot be understood: dropped.
  case badRule = "bad-rule"
  /// A recurrence that was cut at a limit of steps, instances or years.
  case recurrenceCut = "recurrence-cut"
}
