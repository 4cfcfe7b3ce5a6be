import GRDB
import TalkModel
import TalkQuery
import Testing

@testable import TalkIndex

@Suite struct PostingSourceTests {
  /// Words of which some are frequent, some rare, with stems in common.
  private static let words =
    ["graph", "graphs", "network", "networks", "learning", "learned", "quantum", "field", "fields"]
    + (0..<60).map { "w\($0)x" } + ["Ørsted", "naïve", "量子计算", "don't"]

  private static func talks(_ count: Int, _ numbers: inout SeededNumbers) -> [Talk] {
    func phrase(_ length: Int, _ numbers: inout SeededNumbers) -> String {
      (0..<length).map { _ in
        // The smaller of two numbers: the first words come up most.
        words[min(numbers.below(words.count), numbers.below(words.count))]
      }.joined(separator: " ")
    }
    return (0..<count).map { number in
      var talk = Talk(
        identity: TalkIdentity(uid: "t\(number)"), title: phrase(1 + numbers.below(6), &numbers))
      talk.speakers = (0..<numbers.below(3)).map { _ in
        Speaker(name: phrase(2, &numbers), affiliation: phrase(1, &numbers))
      }
      talk.series = numbers.below(2) == 0 ? [] : [phrase(2, &numbers)]
      talk.keywords = TalkKeywords(
        (0..<numbers.below(3)).map { _ in
          Keyword(text: phrase(2, &numbers), origin: .extracted)
        })
      talk.abstract = numbers.below(4) == 0 ? nil : phrase(numbers.below(60), &numbers)
      talk.venue = numbers.below(3) == 0 ? phrase(1, &numbers) : nil
      talk.time = Samples.time(day: numbers.below(300))
      return talk
    }
  }

  private static func fixture(seed: UInt64) throws -> (SearchFixture, SeededNumbers) {
    var numbers = SeededNumbers(seed: seed)
    let fixture = try SearchFixture(talks(60 + numbers.below(120), &numbers), transactions: 4)
    try fixture.index.write { writer in
      for _ in 0..<10 { try writer.delete(Int64(1 + numbers.below(60))) }
    }
    return (fixture, numbers)
  }

  @Test("Both sources read the same from an index of several segments", arguments: 1...4)
  func equal(seed: UInt64) throws {
    var (fixture, numbers) = try PostingSourceTests.fixture(seed: seed)
    let stock = fixture.stock
    var answers: [[String]] = []
    for index in [fixture.index, stock] {
      var same = numbers
      answers.append(
        try index.searching(deadline: 3600) { session, _ in
          var lines = [session.source.name]
          for kind in TextIndex.allCases {
            let terms = try session.source.terms(withPrefix: [], in: kind, limit: 10_000)
            for term in terms {
              let postings = try session.source.postings(of: term, in: kind)
              guard !postings.isEmpty else { continue }
              lines.append("\(kind) \(term) \(postings.frequencies())")
            }
            for _ in 0..<40 {
              let phrase = (0..<2 + same.below(2)).map { _ in
                terms[min(same.below(terms.count), same.below(terms.count))]
              }
              let postings = try session.source.postings(ofPhrase: phrase, in: kind)
              lines.append("\(kind) \(phrase) \(postings.frequencies())")
            }
          }
          return lines
        })
    }
    #expect(answers[0].first == "segments")
    #expect(answers[1].first == "stock fts5vocab")
    #expect(answers[0].dropFirst() == answers[1].dropFirst())
    _ = numbers.next()
  }

  @Test("Both sources and a plain reference give the same scores", arguments: 1...4)
  func reference(seed: UInt64) throws {
    var (fixture, numbers) = try PostingSourceTests.fixture(seed: seed)
    let reference = try ReferenceRanking(fixture.index)
    for _ in 0..<25 {
      // Four words and more get feedback, which has no place in a plain reference.
      let words = (0..<1 + numbers.below(3)).map { _ in
        PostingSourceTests.words[
          min(
            numbers.below(PostingSourceTests.words.count - 4),
            numbers.below(PostingSourceTests.words.count - 4))]
      }
      let query = words.joined(separator: " ") + " "
      let expected = reference.scores(words)
      for index in [fixture.index, fixture.stock] {
        var request = try SearchFixture.request(query)
        request.match = .any
        request.limit = 1000
        let page = try index.search(request)
        #expect(page.total == expected.count, "\(query)")
        #expect(page.hits.count == expected.count)
        for hit in page.hits {
          let wanted = try #require(expected[hit.stored.id])
          #expect(abs(hit.score - wanted) < 1e-9, "\(query): row \(hit.stored.id)")
        }
        for (first, second) in zip(page.hits, page.hits.dropFirst()) {
          #expect(first.score >= second.score)
        }
      }
    }
  }
}

