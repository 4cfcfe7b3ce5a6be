import CivilTime
import ICalendar
import Testing

/// A component as plain values, to write and to compare with what is read.
private struct Draft: Equatable {
  var name: String
  var properties: [Value]
  var children: [Draft]

  struct Value: Equatable {
    var name: String
    var parameters: [Parameter]
    var content: Content
  }

  enum Content: Equatable {
    case text(String)
    case list([String])
    case time(TimeValue)
    case duration(CalendarDuration)
  }
}

@Suite("Writing and reading")
struct RoundTripTests {
  @Test("What is written is read as the same values", arguments: 1...300)
  func roundTrip(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let draft = Self.draft(name: "VCALENDAR", depth: 0, &random)
    var writer = CalendarWriter()
    Self.write(draft, to: &writer)
    let bytes = writer.finish()
    let document = CalendarDocument(bytes: bytes)
    let root = try #require(document.roots.first)
    #expect(document.roots.count == 1)
    #expect(!document.isTruncated)
    let read = Self.draft(of: root, like: draft)
    #expect(read == draft)
    // And once more from what was read: the same bytes.
    var again = CalendarWriter()
    Self.write(read, to: &again)
    #expect(again.finish() == bytes)
  }

  private static let alphabet: [Unicode.Scalar] = Array(
    "aZ09 \t,;:\\\"'^nN=-–é€𝄞漢\u{301}\u{FEFF}\u{2028}\u{202E}\n%()/@".unicodeScalars)

  private static func text(_ random: inout SeededGenerator) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...(Bool.random(using: &random) ? 8 : 120), using: &random) {
      text.append(alphabet.randomElement(using: &random) ?? "x")
    }
    return String(text)
  }

  private static func time(_ random: inout SeededGenerator) -> TimeValue? {
    let seconds = Int64.random(in: -10_000_000_000...10_000_000_000, using: &random)
    guard let time = CivilDateTime(secondsSinceEpoch: seconds) else { return nil }
    return switch Int.random(in: 0...3, using: &random) {
    case 0: .date(time.date)
    case 1: .floating(time)
    case 2: .utc(time)
    default: .zoned(time, zoneID: "Zone; \"" + text(&random))
    }
  }

  private static func draft(
    name: String, depth: Int, _ random: inout SeededGenerator
  ) -> Draft {
    var draft = Draft(name: name, properties: [], children: [])
    for i in 0..<Int.random(in: 0...6, using: &random) {
      var parameters: [Parameter] = []
      for j in 0..<Int.random(in: 0...2, using: &random) {
        let values = (0...Int.random(in: 0...2, using: &random)).map { _ in text(&random) }
        parameters.append(Parameter(name: "X-P\(j)", values: values))
      }
      let content: Draft.Content =
        switch Int.random(in: 0...3, using: &random) {
        case 0: .list((0..<Int.random(in: 2...4, using: &random)).map { _ in text(&random) })
        case 1: time(&random).map { .time($0) } ?? .text("")
        case 2:
          .duration(
            CalendarDuration(
              days: Int.random(in: 0...400, using: &random),
              seconds: Int64.random(in: 0...100_000, using: &random)))
        default: .text(text(&random))
        }
      if case .time = content { parameters = [] }
      draft.properties.append(
        Draft.Value(
          name: ["SUMMARY", "X-LONGER-NAME\(i)", "DESCRIPTION"][i % 3], parameters: parameters,
          content: content))
    }
    if depth < 4 {
      for _ in 0..<Int.random(in: 0...2, using: &random) {
        draft.children.append(
          Self.draft(name: depth == 0 ? "VEVENT" : "X-PART", depth: depth + 1, &random))
      }
    }
    return draft
  }

  private static func write(_ draft: Draft, to writer: inout CalendarWriter) {
    writer.begin(PropertyName(draft.name))
    for property in draft.properties {
      let name = PropertyName(property.name)
      switch property.content {
      case .text(let text): writer.write(name, property.parameters, text: text)
      case .list(let list): writer.write(name, property.parameters, textList: list)
      case .time(let time): writer.write(name, property.parameters, time: time)
      case .duration(let duration): writer.write(name, property.parameters, duration: duration)
      }
    }
    for child in draft.children { write(child, to: &writer) }
    writer.end()
  }

  /// What `component` holds, read as values of the kinds that `model` has.
  private static func draft(of component: Component, like model: Draft) -> Draft {
    var draft = Draft(name: component.name, properties: [], children: [])
    for (property, expected) in zip(component.properties, model.properties) {
      var parameters = property.parameters
      let content: Draft.Content =
        switch expected.content {
        case .text: .text(property.text)
        case .list: .list(property.textList)
        case .time: property.timeValue.map { .time($0) } ?? .text("no time")
        case .duration: property.durationValue.map { .duration($0) } ?? .text("no duration")
        }
      if case .time = content { parameters = [] }
      draft.properties.append(
        Draft.Value(name: property.name, parameters: parameters, content: content))
    }
    draft.children = zip(component.children, model.children).map { Self.draft(of: $0, like: $1) }
    return draft
  }
}
