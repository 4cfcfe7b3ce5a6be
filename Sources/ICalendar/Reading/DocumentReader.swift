// How a file becomes records, in one pass:
//
//   physical lines ─ LineCursor (memchr) ─► unfolded bytes appended to one buffer
//     ─► ContentLine (name, colon) ─► PropertyRecord, or ComponentRecord for BEGIN
//
// and then, over the whole buffer at once: is it UTF-8, are there lone carriage returns; repair only
// where needed. Nothing here calls itself; every step moves forward; every list has a cap.

/// Reads the bytes of a calendar into a ``DocumentStorage``.
struct DocumentReader {
  let limits: ReadingLimits
  let keys = NameKeys.standard
  private(set) var cursor: LineCursor

  var text: [UInt8] = []
  var properties: [PropertyRecord] = []
  var components: [ComponentRecord] = []
  var log: DiagnosticLog
  var encoding: TextEncoding
  private(set) var isTruncated = false
  private(set) var isVersion1 = false
  var isCalendar = false
  /// Whether some component's properties don't lie side by side.
  private(set) var isScattered = false

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
  /// Bytes of the physical line read last, and of the one before the content line at work.
  private var lastLength = 0
  private var lengthBefore = 0
  /// Whether the line before was a property, to which a broken continuation may belong.
  var canContinue = false

  struct OpenComponent {
    var index: Int
    var key: UInt64
    var hasUID = false
    var hasStart = false
    var isOverfull = false
  }

  /// Makes a reader of `input`.
  init(_ input: InputBytes, end: Int, limits: ReadingLimits) {
    self.limits = limits
    encoding = input.encoding
    log = DiagnosticLog(limit: max(0, limits.diagnostics))
    cursor = LineCursor(
      input.bytes, from: min(input.start, end), to: end,
      breaksAtCR: LineCursor.breaksAtCR(input.bytes, from: input.start, to: end))
    text.reserveCapacity(end + 64)
    properties.reserveCapacity(end / 48)
    components.reserveCapacity(end / 512)
  }

  /// Reads all lines.
  mutating func read() {
    while readContentLine() {
      if text.count > lineStart { handleLine() }
    }
    if let last = open.last {
      isTruncated = true
      log.add(
        .error, .truncated, line: max(1, cursor.line), column: 1,
        "The file ends inside a component that begins on line \(components[last.index].line).")
      while !open.isEmpty { close(isComplete: false) }
    }
  }

  // MARK: - Unfolding

  /// Appends the next unfolded line to ``text``; `false` at the end.
  private mutating func readContentLine() -> Bool {
    lineStart = text.count
    lengthBefore = lastLength
    repeat {
      if cursor.isAtEnd { return false }
      cursor.advance()
    } while cursor.lineEnd == cursor.lineStart
    inputStart = cursor.lineStart
    lineNumber = cursor.line
    mostText = lineStart + limits.lineBytes
    softBreaks = SoftBreaks(at: lineStart)
    appendPhysicalLine(skipping: 0)
    while !cursor.isAtEnd {
      let next = cursor.nextByte
      if text.last == 0x3D, softBreaks.areUsed(in: text), !cursor.isAtStructure {
        // Quoted-printable: `=` at the end of a line joins the next one as it is.
        text.removeLast()
        cursor.advance()
        appendPhysicalLine(skipping: 0)
      } else if next == 0x20 || next == 0x09 {
        cursor.advance()
        appendPhysicalLine(skipping: 1)
      } else if cursor.isAtBlankLine {
        cursor.advance()
      } else {
        break
      }
    }
    return true
  }

  /// Appends the physical line the cursor has read, without its first `skipped` bytes.
  @inline(__always)
  private mutating func appendPhysicalLine(skipping skipped: Int) {
    let start = cursor.lineStart &+ skipped
    lastLength = cursor.lineEnd &- cursor.lineStart
    if text.count &+ lastLength <= mostText {
      text.append(cursor.bytes, from: start, to: cursor.lineEnd)
    } else {
      appendCut(from: start)
    }
  }

  private mutating func appendCut(from start: Int) {
    let room = mostText - text.count
    guard room >= 0, start + room < cursor.lineEnd else {
      text.append(cursor.bytes, from: start, to: cursor.lineEnd)
      return
    }
    guard room > 0 else { return }
    var cut = start + room
    while cut > start, cursor.bytes[cut] & 0xC0 == 0x80 { cut -= 1 }
    text.append(cursor.bytes, from: start, to: cut)
    log.add(
      .warning, .lineTooLong, line: cursor.line, column: cut - cursor.lineStart + 1,
      "The content line is longer than \(limits.lineBytes) bytes; the rest is left out.")
    // Nothing more fits, not even where the cut fell short of the cap by part of a character.
    mostText = text.count
  }

  // MARK: - Content lines

  private mutating func handleLine() {
    var start = lineStart
    if let stray = LeadingJunk.length(text, from: start) { start += stray }
    guard start < text.count else { return }
    guard let line = ContentLine(text, from: start, to: text.count), !isContinuation(line) else {
      handleBrokenLine()
      return
    }
    if line.key == keys.begin {
      begin(line)
    } else if line.key == keys.end {
      end(line)
    } else {
      append(line)
    }
    note(line)
  }

  /// Leaves a diagnostic for each deviation in `line`.
  @inline(__always)
  private mutating func note(_ line: ContentLine) {
    if line.parameterCount == 0, !line.hasSpaceInName { return }
    if line.hasSpaceInName {
      add(.note, .spaceInName, at: line.nameEnd, "White space after a property name is ignored.")
    }
    if line.hasBadQuoting {
      add(
        .note, .badQuoting, at: line.nameEnd,
        "A parameter value has quotes where RFC 5545 allows none, or a quote that never closes.")
    }
    if line.hasBareParameter {
      add(
        .note, .bareParameter, at: line.nameEnd,
        "A parameter without name is read as vCalendar 1.0 has it.")
    }
    if line.parameterCount > limits.parameters {
      add(
        .warning, .tooManyParameters, at: line.nameEnd,
        "Of \(line.parameterCount) parameters only \(limits.parameters) are read.")
    }
  }

