// How a file becomes records, in one pass:
//
//   physical lines ─ LineCursor (memchr) ─► unfolded bytes, appended to one buffer
//     ─► ContentLine (name, colon) ─► PropertyRecord, or ComponentRecord for BEGIN
//
// and then, over the whole buffer at once (DocumentRecords+Finish.swift): is it UTF-8, are there lone
// carriage returns; repair only where needed. Nothing here calls itself; every step moves forward;
// every list has a cap. The buffer looks like the file without folds: each content line ends in LF.

/// Reads the bytes of a calendar.
struct DocumentReader {
  let limits: ReadingLimits
  let keys = NameKeys.standard
  var cursor: LineCursor
  var text: ByteSink
  var records: DocumentRecords

  /// The open components, outermost first.
  var open: [OpenComponent] = []
  /// Components open beyond the depth cap.
  var dropped = 0

  /// Start of the content line at work in ``text``, in the input, and its line number.
  var lineStart = 0
  var inputStart = 0
  var lineNumber = 0
  /// Where ``text`` must end at the latest, for the cap of a content line.
  private var mostText = 0
  private var softBreaks = SoftBreaks(at: 0)
  /// Bytes of the physical line before the content line at work.
  var lengthBefore = 0
  /// Whether the line before was a property, to which a broken continuation may belong.
  var canContinue = false

  /// A component whose `END` was not read yet.
  struct OpenComponent {
    var index: Int
    var key: UInt64
    var isTop: Bool
    var hasUID = false
    var hasStart = false
    var isOverfull = false
  }

  /// Reads `input` up to `end`.
  static func read(_ input: InputBytes, end: Int, limits: ReadingLimits) -> DocumentRecords {
    var records = DocumentRecords(
      log: DiagnosticLog(limit: max(0, limits.diagnostics)), encoding: input.encoding)
    // An unfolded file is never longer than the file, but for the line break it may lack at its end.
    let text = ByteSink.make(capacity: end + 1) { bytes in
      var reader = DocumentReader(input, end: end, limits: limits, text: bytes, records: records)
      reader.readLines(input.bytes.span)
      bytes = reader.text
      records = reader.records
    }
    records.text = text
    return records
  }

  private init(
    _ input: InputBytes, end: Int, limits: ReadingLimits, text: ByteSink,
    records: DocumentRecords
  ) {
    self.limits = limits
    self.text = text
    self.records = records
    let start = min(input.start, end)
    cursor = LineCursor(
      from: start, to: end, line: 1,
      breaksAtCR: LineCursor.breaksAtCR(input.bytes.span, from: start, to: end))
    self.records.properties.reserveCapacity(end / 48)
    self.records.components.reserveCapacity(end / 512)
  }

  private mutating func readLines(_ input: Span<UInt8>) {
    while unfold(input) {
      let plain = ContentLine.findPlain(input, at: inputStart, copiedTo: lineStart)
      if let plain, plain.colon < text.count {
        handle(plain, input)
      } else {
        readOddLine(input)
      }
      text.append(0x0A)
    }
    if let last = open.last {
      records.isTruncated = true
      records.log.add(
        .error, .truncated, line: max(1, cursor.line), column: 1,
        "The file ends inside a component that begins on line "
          + "\(records.components[last.index].line).")
      while !open.isEmpty { close(isComplete: false) }
    }
  }

  /// A line with parameters, small letters, or trouble.
  private mutating func readOddLine(_ input: Span<UInt8>) {
    let line = text.withSpan { text in
      ContentLine.find(
        text, from: lineStart + LeadingJunk.length(text, from: lineStart), to: text.count)
    }
    if let line, !isContinuation(line) {
      handle(line, input)
    } else {
      handleBrokenLine(input)
    }
  }

  // MARK: - Unfolding

  /// Appends the next content line to ``text``, unfolded; `false` at the end.
  @inline(__always)
  private mutating func unfold(_ input: Span<UInt8>) -> Bool {
    lineStart = text.count
    lengthBefore = cursor.length
    repeat {
      if cursor.isAtEnd { return false }
      cursor.advance(input)
    } while cursor.length == 0
    inputStart = cursor.lineStart
    lineNumber = cursor.line
    mostText = lineStart &+ limits.lineBytes
    appendPhysicalLine(input, skipping: 0)
    guard cursor.position < cursor.end else { return true }
    // A letter begins most lines; then there is nothing to unfold.
    if input[cursor.position] > 0x20, text.last != 0x3D { return true }
    unfoldRest(input)
    return true
  }

  private mutating func unfoldRest(_ input: Span<UInt8>) {
    softBreaks = SoftBreaks(at: lineStart)
    unfoldPlain(input)
    while !cursor.isAtEnd {
      let next = input[cursor.position]
      if text.last == 0x3D, usesSoftBreaks, !cursor.isAtStructure(input) {
        // Quoted-printable: `=` at the end of a line joins the next one as it is.
        text.cut(at: text.count - 1)
        cursor.advance(input)
        appendPhysicalLine(input, skipping: 0)
      } else if next == 0x20 || next == 0x09 {
        cursor.advance(input)
        appendPhysicalLine(input, skipping: 1)
        unfoldPlain(input)
      } else if next < 0x20, cursor.isAtBlankLine(input) {
        cursor.advance(input)
      } else {
        return
      }
    }
  }

  /// Appends the physical lines that begin with white space, up to one that needs a closer look.
  private mutating func unfoldPlain(_ input: Span<UInt8>) {
    if cursor.breaksAtCR { return }
    let lines = text.appendFolded(
      input, from: cursor.position, to: cursor.end, upTo: mostText)
    if lines.count > 0 { cursor.pass(lines) }
  }

  private var usesSoftBreaks: Bool {
    mutating get {
      var found = softBreaks
      text.withSpan { found.look(in: $0) }
      softBreaks = found
      return found.areUsed
    }
  }

  /// Appends the physical line the cursor has read, without its first `skipped` bytes.
  @inline(__always)
  private mutating func appendPhysicalLine(_ input: Span<UInt8>, skipping skipped: Int) {
    let start = cursor.lineStart &+ skipped
    if text.count &+ cursor.length <= mostText {
      text.append(input, from: start, to: cursor.lineEnd)
    } else {
      appendCut(input, from: start)
    }
  }

  private mutating func appendCut(_ input: Span<UInt8>, from start: Int) {
    let room = mostText - text.count
    guard room > 0 else { return }
    guard start + room < cursor.lineEnd else {
      text.append(input, from: start, to: cursor.lineEnd)
      return
    }
    var cut = start + room
    while cut > start, input[cut] & 0xC0 == 0x80 { cut -= 1 }
    text.append(input, from: start, to: cut)
    records.log.add(
      .warning, .lineTooLong, line: cursor.line, column: cut - cursor.lineStart + 1,
      "The content line is longer than \(limits.lineBytes) bytes; the rest is left out.")
    // Nothing more fits, also where the cut fell short of the cap by part of a character.
    mostText = text.count
  }
}
