extension DocumentReader {
  /// Takes in one content line.
  @inline(__always)
  mutating func handle(_ line: ContentLine, _ input: Span<UInt8>) {
    if line.key == keys.begin {
      begin(line, input)
    } else if line.key == keys.end {
      end(line, input)
    } else {
      append(line, input)
    }
    if !line.marks.isDisjoint(with: .odd) || line.parameterCount > limits.parameters {
      note(line, input)
    }
  }

  /// Leaves a diagnostic for each deviation in `line`.
  private mutating func note(_ line: ContentLine, _ input: Span<UInt8>) {
    if line.marks.contains(.spaceInName) {
      add(
        .note, .spaceInName, at: line.nameEnd, input,
        "White space after a property name is ignored.")
    }
    if line.marks.contains(.badQuoting) {
      add(
        .note, .badQuoting, at: line.nameEnd, input,
        "A parameter value has quotes where RFC 5545 allows none, or a quote that never closes.")
    }
    if line.marks.contains(.bareParameter) {
      add(
        .note, .bareParameter, at: line.nameEnd, input,
        "A parameter without name is read as vCalendar 1.0 has it.")
    }
    if line.parameterCount > limits.parameters {
      add(
        .warning, .tooManyParameters, at: line.nameEnd, input,
        "Of \(line.parameterCount) parameters only \(limits.parameters) are read.")
    }
  }

  /// Adds a property to the innermost component.
  @inline(__always)
  private mutating func append(_ line: ContentLine, _ input: Span<UInt8>) {
    guard dropped == 0, let top = open.last,
      records.components[top.index].propertyCount < limits.properties
    else {
      refuse(line, input)
      return
    }
    let count = records.components[top.index].propertyCount
    var flags: PropertyRecord.Flags = []
    if line.colon > line.nameEnd { flags.insert(.hasParameters) }
    if line.marks.contains(.quotedPrintable) { flags.insert(.quotedPrintable) }
    if count == 0 {
      records.components[top.index].firstProperty = UInt32(
        truncatingIfNeeded: records.properties.count)
    } else if let last = records.properties.last, Int(last.component) != top.index {
      records.isScattered = true
    }
    records.components[top.index].propertyCount = count &+ 1
    records.properties.append(
      PropertyRecord(
        key: line.key, nameStart: UInt32(truncatingIfNeeded: line.nameStart),
        valueStart: UInt32(truncatingIfNeeded: line.colon &+ 1),
        valueEnd: UInt32(truncatingIfNeeded: text.count),
        line: UInt32(truncatingIfNeeded: lineNumber),
        component: UInt32(truncatingIfNeeded: top.index),
        nameLength: UInt16(truncatingIfNeeded: line.nameEnd &- line.nameStart), flags: flags))
    canContinue = true
    check(line, input)
  }

  /// A property that has no place.
  private mutating func refuse(_ line: ContentLine, _ input: Span<UInt8>) {
    canContinue = false
    if dropped > 0 { return }
    guard let top = open.last else {
      add(
        .error, .propertyOutsideComponent, at: line.nameStart, input,
        "A property outside any component is left out.")
      return
    }
    if top.isOverfull { return }
    open[open.count - 1].isOverfull = true
    add(
      .warning, .tooManyProperties, at: line.nameStart, input,
      "The component has more than \(limits.properties) properties; the rest is left out.")
  }

  // MARK: - Values that time and identity hang on

  @inline(__always)
  private mutating func check(_ line: ContentLine, _ input: Span<UInt8>) {
    switch line.key {
    case keys.uid: open[open.count &- 1].hasUID = true
    case keys.dtstart:
      open[open.count &- 1].hasStart = true
      checkTime(line, input)
    case keys.dtend, keys.dtstamp, keys.due, keys.created, keys.lastModified, keys.recurrenceID:
      checkTime(line, input)
    case keys.duration: checkDuration(line, input)
    case keys.version: checkVersion(line)
    default: break
    }
  }

