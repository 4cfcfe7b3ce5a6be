extension DocumentReader {
  /// A `BEGIN` line.
  mutating func begin(_ line: ContentLine, _ input: Span<UInt8>) {
    canContinue = false
    guard let name = componentName(line) else {
      add(.warning, .badLine, at: line.nameStart, input, "BEGIN without a name is left out.")
      return
    }
    let isTop = keys.topComponents.contains(name.key)
    if name.key == keys.calendar {
      closeForgotten(to: 0, input)
    } else if isTop {
      // None of these stands inside another, so an END was forgotten.
      if let outer = open.firstIndex(where: \.isTop) {
        closeForgotten(to: outer, input)
      } else if dropped > 0 {
        closeForgotten(to: open.first?.key == keys.calendar ? 1 : 0, input)
      }
    }
    guard dropped == 0, open.count < limits.depth else {
      if dropped == 0 {
        add(
          .warning, .tooDeep, at: line.nameStart, input,
          "Components nested deeper than \(limits.depth) are left out.")
      }
      dropped += 1
      return
    }
    if name.key == keys.calendar || isTop { records.isCalendar = true }
    if name.key == keys.event, !open.contains(where: { $0.key == keys.calendar }) {
      add(
        .note, .outsideCalendar, at: line.nameStart, input, "An event outside any calendar is kept."
      )
    }
    let index = records.components.count
    let parent = open.last?.index ?? -1
    records.components.append(
      ComponentRecord(
        key: name.key, nameStart: UInt32(name.start), nameEnd: UInt32(name.end),
        line: UInt32(lineNumber), parent: Int32(parent)))
    link(index, to: parent)
    open.append(OpenComponent(index: index, key: name.key, isTop: isTop))
  }

  /// An `END` line.
  mutating func end(_ line: ContentLine, _ input: Span<UInt8>) {
    canContinue = false
    guard let name = componentName(line) else {
      add(.note, .unmatchedEnd, at: line.nameStart, input, "END without a name is left out.")
      return
    }
    if dropped > 0, name.key != keys.calendar, name.key != keys.event {
      dropped -= 1
      return
    }
    guard let match = open.lastIndex(where: { $0.key == name.key }) else {
      add(.warning, .unmatchedEnd, at: line.nameStart, input, "END without its BEGIN is ignored.")
      return
    }
    closeForgotten(to: match + 1, input)
    close(isComplete: true)
  }

  /// Closes all components from depth `depth` on, whose ends were forgotten.
  private mutating func closeForgotten(to depth: Int, _ input: Span<UInt8>) {
    dropped = 0
    while open.count > depth {
      add(
        .warning, .missingEnd, at: lineStart, input,
        "A component that begins on line \(records.components[open[open.count - 1].index].line) has no END."
      )
      close(isComplete: false)
    }
  }

  /// Closes the innermost component.
  mutating func close(isComplete: Bool) {
    guard let top = open.popLast() else { return }
    records.components[top.index].isComplete = isComplete
    guard top.key == keys.event else { return }
    let line = Int(records.components[top.index].line)
    if !top.hasUID {
      records.log.add(.note, .missingUID, line: line, column: 1, "The event has no UID.")
    }
    if !top.hasStart {
      records.log.add(.warning, .missingStart, line: line, column: 1, "The event has no DTSTART.")
    }
  }

  private mutating func link(_ index: Int, to parent: Int) {
    guard parent >= 0 else { return }
    let last = Int(records.components[parent].lastChild)
    if last < 0 {
      records.components[parent].firstChild = Int32(index)
    } else {
      records.components[last].nextSibling = Int32(index)
    }
    records.components[parent].lastChild = Int32(index)
  }

  /// The value of a `BEGIN` or `END` line without white space, and its key.
  private func componentName(_ line: ContentLine) -> (start: Int, end: Int, key: UInt64)? {
    text.withSpan { text in
      var start = line.colon + 1
      var end = text.count
      while start < end, text[start] <= 0x20 { start += 1 }
      while start < end, text[end - 1] <= 0x20 { end -= 1 }
      guard start < end, end - start < 256 else { return nil }
      if let key = NameKey.ofCapitals(text, from: start, to: end) { return (start, end, key) }
      var key = NameKey()
      for i in start..<end { key.append(asciiUppercased(text[i])) }
      return (start, end, key.value)
    }
  }
}
