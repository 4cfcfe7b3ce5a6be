import Foundation
import ICalendar
import TalkExtraction
import TalkModel
import Testing

/// Scores extraction against events that were labelled by reading, where they lie beside the package.
@Suite(
  "Labelled calendars",
  .enabled(if: LabelledCorpus.exists, "no ../shared/corpus/labelled beside the package"))
struct LabelledCorpusTests {
  @Test("Title, speakers, affiliation, series and kind stay above what the index promises")
  func floors() throws {
    var score = LabelScore()
    for path in try LabelledCorpus.labelFiles() { try score.add(path) }
    #expect(score.events > 400)
    #expect(score.missing == 0, "events that extraction does not return")
    #expect(score.title.share >= 0.97, "title \(score.title)")
    #expect(score.nameF1 >= 0.97, "F1 over names \(score.nameF1)")
    #expect(score.affiliation.share >= 0.95, "affiliation \(score.affiliation)")
    #expect(score.series.share >= 0.95, "series \(score.series)")
    #expect(score.kind.share >= 0.93, "kind \(score.kind)")
  }
}

/// Where the labels and the calendars lie.
enum LabelledCorpus {
  static let root: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(4).joined(separator: "/") + "/shared/corpus"
  }()

  static var exists: Bool { FileManager.default.fileExists(atPath: root + "/labelled") }

  static func labelFiles() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root + "/labelled")
      .filter { $0.hasSuffix(".jsonl") }.sorted().map { root + "/labelled/" + $0 }
  }

  /// The calendar that labels name: invented ones lie beside the labels.
  static func calendar(_ name: String) -> [ExtractedEvent] {
    let folder = name.hasPrefix("synthetic_") ? "/labelled/" : "/calendars/"
    guard let bytes = FileManager.default.contents(atPath: root + folder + name) else { return [] }
    let file = name.split(separator: "/").last.map(String.init)
    return TalkExtractor().extract(CalendarDocument(bytes: Array(bytes)), fileName: file)
  }
}

/// One labelled event; `alt` lists further acceptable answers.
private struct Label: Decodable {
  struct Alternatives: Decodable {
    var title: [String?]?
    var speakers: [[String]?]?
    var series: [String?]?
    var affiliations: [[String: String?]]?
    var talk: [Bool]?
  }

  var file: String
  var uid: String?
  var start: String
  var summary: String
  var title: String?
  var speakers: [String]
  var affiliations: [String: String?]?
  var series: String?
  var talk: Bool
  var alt: Alternatives?
}

/// How many fields were right.
private struct Count: CustomStringConvertible {
  var right = 0
  var all = 0
  var share: Double { all == 0 ? 1 : Double(right) / Double(all) }
  var description: String { "\(right) of \(all)" }

  mutating func add(_ isRight: Bool) {
    all += 1
    if isRight { right += 1 }
  }
}

private struct LabelScore {
  var events = 0
  var missing = 0
  var title = Count()
  var affiliation = Count()
  var series = Count()
  var kind = Count()
  private var found = 0
  private var wrong = 0
  private var lost = 0
  var nameF1: Double { found == 0 ? 0 : 2 * Double(found) / Double(2 * found + wrong + lost) }

  mutating func add(_ path: String) throws {
    let data = try #require(FileManager.default.contents(atPath: path))
    var calendars: [String: [ExtractedEvent]] = [:]
    for line in data.split(separator: UInt8(ascii: "\n")) where !line.isEmpty {
      let label = try JSONDecoder().decode(Label.self, from: Data(line))
      let calendar = calendars[label.file] ?? LabelledCorpus.calendar(label.file)
      calendars[label.file] = calendar
      add(label, calendar)
    }
  }

  private mutating func add(_ label: Label, _ calendar: [ExtractedEvent]) {
    events += 1
    let alike = calendar.filter {
      $0.rawStart == label.start && plain($0.summary) == plain(label.summary)
    }
    let uid = label.uid.flatMap { $0.isEmpty ? nil : $0 }
    guard let event = alike.first(where: { $0.talk.identity.uid == uid }) ?? alike.first else {
      missing += 1
      return
    }
    let talk = event.talk
    kind.add((label.alt?.talk ?? [label.talk]).contains(talk.kind == .talk))
    guard label.talk else { return }
    let titles = [label.title] + (label.alt?.title ?? [])
    title.add(titles.contains { plain($0) == plain(talk.title) })
    let allSeries = [label.series] + (label.alt?.series ?? [])
    let stated = Set(talk.series.map { plain($0) })
    series.add(
      allSeries.contains { plain($0).isEmpty ? stated.isEmpty : stated.contains(plain($0)) })
    countNames(of: talk, label)
    guard let places = label.affiliations, !places.isEmpty else { return }
    let have = Dictionary(
      talk.speakers.map { (plain($0.name), plain($0.affiliation)) }, uniquingKeysWith: { $1 })
    affiliation.add(
      ([places] + (label.alt?.affiliations ?? [])).contains { wanted in
        wanted.allSatisfy { have[plain($0.key)] == plain($0.value) }
      })
  }

  private mutating func countNames(of talk: Talk, _ label: Label) {
    let have = Set(talk.speakers.map { plain($0.name) })
    let answers = ([label.speakers] + (label.alt?.speakers ?? [])).map { names in
      Set((names ?? []).map { plain($0) })
    }
    func quality(_ want: Set<String>) -> Double {
      let common = have.intersection(want).count
      return have.isEmpty && want.isEmpty ? 1 : 2 * Double(common) / Double(have.count + want.count)
    }
    guard let best = answers.max(by: { quality($0) < quality($1) }) else { return }
    found += have.intersection(best).count
    wrong += have.subtracting(best).count
    lost += best.subtracting(have).count
  }

  /// Without case, kinds of quotes and dashes, and white space that does not matter.
  private func plain(_ text: String?) -> String {
    var text = (text ?? "").precomposedStringWithCompatibilityMapping.lowercased()
    for (kind, plain) in [
      ("’", "'"), ("“", "\""), ("”", "\""), ("–", "-"), ("—", "-"), ("ß", "ss"),
    ] {
      text = text.replacingOccurrences(of: kind, with: plain)
    }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      .trimmingCharacters(in: CharacterSet(charactersIn: " ."))
  }
}