  private mutating func checkTime(_ line: ContentLine, _ input: Span<UInt8>) {
    let isPlain = text.withSpan { text in
      TimeParser.isPlain(text, from: line.colon + 1, to: text.count)
    }
    if isPlain { return }
    let time = text.withSpan { text in
      TimeParser.parse(text, from: line.colon + 1, to: text.count)
    }
    guard let time else {
      add(
        .warning, .badTime, at: line.colon + 1, input,
        "The value is no date or time that can be understood; it is left out.")
      return
    }
    if time.isForgiven {
      add(
        .note, .forgivenTime, at: line.colon + 1, input,
        "The date or time is not in a form of RFC 5545, but understood.")
    }
  }

  private mutating func checkDuration(_ line: ContentLine, _ input: Span<UInt8>) {
    let duration = text.withSpan { text in
      CalendarDuration.parse(text, from: line.colon + 1, to: text.count)
    }
    guard let duration else {
      add(
        .warning, .badDuration, at: line.colon + 1, input,
        "The value is no duration that can be understood; it is left out.")
      return
    }
    if duration.isForgiven {
      add(
        .note, .forgivenDuration, at: line.colon + 1, input,
        "The duration is not in a form of RFC 5545, but understood.")
    }
  }

  private mutating func checkVersion(_ line: ContentLine) {
    let isVersion1 = text.withSpan { text in
      text.count - line.colon == 4 && text[line.colon + 1] == 0x31
    }
    if isVersion1 { records.isVersion1 = true }
  }

  // MARK: - Broken lines

  /// Whether `line`, though it has a name and a colon, is more likely part of the text before it.
  ///
  /// That is so of `https://…`, and of `Speaker: …` in a description whose line breaks were not
  /// escaped: a name no RFC has, not all in capitals, no `X-`.
  @inline(__always)
  func isContinuation(_ line: ContentLine) -> Bool {
    line.marks.contains(.smallLetters) && canContinue && isLikelyContinuation(line)
  }

  private func isLikelyContinuation(_ line: ContentLine) -> Bool {
    guard let last = records.properties.last, keys.prose.contains(last.key) || isFoldable(last.key)
    else { return false }
    return text.withSpan { text in
      let isLink =
        text.count - line.colon > 2 && text[line.colon + 1] == 0x2F
        && text[line.colon + 2] == 0x2F
      guard isLink || keys.prose.contains(last.key) else { return false }
      let isExtension =
        asciiUppercased(text[line.nameStart]) == 0x58 && text[line.nameStart + 1] == 0x2D
      return !isExtension && !keys.known.contains(line.key)
    }
  }

  /// Whether the line before may have been broken off near the 75 bytes of RFC 5545, in a property
  /// whose text goes on where it breaks.
  private func isFoldable(_ key: UInt64) -> Bool {
    (72...76).contains(lengthBefore) && keys.foldable.contains(key)
  }

  /// A line that is no content line: the rest of the value before, where that may be, or nothing.
  mutating func handleBrokenLine(_ input: Span<UInt8>) {
    if canContinue, let last = records.properties.last, Int(last.valueEnd) == lineStart - 1 {
      let isFold = (72...76).contains(lengthBefore)
      if keys.prose.contains(last.key) || isFoldable(last.key) {
        join(withLineBreak: !isFold, input)
        return
      }
    }
    let isBlank = text.withSpan { text in
      lineStart + LeadingJunk.length(text, from: lineStart) == text.count
    }
    if !isBlank {
      add(.warning, .badLine, at: lineStart, input, "The line is no property; it is left out.")
    }
    text.cut(at: lineStart)
    dropLineBreak()
  }

  /// Joins the line at work to the value of the property before.
  private mutating func join(withLineBreak: Bool, _ input: Span<UInt8>) {
    add(
      .note, .unfoldedContinuation, at: lineStart, input,
      "The line is no property; it is joined to the value before.")
    let last = records.properties.count - 1
    if text.count - Int(records.properties[last].valueStart) > limits.lineBytes {
      text.cut(at: lineStart)
      dropLineBreak()
      return
    }
    if !withLineBreak { text.removeByte(before: lineStart) }
    records.properties[last].valueEnd = UInt32(truncatingIfNeeded: text.count)
  }

  /// Takes back the line break of the line before, which the caller will set again.
  private mutating func dropLineBreak() {
    if lineStart > 0 { text.cut(at: lineStart - 1) }
  }
}
