import GRDB
import TalkModel
import TalkQuery
import Testing

@testable import TalkIndex

/// Keywords stand in the rows of their talks; lists, counts and the view are made of these.
@Suite struct KeywordTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func index(_ talks: [Talk]) throws -> TalkIndex {
    let index = try TalkIndex.open(at: folder.path("k.talks"), mode: .create)
    try index.write { writer in
      let revision = try writer.beginRevision(at: 1)
      let source = try writer.sourceID(name: "s")
      for talk in talks {
        try writer.insert(TalkRow(talk), source: source, file: nil, revision: revision)
      }
    }
    return index
  }

  /// Talks with keywords of few words, some recurring in other spellings, some twice in a talk.
  private func talks(_ count: Int) -> [Talk] {
    let words = [
      "Graph", "graph", "Ørsted", "orsted", "量子", "C++", "a  b", "deep", "Net", "  x", "y ",
    ]
    var state: UInt64 = 7
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    return (0..<count).map { number in
      var talk = Talk(identity: TalkIdentity(uid: "\(number)"), title: "Talk \(number)")
      talk.keywords = TalkKeywords(
        (0..<next(6)).map { _ in
          let number = next(12)
          return Keyword(
            text: words[next(words.count)] + (number < 4 ? "" : " \(next(3 * number))"),
            origin: next(2) == 0 ? .stated : .extracted, weight: 0.5)
        })
      talk.time = Samples.time(day: next(365))
      return talk
    }
  }

  /// Keys with the talks that have them.
  private func expected(_ talks: [Talk]) -> [String: [Int]] {
    var result: [String: [Int]] = [:]
    for (number, talk) in talks.enumerated() {
      for key in Set(talk.keywords.map { Folding.fold($0.text) }) {
        result[key, default: []].append(number)
      }
    }
    return result
  }

  @Test(arguments: [NameListRequest.Order.talks, .name], [0, 1, 7, 100, 5000])
  func listsAreThoseOfAllTalks(order: NameListRequest.Order, limit: Int) throws {
    let talks = talks(400)
    let index = try index(talks)
    let all = expected(talks).sorted { a, b in
      if order == .talks, a.value.count != b.value.count { return a.value.count > b.value.count }
      return a.key.utf8.lexicographicallyPrecedes(b.key.utf8)
    }
    for (match, fits) in [
      (NameListRequest.Match.all, { _ in true }), (.containing("STED"), { $0.contains("sted") }),
      (.beginning("Gr"), { $0.hasPrefix("gr") }), (.named("c++"), { $0 == "c++" }),
      (.named("nothing"), { _ in false }),
    ] as [(NameListRequest.Match, (String) -> Bool)] {
      for offset in [0, 3] {
        let found = try index.keywords(.init(match, order: order, limit: limit, offset: offset))
        let wanted = all.filter { fits($0.key) }.dropFirst(offset).prefix(limit)
        #expect(found.map { Folding.fold($0.name) } == wanted.map(\.key), "\(match) \(offset)")
        #expect(found.map(\.talks) == wanted.map(\.value.count), "\(match) \(offset)")
      }
    }
    #expect(try index.statistics().keywords == all.count)
  }

  @Test func namesAreThoseOfTheFirstTalk() throws {
    func talk(_ name: String, _ day: Int) -> Talk {
      var talk = Talk(identity: TalkIdentity(uid: name), title: name)
      talk.keywords = [Keyword(text: name, origin: .stated)]
      talk.time = Samples.time(day: day)
      return talk
    }
    let index = try index([
      talk("Graph Theory", 500), talk("graph theory", 3), talk("GRAPH  theory", 9),
    ])
    let listed = try #require(try index.keywords().first)
    #expect(listed.name == "Graph Theory")
    #expect(listed.talks == 3)
    #expect(listed.firstYear == 2025)
    #expect(listed.lastYear == 2026)
    #expect(try index.names(.keywords, resembling: "thory") == [listed])
  }

  @Test func countsOfManyKeywordsAreRight() throws {
    var survey = KeywordSurvey()
    var expected: [UInt64: Int] = [:]
    // More than one table takes.
    for number in 0..<700_000 as Range<Int64> {
      let hash = UInt64(number % 600_000) &* 0x9E37_79B9_7F4A_7C15
      if number % 600_000 < 100_000 { expected[hash] = 2 }
      let none = UnsafeRawBufferPointer(start: nil, count: 0)
      survey.add(ScannedKeyword(talk: number, day: nil, name: none, key: none, hash: hash))
    }
    let counts = try survey.counts()
    #expect(counts.distinct == 600_000)
    #expect(counts.recurring == expected)
    // Facets of very many hits were counted to the end when the time was over.
    var checks = 0
    #expect(throws: CancellationError.self) {
      try survey.counts {
        checks += 1
        if checks == 3 { throw CancellationError() }
      }
    }
    #expect(checks == 3)
    #expect(throws: CancellationError.self) {
      try survey.tell(of: [1]) { throw CancellationError() }
    }
  }

  @Test(
    arguments: [
      ([], nil), ([Keyword(text: "a", origin: .stated)], nil),
      ([Keyword(text: "a", origin: .extracted, weight: 1)], "p"),
      (
        [
          Keyword(text: "a", origin: .stated), Keyword(text: "b", origin: .extracted, weight: 0.5),
          Keyword(text: "c", origin: .extracted, weight: 0),
        ], "sP0"
      ),
      (
        [
          Keyword(text: "a", origin: .extracted, weight: .nan),
          Keyword(text: "b", origin: .extracted, weight: -3),
          Keyword(text: "c", origin: .extracted, weight: .infinity),
        ], "00p"
      ),
    ] as [(TalkKeywords, String?)])
  func marksTellOriginAndWeight(keywords: TalkKeywords, marks: String?) {
    let bytes = keywords.map(KeywordMarks.mark)
    #expect(KeywordMarks.areNeeded(for: keywords) == (marks != nil))
    if let marks { #expect(String(decoding: bytes, as: UTF8.self) == marks) }
    let read = KeywordMarks.keywords(keywords.map(\.text), marks: marks)
    #expect(read.map(\.origin) == keywords.map(\.origin))
    #expect(read.map(KeywordMarks.mark) == bytes)
    // What another program wrote is read as far as it goes.
    #expect(KeywordMarks.keywords(["a", "b"], marks: "é").map(\.origin) == [.stated, .stated])
  }

  @Test func theViewSaysTheSameAsTheTalks() throws {
    let talks = talks(60)
    let index = try index(talks)
    let rows = try index.read { db in
      try Row.fetchAll(
        db,
        sql: "SELECT talk_id, text, weight, is_stated FROM talk_keyword ORDER BY talk_id, position")
    }
    let keywords = talks.enumerated().flatMap { number, talk in
      talk.keywords.map { (number + 1, $0) }
    }
    #expect(rows.count == keywords.count)
    for (row, (talk, keyword)) in zip(rows, keywords) {
      #expect(row["talk_id"] == talk)
      #expect(row["text"] == keyword.text)
      #expect(row["is_stated"] == (keyword.origin == .stated))
      #expect(row["weight"] == (keyword.origin == .stated ? 1000 : 500))
    }
  }

  @Test func facetsOfManyHitsAreThoseOfFew() throws {
    let talks = talks(6000)
    let index = try index(talks)
    let expected = expected(talks).mapValues(\.count)
    for query in ["has:keyword", "title:talk"] {
      var request = try SearchFixture.request(query)
      request.facets = [.keyword]
      let counts = try #require(try index.search(request).facets.first).counts
      #expect(counts.count == SearchLimits.facetValues)
      for count in counts { #expect(expected[Folding.fold(count.value)] == count.count) }
      #expect(counts.map(\.count) == expected.values.sorted(by: >).prefix(counts.count).map { $0 })
    }
  }
}
