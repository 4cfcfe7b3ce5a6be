extension DocumentReader {
  /// Adds a diagnostic that points at `offset` of ``text``.
  mutating func add(
    _ severity: Diagnostic.Severity, _ code: DiagnosticCode, at offset: Int, _ input: Span<UInt8>,
    _ message: String
  ) {
    guard records.log.isOpen else {
      records.log.count(code)
      return
    }
    let (line, column) = position(of: offset, input)
    records.log.add(severity, code, line: line, column: column, message)
  }

  /// Line and byte of the file, both from 1, at which byte `offset` of the content line at work
  /// stands.
  ///
  /// Unfolds the line once more, so it is for diagnostics that will be kept.
  private func position(of offset: Int, _ input: Span<UInt8>) -> (line: Int, column: Int) {
    var rest = offset - lineStart
    var lines = LineCursor(
      from: inputStart, to: cursor.end, line: lineNumber, breaksAtCR: cursor.breaksAtCR)
    var skipped = 0
    while !lines.isAtEnd {
      lines.advance(input)
      let length = lines.length - skipped
      if rest < length || lines.line >= cursor.line {
        return (lines.line, max(0, rest) + skipped + 1)
      }
      rest -= max(0, length)
      let next = lines.isAtEnd ? 0 : input[lines.position]
      skipped = next == 0x20 || next == 0x09 ? 1 : 0
    }
    return (lineNumber, 1)
  }
}