/// The formula of `RankingWeights`, written down once more in the plainest way.
private struct ReferenceRanking {
  private let ranking = RankingWeights.standard
  /// For each talk and field, its tokens, stemmed and unstemmed.
  private var prose: [Int64: [TextField: [[UInt8]]]] = [:]
  private var words: [Int64: [TextField: [[UInt8]]]] = [:]
  /// Average tokens of each field.
  private var averages: [TextField: Double] = [:]

  init(_ index: TalkIndex) throws {
    var prose: [Int64: [TextField: [[UInt8]]]] = [:]
    var words: [Int64: [TextField: [[UInt8]]]] = [:]
    var tokenize: [(TextTokenizer, TextTokenizer)] = []
    try index.searching(deadline: 3600) { session, _ in
      tokenize = [(session.prose, session.words)]
      let sql = "SELECT id, \(TextIndex.words.columns.joined(separator: ", ")) FROM talk"
      let statement = try session.connection.prepare(sql)
      while try statement.step() {
        let id = statement.integer(0) ?? 0
        for (column, field) in TextIndex.words.fields.enumerated() {
          let text = statement.text(Int32(column + 1)) ?? ""
          words[id, default: [:]][field] = session.words.tokens(text).map(\.bytes)
          if field != .affiliations {
            prose[id, default: [:]][field] = session.prose.tokens(text).map(\.bytes)
          }
        }
      }
    }
    self.prose = prose
    self.words = words
    self.tokenizers = tokenize
    for field in TextField.allCases {
      averages[field] =
        prose.values.reduce(0.0) { $0 + Double($1[field]?.count ?? 0) } / Double(prose.count)
    }
  }

  private var tokenizers: [(TextTokenizer, TextTokenizer)] = []

  func scores(_ query: [String]) -> [Int64: Double] {
    guard let (stemmer, splitter) = tokenizers.first else { return [:] }
    var stems: [[UInt8]] = []
    var exact: [[UInt8]: Set<[UInt8]>] = [:]
    for word in query {
      for (stem, plain) in zip(stemmer.tokens(word), splitter.tokens(word)) {
        stems.append(stem.bytes)
        exact[stem.bytes, default: []].insert(plain.bytes)
      }
    }
    var result: [Int64: Double] = [:]
    var rarities: [[UInt8]: (prose: Double, words: Double)] = [:]
    for term in Set(stems).union(exact.values.flatMap { $0 }) {
      rarities[term] = (rarity(term, prose), rarity(term, self.words))
    }
    for (row, fields) in prose {
      var score = 0.0
      var matches = false
      for stem in stems {
        let part = value(stem, in: fields, rarities[stem]?.prose ?? 0)
        matches = matches || part > 0
        score += part
      }
      for (stem, plain) in exact {
        let repeats = Double(stems.count { $0 == stem })
        for word in plain {
          score +=
            repeats * ranking.exactBonus
            * value(word, in: words[row] ?? [:], rarities[word]?.words ?? 0)
        }
      }
      var seen: Set<[[UInt8]]> = []
      for (a, b) in zip(stems, stems.dropFirst()) where a != b && seen.insert([a, b]).inserted {
        let both = (rarities[a]?.prose ?? 0) + (rarities[b]?.prose ?? 0)
        score += pair(a, b, fields, both)
      }
      if matches { result[row] = score }
    }
    return result
  }

  private func value(
    _ term: [UInt8], in fields: [TextField: [[UInt8]]], _ rarity: Double
  ) -> Double {
    var frequency = 0.0
    for (field, tokens) in fields {
      let times = Double(tokens.count { $0 == term })
      guard times > 0 else { continue }
      let b = ranking.lengthFactors[field] ?? 0
      let average = averages[field] ?? 1
      let norm = b == 0 ? 1 : 1 - b + b * Double(tokens.count) / average
      frequency += (ranking.fieldWeights[field] ?? 0) * times / norm
    }
    guard frequency > 0 else { return 0 }
    return rarity * frequency * (ranking.saturation + 1)
      / (frequency + ranking.saturation)
  }

  private func rarity(_ term: [UInt8], _ all: [Int64: [TextField: [[UInt8]]]]) -> Double {
    let count = all.values.count { $0.values.contains { $0.contains(term) } }
    return ranking.inverseDocumentFrequency(count, of: prose.count)
  }

  private func pair(
    _ a: [UInt8], _ b: [UInt8], _ fields: [TextField: [[UInt8]]], _ rarity: Double
  ) -> Double {
    var times = 0.0
    for tokens in fields.values {
      for (first, second) in zip(tokens, tokens.dropFirst()) where first == a && second == b {
        times += 1
      }
    }
    guard times > 0 else { return 0 }
    let length = Double(fields.values.reduce(0) { $0 + $1.count })
    let average = averages.values.reduce(0, +)
    let factor = ranking.pairLengthFactor
    let norm = 1 - factor + factor * length / average
    return ranking.pairBonus * rarity * times
      * (ranking.saturation + 1) / (times + ranking.saturation * norm)
  }
}
