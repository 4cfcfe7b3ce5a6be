import ICalendar

/// Bytes → calendar → bytes → calendar: everything can be asked, and what is written is read as the
/// same values.
enum ReaderTarget {
  static func run(_ bytes: [UInt8]) {
    let document = CalendarDocument(bytes: bytes)
    demand(document.diagnostics.count <= 100, "too many diagnostics")
    demand(document.diagnostics.allSatisfy { $0.line >= 1 && $0.column >= 1 }, "a position of 0")
    for event in document.events { ValuesTarget.ask(event, steps: 100) }
    let first = rewritten(document)
    checkLines(first)
    let again = CalendarDocument(bytes: first)
    demand(!again.isTruncated, "what was written is truncated")
    demand(again.events.count == document.events.count, "events are lost in writing")
    for (old, new) in zip(document.events, again.events) {
      demand(
        old.properties.count == new.properties.count,
        "\(old.properties.count) properties became \(new.properties.count)")
      for (a, b) in zip(old.properties, new.properties) {
        demand(
          written(a.text) == Array(b.text.utf8),
          "\(a.name): \(a.text.debugDescription) became \(b.text.debugDescription)")
      }
    }
    demand(rewritten(again) == first, "writing twice differs")
  }

  /// The calendar written anew: names, parameters and texts.
  private static func rewritten(_ document: CalendarDocument) -> [UInt8] {
    var writer = CalendarWriter()
    for root in document.roots { write(root, to: &writer) }
    return writer.finish()
  }

  private static func write(_ component: Component, to writer: inout CalendarWriter) {
    writer.begin(PropertyName(component.name))
    for property in component.properties {
      let kept = property.parameters.filter { $0.name != "ENCODING" && $0.name != "CHARSET" }
      // As text, whatever type the name stands for.
      let name = property.name.hasPrefix("X-") ? property.name : "X-" + property.name
      writer.write(PropertyName(name), kept, text: property.text)
    }
    for child in component.children { write(child, to: &writer) }
    writer.end()
  }

  /// Lines of at most 75 octets, each ended by CR LF, of well-formed UTF-8 without controls.
  private static func checkLines(_ bytes: [UInt8]) {
    demand(bytes.isEmpty || bytes.suffix(2) == [0x0D, 0x0A], "no line break at the end")
    var length = 0
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 0x0D: demand(index + 1 < bytes.count && bytes[index + 1] == 0x0A, "a bare CR")
      case 0x0A:
        demand(index > 0 && bytes[index - 1] == 0x0D, "a bare LF")
        length = -1
      case 0x09: break
      default: demand(byte >= 0x20 && byte != 0x7F, "a raw control byte \(byte)")
      }
      if byte != 0x0D { length += 1 }
      demand(length <= 75, "a line of over 75 octets")
    }
    demand(Array(String(decoding: bytes, as: UTF8.self).utf8) == bytes, "ill-formed UTF-8")
  }

  /// What of `text` a calendar can hold: one form of line break, no other controls but the tab.
  private static func written(_ text: String) -> [UInt8] {
    var result = String.UnicodeScalarView()
    var last: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      defer { last = scalar }
      if scalar == "\n" && last == "\r" { continue }
      if scalar == "\r" || scalar == "\n" {
        result.append("\n")
      } else if scalar == "\t" || !(scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)) {
        result.append(scalar)
      }
    }
    return Array(String(result).utf8)
  }
}