  private mutating func append(_ line: ContentLine) {
    guard let top = open.last, dropped == 0 else {
      canContinue = false
      if dropped == 0 {
        add(
          .error, .propertyOutsideComponent, at: line.nameStart,
          "A property outside any component is left out.")
      }
      return
    }
    let count = components[top.index].propertyCount
    guard count < limits.properties else {
      canContinue = false
      if !top.isOverfull {
        open[open.count - 1].isOverfull = true
        add(
          .warning, .tooManyProperties, at: line.nameStart,
          "The component has more than \(limits.properties) properties; the rest is left out.")
      }
      return
    }
    var flags: PropertyRecord.Flags = []
    if line.colon > line.nameEnd { flags.insert(.hasParameters) }
    if line.isQuotedPrintable { flags.insert(.quotedPrintable) }
    if count == 0 {
      components[top.index].firstProperty = UInt32(properties.count)
    } else if let last = properties.last, Int(last.component) != top.index {
      isScattered = true
    }
    components[top.index].propertyCount = count &+ 1
    properties.append(
      PropertyRecord(
        key: line.key, nameStart: UInt32(line.nameStart), valueStart: UInt32(line.colon + 1),
        valueEnd: UInt32(text.count), line: UInt32(lineNumber), component: UInt32(top.index),
        nameLength: UInt16(line.nameEnd - line.nameStart), flags: flags))
    canContinue = true
    if line.key >> 56 == 0 || line.key >> 63 == 1 { check(line) }
  }

  /// Looks at the values of the properties that time and identity hang on.
  private mutating func check(_ line: ContentLine) {
    switch line.key {
    case keys.uid: open[open.count - 1].hasUID = true
    case keys.dtstart:
      open[open.count - 1].hasStart = true
      checkTime(line)
    case keys.dtend, keys.due, keys.dtstamp, keys.created, keys.lastModified, keys.recurrenceID:
      checkTime(line)
    case keys.version:
      if text.count - line.colon == 4, text[line.colon + 1] == 0x31 { isVersion1 = true }
    default: break
    }
    if line.key == keys.duration { checkDuration(line) }
  }

  private mutating func checkTime(_ line: ContentLine) {
    let parser = TimeParser(text, from: line.colon + 1, to: text.count)
    guard let time = parser.parse(zoneID: nil, isDate: false) else {
      add(
        .warning, .badTime, at: line.colon + 1,
        "The value is no date or time that can be understood; it is left out.")
      return
    }
    if time.isForgiven {
      add(
        .note, .forgivenTime, at: line.colon + 1,
        "The date or time is not in a form of RFC 5545, but understood.")
    }
  }

  private mutating func checkDuration(_ line: ContentLine) {
    guard let duration = CalendarDuration.parse(text, from: line.colon + 1, to: text.count)
    else {
      add(
        .warning, .badDuration, at: line.colon + 1,
        "The value is no duration that can be understood; it is left out.")
      return
    }
    if duration.isForgiven {
      add(
        .note, .forgivenDuration, at: line.colon + 1,
        "The duration is not in a form of RFC 5545, but understood.")
    }
  }

  // MARK: - Broken lines

  /// Whether `line`, though it has a name and a colon, is more likely part of the text before it:
  /// `https://…`, or `Speaker: …` in a description whose line breaks were not escaped.
  private func isContinuation(_ line: ContentLine) -> Bool {
    guard canContinue, line.hasSmallLetters || line.colon == line.nameEnd else { return false }
    let isLink =
      text.count - line.colon > 2 && text[line.colon + 1] == 0x2F && text[line.colon + 2] == 0x2F
    guard line.hasSmallLetters || isLink, let last = properties.last else { return false }
    guard keys.prose.contains(last.key) || (isLink && keys.foldable.contains(last.key))
    else { return false }
    if keys.known.contains(line.key) || line.key == keys.begin || line.key == keys.end {
      return false
    }
    let isExtension =
      asciiUppercased(text[line.nameStart]) == 0x58 && text[line.nameStart + 1] == 0x2D
    return !isExtension
  }

  /// A line that is no content line: the rest of the value before, where that may be, or nothing.
  private mutating func handleBrokenLine() {
    if canContinue, dropped == 0, let last = properties.last, Int(last.valueEnd) == lineStart {
      // Writers that forget the blank still break their lines near the 75 bytes of RFC 5545.
      let isFold = (72...76).contains(lengthBefore)
      if keys.prose.contains(last.key) || (isFold && keys.foldable.contains(last.key)) {
        join(withLineBreak: !isFold)
        return
      }
    }
    add(.warning, .badLine, at: lineStart, "The line is no property; it is left out.")
    text.removeSubrange(lineStart...)
  }

  /// Joins the line at work to the value of the property before.
  private mutating func join(withLineBreak: Bool) {
    add(
      .note, .unfoldedContinuation, at: lineStart,
      "The line is no property; it is joined to the value before.")
    let last = properties.count - 1
    if text.count - Int(properties[last].valueStart) > limits.lineBytes {
      text.removeSubrange(lineStart...)
      return
    }
    if withLineBreak {
      let rest = Array(text[lineStart...])
      text.removeSubrange(lineStart...)
      text.append(0x5C)
      text.append(0x6E)
      text.append(contentsOf: rest)
    }
    properties[last].valueEnd = UInt32(text.count)
  }
}
