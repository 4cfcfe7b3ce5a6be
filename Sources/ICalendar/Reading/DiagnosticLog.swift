/// Collects diagnostics: counts all, keeps the first few.
struct DiagnosticLog {
  private(set) var kept: [Diagnostic] = []
  private(set) var counts: [DiagnosticCode: Int] = [:]
  let limit: Int

  init(limit: Int) { self.limit = limit }

  /// Whether another one would be kept; else its position need not be worked out.
  var isOpen: Bool { kept.count < limit }

  /// Counts `code` only.
  mutating func count(_ code: DiagnosticCode) { counts[code, default: 0] += 1 }

  /// Counts `code`, and keeps it where there is room.
  mutating func add(
    _ severity: Diagnostic.Severity, _ code: DiagnosticCode, line: Int, column: Int,
    _ message: String
  ) {
    counts[code, default: 0] += 1
    guard isOpen else { return }
    kept.append(
      Diagnostic(severity: severity, code: code, line: line, column: column, message: message))
  }

  /// Puts what is kept into the order of the file.
  mutating func sort() {
    kept.sort { ($0.line, $0.column) < ($1.line, $1.column) }
  }

  /// Counts one that concerns the file as a whole and puts it first.
  mutating func addFirst(
    _ severity: Diagnostic.Severity, _ code: DiagnosticCode, _ message: String
  ) {
    counts[code, default: 0] += 1
    if !isOpen, !kept.isEmpty { kept.removeLast() }
    guard limit > 0 else { return }
    kept.insert(
      Diagnostic(severity: severity, code: code, line: 1, column: 1, message: message), at: 0)
  }
}
