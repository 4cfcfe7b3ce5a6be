extension DocumentReader {
  /// A `BEGIN` line.
  mutating func begin(_ line: ContentLine) {
    canContinue = false
    guard let name = componentName(line) else {
      add(.warning, .badLine, at: line.nameStart, "BEGIN without a name is left out.")
      return
    }
    if name.key == keys.calendar {
      closeForgotten(to: 0)
    } else if name.key == keys.event || keys.topComponents.contains(name.key) {
      // None of these stands inside another, so an END was forgotten.
      if let outer = open.firstIndex(where: { keys.topComponents.contains($0.key) }) {
        closeForgotten(to: outer)
      } else if dropped > 0 {
        closeForgotten(to: open.first?.key == keys.calendar ? 1 : 0)
      }
    }
    guard dropped == 0, open.count < limits.depth else {
      if dropped == 0 {
        add(
          .warning, .tooDeep, at: line.nameStart,
          "Components nested deeper than \(limits.depth) are left out.")
      }
      dropped += 1
      return
    }
    if name.key == keys.calendar || name.key == keys.event { isCalendar = true }
    if name.key == keys.event, !open.contains(where: { $0.key == keys.calendar }) {
      add(.note, .outsideCalendar, at: line.nameStart, "An event outside any calendar is kept.")
    }
    let index = components.count
    let parent = open.last?.index ?? -1
    components.append(
      ComponentRecord(
        key: name.key, nameStart: UInt32(name.start), nameEnd: UInt32(name.end),
        line: UInt32(lineNumber), parent: Int32(parent)))
    link(index, to: parent)
    open.append(OpenComponent(index: index, key: name.key))
  }

  /// An `END` line.
  mutating func end(_ line: ContentLine) {
    canContinue = false
    guard let name = componentName(line) else {
      add(.note, .unmatchedEnd, at: line.nameStart, "END without a name is left out.")
      return
    }
    if dropped > 0, name.key != keys.calendar, name.key != keys.event {
      dropped -= 1
      return
    }
    guard let match = open.lastIndex(where: { $0.key == name.key }) else {
      add(.warning, .unmatchedEnd, at: line.nameStart, "END without its BEGIN is ignored.")
      return
    }
    closeForgotten(to: match + 1)
    close(isComplete: true)
  }

  /// Closes all components from depth `depth` on, whose ends were forgotten.
  private mutating func closeForgotten(to depth: Int) {
    dropped = 0
    while open.count > depth {
      add(
        .warning, .missingEnd, at: lineStart,
        "A component that begins on line \(components[open[open.count - 1].index].line) has no END."
      )
      close(isComplete: false)
    }
  }

  /// Closes the innermost component.
  mutating func close(isComplete: Bool) {
    guard let top = open.popLast() else { return }
    components[top.index].isComplete = isComplete
    guard top.key == keys.event else { return }
    let line = Int(components[top.index].line)
    if !top.hasUID {
      log.add(.note, .missingUID, line: line, column: 1, "The event has no UID.")
    }
    if !top.hasStart {
      log.add(.warning, .missingStart, line: line, column: 1, "The event has no DTSTART.")
    }
  }

  private mutating func link(_ index: Int, to parent: Int) {
    guard parent >= 0 else { return }
    let last = Int(components[parent].lastChild)
    if last < 0 {
      components[parent].firstChild = Int32(index)
    } else {
      components[last].nextSibling = Int32(index)
    }
    components[parent].lastChild = Int32(index)
  }

  /// The value of a `BEGIN` or `END` line without white space, and its key.
  private func componentName(_ line: ContentLine) -> (start: Int, end: Int, key: UInt64)? {
    var start = line.colon + 1
    var end = text.count
    while start < end, text[start] <= 0x20 { start += 1 }
    while start < end, text[end - 1] <= 0x20 { end -= 1 }
    guard start < end, end - start < 256 else { return nil }
    var key = NameKey()
    for i in start..<end { key.append(asciiUppercased(text[i])) }
    return (start, end, key.value)
  }
}
