extension DocumentReader {
  /// Adds a diagnostic that points at `offset` of ``text``.
  mutating func add(
    _ severity: Diagnostic.Severity, _ code: DiagnosticCode, at offset: Int, _ message: String
  ) {
    guard log.isOpen else {
      log.count(code)
      return
    }
    let (line, column) = position(of: offset)
    log.add(severity, code, line: line, column: column, message)
  }

  /// Line and byte of the file, both from 1, at which byte `offset` of the content line at work
  /// stands.
  ///
  /// Unfolds the line once more, so it is for diagnostics that will be kept.
  private func position(of offset: Int) -> (line: Int, column: Int) {
    var rest = offset - lineStart
    var lines = LineCursor(cursor, at: inputStart, line: lineNumber)
    var skipped = 0
    while !lines.isAtEnd {
      lines.advance()
      let length = lines.lineEnd - lines.lineStart - skipped
      if rest < length || lines.line >= cursor.line {
        return (lines.line, max(0, rest) + skipped + 1)
      }
      rest -= max(0, length)
      let next = lines.nextByte
      skipped = next == 0x20 || next == 0x09 ? 1 : 0
    }
    return (lineNumber, 1)
  }
}
