import ICalendar

/// A stream of numbers that is the same on every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// The document that `text` is read into.
func readCalendar(_ text: String) -> CalendarDocument { CalendarDocument(bytes: Array(text.utf8)) }

/// The document of one event that consists of `lines`.
func readEvent(_ lines: String) -> CalendarDocument {
  readCalendar(
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + lines + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
}

/// Text of the first property `name` of the first event.
func firstText(_ name: PropertyName, in document: CalendarDocument) -> String? {
  document.events.first?.first(name)?.text
}

/// Asks a document for everything it can be asked for; returns a count so that nothing is skipped.
@discardableResult
func decodeEverything(_ document: CalendarDocument) -> Int {
  var total = document.diagnostics.count + document.calendars.count + document.roots.count
  for event in document.events {
    total += event.name.utf8.count + event.children.count + (event.parent?.line ?? 0)
    for property in event.properties {
      total += property.name.utf8.count + property.line
      total += property.text.utf8.count + property.rawValue.utf8.count
      total += property.textList.count + property.timeValues.count
      total += property.withTextUTF8 { $0.count } + property.withRawUTF8 { $0.count }
      total += property.parameters.reduce(0) { $0 + $1.values.count }
      if property.timeValue != nil { total += 1 }
      if property.durationValue != nil { total += 1 }
      if property.parameter("TZID") != nil { total += 1 }
    }
  }
  return total
}
