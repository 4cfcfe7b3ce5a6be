import Foundation
import ICalendar
import TalkFormats
import TalkModel
import TalkQuery
import Testing

/// SplitMix64 (Steele, Lea, Flood 2014): the same seed gives the same tests everywhere.
private struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite("Random texts in every format")
struct OutputFuzzTests {
  private static let pieces = [
    "\"", "'", "\\", ",", ";", ":", "\n", "\r", "\r\n", "\t", " ", "<", ">", "&", "]]>", "=", "+",
    "-", "@", "|", "[", "]", "(", ")", "`", "*", "_", "#", "\u{0}", "\u{1B}[", "\u{7F}", "\u{9B}",
    "\u{85}", "\u{301}", "\u{202E}", "\u{2028}", "\u{FEFF}", "\u{FFFF}", "END:VEVENT", "http://",
    "量子", "é", "\u{1F600}", "word",
  ]

  private func text(_ generator: inout SeededGenerator) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...12, using: &generator) {
      if Int.random(in: 0..<5, using: &generator) == 0,
        let scalar = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &generator))
      {
        text.unicodeScalars.append(scalar)
      } else {
        text += Self.pieces.randomElement(using: &generator) ?? ""
      }
    }
    return text
  }

  private func talk(_ generator: inout SeededGenerator) throws -> Talk {
    let speakers = (0..<2).map { _ in
      Speaker(name: text(&generator), affiliation: text(&generator))
    }
    return Talk(
      identity: TalkIdentity(uid: text(&generator), recurrenceID: text(&generator)),
      title: text(&generator), speakers: speakers, series: [text(&generator)],
      keywords: [Keyword(text: text(&generator), origin: .stated)], abstract: text(&generator),
      biography: text(&generator),
      time: try time("2025-05-09T12:00", "2025-05-09T13:00", zone: text(&generator)),
      venue: text(&generator), joinLink: text(&generator), url: "https://x" + text(&generator),
      organiser: text(&generator), language: text(&generator))
  }

  @Test("No text gets out of its place", arguments: 1...6)
  func escape(seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(seed))
    let all = PrintOptions(fields: OutputField.allCases)
    for _ in 0..<150 {
      let hits = [hit(try talk(&generator)), hit(try talk(&generator), id: 43)]
      let query = text(&generator)

      let json = printed(hits, as: .json, all, query: query)
      let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
      let titles = (object?["hits"] as? [[String: Any]])?.compactMap { $0["title"] as? String }
      #expect(titles?.map { Array($0.utf8) } == hits.map { Array($0.stored.talk.title.utf8) })
      #expect(printed(hits, as: .jsonl, all).utf8.filter { $0 == 0x0A }.count == 2)

      let table = printed(hits, as: .tsv, all)
      let rows = table.utf8.split(separator: 0x0A)
      #expect(rows.count == 3)
      let widths = rows.map { $0.split(separator: 0x09, omittingEmptySubsequences: false).count }
      #expect(Set(widths) == [OutputField.allCases.count])

      let calendar = CalendarDocument(bytes: Array(printed(hits, as: .ics).utf8))
      #expect(calendar.events.count == 2)
      #expect(calendar.diagnosticCount == 0)

      let feed = printed(hits, as: .atom, query: query)
      #expect(MarkupReader(counts: "entry").count(in: feed) == 2, "\(feed)")

      let webPage = printed(hits, as: .html, query: query)
      #expect(MarkupReader(counts: "article").count(in: webPage) == 2, "\(webPage)")

      for format in [OutputFormat.text, .md, .trec] {
        let shown = printed(hits, as: format, query: query).unicodeScalars
        let bad = shown.filter {
          ($0.value < 0x20 && $0 != "\n") || (0x7F...0x9F).contains($0.value) || $0 == "\u{202E}"
            || $0 == "\u{2028}"
        }
        #expect(bad.isEmpty)
      }
      #expect(printed(hits, as: .trec).utf8.filter { $0 == 0x0A }.count == 2)
    }
  }
}

/// Reads just enough XML and HTML to see that tags are balanced and entities are known.
private struct MarkupReader {
  /// Name of the elements that are counted.
  let counts: String

  /// The number of these elements, or `nil` where the markup is not well-formed.
  func count(in markup: String) -> Int? {
    var open: [String] = []
    var count = 0
    var rest = Substring(markup)
    while let start = rest.unicodeScalars.firstIndex(of: "<") {
      guard isText(rest.unicodeScalars[..<start]) else { return nil }
      let tail = rest.unicodeScalars[start...]
      guard let end = tail.firstIndex(of: ">") else { return nil }
      let tag = String(tail[tail.index(after: start)..<end])
      rest = Substring(tail[tail.index(after: end)...])
      guard !tag.contains("<") else { return nil }
      let isAlone = ["?", "!doctype", "meta "].contains { tag.hasPrefix($0) }
      if isAlone || tag.hasSuffix("/") { continue }
      if tag.hasPrefix("/") {
        guard open.popLast() == String(tag.dropFirst()) else { return nil }
      } else {
        let name = String(tag.prefix { $0 != " " })
        if name == counts { count += 1 }
        open.append(name)
      }
    }
    return open.isEmpty ? count : nil
  }

  /// Whether every ampersand begins an entity that the printer writes, and every scalar is a Char
  /// of XML 1.0.
  private func isText(_ text: Substring.UnicodeScalarView) -> Bool {
    let entities = ["amp;", "lt;", "gt;", "quot;", "#39;", "#13;"]
    for index in text.indices {
      let scalar = text[index]
      if scalar == "&" {
        let tail = text[text.index(after: index)...]
        guard entities.contains(where: { tail.starts(with: $0.unicodeScalars) }) else {
          return false
        }
      }
      let isChar =
        scalar == "\t" || scalar == "\n" || (scalar.value >= 0x20 && scalar.value < 0xFFFE)
        || scalar.value > 0xFFFF
      guard isChar else { return false }
    }
    return true
  }
}
