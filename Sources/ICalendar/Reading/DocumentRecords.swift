/// What a reader fills in: the records of ``DocumentStorage`` in the making, and the findings.
struct DocumentRecords {
  var text: [UInt8] = []
  var properties: [PropertyRecord] = []
  var components: [ComponentRecord] = []
  var log: DiagnosticLog
  var encoding: TextEncoding
  /// Whether the file ends inside a component.
  var isTruncated = false
  /// Whether the file says `VERSION:1.0`.
  var isVersion1 = false
  /// Whether a component of a calendar begins anywhere.
  var isCalendar = false
  /// Whether the properties of some component don't lie side by side.
  var isScattered = false
}
