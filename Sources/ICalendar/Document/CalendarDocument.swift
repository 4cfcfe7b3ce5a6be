/// A calendar file, read.
///
/// Reading is total: any bytes give a document, and what was wrong with them gives diagnostics. The
/// document holds one buffer of text and plain records of where things are; components and
/// properties are views into it, and text is made only on demand.
///
/// ```swift
/// let document = CalendarDocument(bytes: bytes)
/// for event in document.events {
///   print(event.first(.summary)?.text ?? "", event.first(.dtstart)?.timeValue as Any)
/// }
/// ```
///
/// ``ICalendar`` lists, RFC by RFC, what is understood and which deviations are forgiven.
public struct CalendarDocument: Sendable {
  /// The first diagnostics, at most ``ReadingLimits/diagnostics``, in the order of the file; those
  /// about the file as a whole come first.
  public let diagnostics: [Diagnostic]
  /// How many diagnostics of each kind there were, kept or not.
  public let diagnosticCounts: [DiagnosticCode: Int]
  /// Whether the file ends inside a component: cut off, so what it lacks is not gone.
  public let isTruncated: Bool
  /// Whether a `VCALENDAR`, `VEVENT` or another component of a calendar begins anywhere; `false` for
  /// a web page or an empty file.
  public let isCalendar: Bool
  /// How the characters were encoded.
  public let encoding: TextEncoding

  private let storage: DocumentStorage

  /// Reads `bytes`, whatever they are.
  public init(bytes: [UInt8], limits: ReadingLimits = .standard) {
    let limit = max(0, min(limits.fileBytes, 1 << 30))
    let input = InputBytes(bytes)
    let end = min(input.bytes.count, limit)
    var records = DocumentReader.read(input, end: end, limits: limits)
    storage = records.finish(input, limits: limits)
    let isTooLong = input.bytes.count > limit
    if isTooLong {
      records.log.addFirst(
        .error, .fileTooLong, "The file is longer than \(limit) bytes; its end is not read.")
    }
    diagnostics = records.log.kept
    diagnosticCounts = records.log.counts
    isTruncated = records.isTruncated || isTooLong
    isCalendar = records.isCalendar
    encoding = records.encoding
  }

  /// How many diagnostics there were, kept or not.
  public var diagnosticCount: Int { diagnosticCounts.values.reduce(0, +) }

  /// All `VCALENDAR` components, in the order of the file.
  public var calendars: [Component] { components(named: "VCALENDAR") }

  /// Every `VEVENT`, in the order of the file, also those of broken or missing calendars.
  public var events: [Component] { components(named: "VEVENT") }

  /// Every component of this name at any depth, in the order of the file.
  public func components(named name: PropertyName) -> [Component] {
    storage.components.indices.lazy.map { Component(storage: storage, index: $0) }
      .filter { $0.isNamed(name) }
  }

  /// The outermost components, in the order of the file.
  public var roots: [Component] {
    storage.components.indices.filter { storage.components[$0].parent < 0 }
      .map { Component(storage: storage, index: $0) }
  }
}
