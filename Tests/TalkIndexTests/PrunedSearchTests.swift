import TalkModel
import TalkQuery
import Testing

@testable import TalkIndex

/// The pruned search against one that scores every match.
@Suite struct PrunedSearchTests {
  private static let words =
    ["graph", "graphs", "network", "networks", "learning", "learned", "learn", "quantum", "field"]
    + (0..<90).map { "w\($0)x" } + (0..<30).map { "graph\($0)" } + ["Ørsted", "naïve"]

  private static func word(_ numbers: inout SeededNumbers) -> String {
    // The smallest of three numbers: the first words come up most.
    words[min(numbers.below(words.count), numbers.below(words.count), numbers.below(words.count))]
  }

  private static func phrase(_ length: Int, _ numbers: inout SeededNumbers) -> String {
    (0..<length).map { _ in word(&numbers) }.joined(separator: " ")
  }

  private static func talk(_ number: Int, _ numbers: inout SeededNumbers) -> Talk {
    var talk = Talk(
      identity: TalkIdentity(uid: "t\(number)"), title: phrase(1 + numbers.below(4), &numbers))
    if numbers.below(6) == 0 { talk.kind = .other }
    if numbers.below(3) == 0 {
      talk.speakers = [Speaker(name: phrase(2, &numbers), affiliation: phrase(1, &numbers))]
    }
    talk.series = numbers.below(3) == 0 ? [phrase(2, &numbers)] : []
    if numbers.below(3) == 0 {
      talk.keywords = [Keyword(text: phrase(2, &numbers), origin: .extracted)]
    }
    talk.abstract = numbers.below(3) == 0 ? nil : phrase(numbers.below(25), &numbers)
    talk.time = Samples.time(day: numbers.below(60))
    return talk
  }

  /// An index of several segments of which rows were deleted.
  private static func fixture(_ count: Int, _ numbers: inout SeededNumbers) throws -> SearchFixture
  {
    let talks = (0..<count).map { talk($0, &numbers) }
    let fixture = try SearchFixture(talks, transactions: 3)
    try fixture.index.write { writer in
      for _ in 0..<count / 15 { try writer.delete(Int64(1 + numbers.below(count))) }
    }
    return fixture
  }

  private static func query(_ numbers: inout SeededNumbers) -> String {
    var parts: [String] = []
    for _ in 0...numbers.below(5) {
      let word = word(&numbers)
      switch numbers.below(14) {
      case 0: parts.append("title:\(word)")
      case 1: parts.append("-\(word)")
      case 2: parts.append("\"\(word) \(self.word(&numbers))\"")
      case 3: parts.append("(\(word) OR \(self.word(&numbers)))")
      case 4: parts.append("\(word.prefix(3))*")
      case 5: parts.append(numbers.pick(["is:other", "is:talk", "after:2025-02-01"]))
      case 6: parts.append("=\(word)")
      case 7: parts.append(String(word.dropLast()))
      default: parts.append(word)
      }
    }
    return parts.joined(separator: " ") + (numbers.below(3) == 0 ? " " : "")
  }

  @Test("Hits, order, scores and totals are those of scoring every match", arguments: 1...3)
  func equalsScoringAll(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let fixture = try PrunedSearchTests.fixture(700 + 500 * Int(seed), &numbers)
    let reference = TalkIndex(
      path: fixture.index.path, mode: fixture.index.mode, queue: fixture.index.queue,
      searchBox: SearchSessionBox(prunes: false))
    var pruned = 0
    for _ in 0..<250 {
      let query = PrunedSearchTests.query(&numbers)
      var request = try SearchFixture.request(query)
      request.match = numbers.pick(SearchRequest.Match.allCases)
      request.limit = numbers.pick([1, 3, 10, 10, 40, 250])
      request.offset = numbers.below(4) == 0 ? numbers.below(12) : 0
      request.exact = numbers.below(8) == 0
      request.favoursRecent = numbers.below(12) == 0
      request.explains = numbers.below(4) == 0
      request.explainsPlan = true
      request.wantsSnippets = false
      let found = try fixture.index.search(request)
      let wanted = try reference.search(request)
      #expect(found.total == wanted.total, "\(request.match) \(query)")
      #expect(found.notes == wanted.notes, "\(request.match) \(query)")
      #expect(
        found.hits.map(\.stored.id) == wanted.hits.map(\.stored.id), "\(request.match) \(query)")
      for (hit, other) in zip(found.hits, wanted.hits) {
        #expect(abs(hit.score - other.score) <= 1e-9, "\(request.match) \(query)")
        guard request.explains else { continue }
        let sum = hit.explanation.reduce(0) { $0 + $1.value }
        #expect(abs(sum - hit.score) <= 1e-9 * max(1, hit.score), "\(query): \(hit.explanation)")
      }
      let saysSo = { (page: SearchPage) in page.plan.contains("ranking: every match is scored") }
      if saysSo(wanted), !saysSo(found) { pruned += 1 }
    }
    // The queries are of a kind that the pruned search has something to do.
    #expect(pruned > 10)
  }

  @Test("What is kept between searches changes no hit", arguments: [0, 20_000])
  func littleMemory(bytes: Int) throws {
    var numbers = SeededNumbers(seed: 7)
    let fixture = try PrunedSearchTests.fixture(900, &numbers)
    let small = try TalkIndex.open(at: fixture.index.path, mode: .read, searchMemory: bytes)
    for _ in 0..<60 {
      let request = try SearchFixture.request(PrunedSearchTests.query(&numbers))
      let found = try small.search(request)
      let wanted = try fixture.index.search(request)
      #expect(found.total == wanted.total)
      #expect(found.hits.map(\.stored.id) == wanted.hits.map(\.stored.id))
      #expect(found.hits.map(\.score) == wanted.hits.map(\.score))
    }
  }
}
