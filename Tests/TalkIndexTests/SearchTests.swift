import CivilTime
import GRDB
import TalkModel
import TalkQuery
import Testing

@testable import TalkIndex

/// A few talks with one of everything.
private func someTalks() -> [Talk] {
  func talk(
    _ uid: String, _ title: String, by speaker: String? = nil, of affiliation: String? = nil,
    in series: String? = nil, on keywords: [String] = [], _ abstract: String? = nil,
    at venue: String? = nil, day: Int? = 10
  ) -> Talk {
    var talk = Talk(identity: TalkIdentity(uid: uid), title: title)
    talk.speakers = speaker.map { [Speaker(name: $0, affiliation: affiliation)] } ?? []
    talk.series = series.map { [$0] } ?? []
    talk.keywords = TalkKeywords(keywords.map { Keyword(text: $0, origin: .stated) })
    talk.abstract = abstract
    talk.venue = venue
    talk.time = day.flatMap { Samples.time(day: $0) }
    return talk
  }
  var lunch = talk("lunch", "Lunch about graphs", at: "Foyer", day: 200)
  lunch.kind = .other
  var cancelled = talk("cancelled", "Knots, cancelled", by: "Ada Byron", day: 210)
  cancelled.status = .cancelled
  var open = talk("tba", "Title to be confirmed", by: "Emmy Noether", day: 220)
  open.isToBeAnnounced = true
  open.url = "https://example.org/tba"
  return [
    talk(
      "graphs", "Random graphs and their limits", by: "Paul Erdős", of: "Rényi Institute",
      in: "Combinatorics Seminar", on: ["random graph"],
      "A graph grows by chance. When does it become connected?", at: "Room MR2", day: 20),
    talk(
      "networks", "Neural networks that learn", by: "Grace Hopper", in: "Computing Colloquium",
      on: ["machine learning"], "Networks of neurons learn from data; graphs help.",
      at: "Room MR3", day: 190),
    talk(
      "orsted", "Electric currents and magnets", by: "Hans Ørsted", in: "Physics Colloquium",
      "Currents move needles.", day: 30),
    talk("street", "Die Straße der Zukunft", by: "Jürgen Müller", "Wege durch Łódź.", day: 40),
    talk("quantum", "量子计算 入門", by: "李 小龙", "機械学習 と 量子", day: 50),
    talk("nguyen", "Sheaves", by: "Nguyễn Văn An", in: "Geometry", day: 60),
    talk("learning", "Learning to search", "Machine learning finds machine parts.", day: 70),
    talk("parts", "Learning of machine tools", by: "Grace Kelly", day: 80),
    talk("undated", "A talk without date about running", day: nil),
    lunch, cancelled, open,
  ]
}

@Suite struct SearchTests {
  let fixture: SearchFixture

  /// One index for all tests that only read.
  private static let shared = Result { try SearchFixture(someTalks(), transactions: 3) }

  init() throws {
    fixture = try SearchTests.shared.get()
  }

  @Test(
    "Queries find what they should, the best first",
    arguments: [
      // words, stems, all before some
      ("random graphs", ["graphs"]),
      ("graph", ["graphs", "lunch", "networks"]),
      ("machine learning", ["parts", "learning", "networks"]),
      ("running", ["undated"]), ("run", ["undated"]), ("the running", ["undated"]),
      // marks and letters that ASCII writes otherwise
      ("erdos", ["graphs"]), ("Erdős", ["graphs"]), ("orsted", ["orsted"]),
      ("Ørsted", ["orsted"]), ("nguyen", ["nguyen"]), ("Nguyễn", ["nguyen"]),
      ("strasse", ["street"]), ("straße", ["street"]), ("lodz", ["street"]), ("Łódź", ["street"]),
      ("muller", ["street"]), ("Müller", ["street"]),
      // scripts without spaces
      ("量子", ["quantum"]), ("量子计算", ["quantum"]), ("計算", []), ("学習", ["quantum"]),
      ("小龙", ["quantum"]),
      // fields
      ("speaker:hopper", ["networks"]), ("by:\"Grace Hopper\"", ["networks"]),
      ("speaker:orsted", ["orsted"]), ("title:orsted", []), ("speaker:Ørsted", ["orsted"]),
      ("series:colloquium", ["networks", "orsted"]), ("keyword:graph", ["graphs"]),
      ("affiliation:renyi", ["graphs"]), ("venue:mr3", ["networks"]),
      ("abstract:needles", ["orsted"]), ("title:graphs", ["graphs", "lunch"]),
      // phrases, exact words, beginnings
      ("\"machine learning\"", ["learning", "networks"]), ("\"learning machine\"", []),
      ("=graph", ["graphs"]), ("=run", []), ("grap*", ["graphs", "lunch", "networks"]),
      ("speaker:grac*", ["networks", "parts"]), ("title:\"random graphs\"", ["graphs"]),
      // trees
      ("hopper OR erdos", ["graphs", "networks"]), ("graph -neural", ["graphs", "lunch"]),
      ("graph -random -neural", ["lunch"]), ("(hopper OR kelly) tools", ["parts"]),
      ("graph NOT venue:foyer", ["graphs", "networks"]),
      // filters alone list by date
      ("is:cancelled", ["cancelled"]), ("is:tba", ["tba"]), ("is:other", ["lunch"]),
      ("has:link", ["tba"]), ("is:upcoming", ["networks", "lunch", "cancelled", "tba"]),
      ("on:2025-01-21", ["graphs"]), ("date:2025-01-15..2025-02-05", ["orsted", "graphs"]),
      ("id:graphs", ["graphs"]), ("id:1", ["graphs"]), ("source:other", []),
      // filters with words
      ("graph is:upcoming", ["lunch", "networks"]), ("graph is:past", ["graphs"]),
      ("graph -is:other", ["graphs", "networks"]), ("graph has:abstract", ["graphs", "networks"]),
      ("graph source:semin*", ["graphs", "lunch", "networks"]),
    ])
  func finds(query: String, expected: [String]) throws {
    let found = try fixture.hits(query) { $0.match = .all }
    if query.contains("OR") {
      #expect(Set(found) == Set(expected))
    } else {
      #expect(found == expected)
    }
    // The fallback gives the same.
    let stock = try fixture.stock.search(try SearchFixture.request(query))
    let quick = try fixture.page(query)
    #expect(stock.hits.map(\.stored.id) == quick.hits.map(\.stored.id))
    #expect(stock.hits.map(\.score) == quick.hits.map(\.score))
    #expect(stock.total == quick.total)
  }

  @Test("An empty query lists all talks, the newest first, undated ones last")
  func empty() throws {
    let page = try fixture.page("")
    #expect(page.total == 12)
    #expect(page.hits.first?.stored.talk.identity.uid == "tba")
    #expect(try fixture.hits("") { $0.limit = 20 }.last == "undated")
  }

  @Test("Each note says what it should")
  func notes() throws {
    func notes(_ text: String, _ change: (inout SearchRequest) -> Void = { _ in }) throws
      -> [SearchNote]
    { try fixture.page(text, change).notes }
    #expect(
      try notes("nerual networks") == [
        SearchNote(
          code: .corrected, message: "“nerual” occurs nowhere; looked for “neural” instead.")
      ])
    #expect(
      try notes("random magnets") == [
        SearchNote(
          code: .someWords, message: "No talk has all of: random magnets. These have some.")
      ])
    #expect(
      try notes("sheaves nguyenn").map(\.code) == [.corrected])
    let doubted = try notes("hopper curves networks")
    #expect(doubted.map(\.code) == [.corrected] || doubted.map(\.code) == [.someWords])
    #expect(
      try notes("leaning networks").first?.code == .corrected)
    #expect(try notes("!!! ...").map(\.code) == [.understoodAs])
    #expect(try notes("nerual networks") { $0.exact = true }.map(\.code) == [.someWords])
    #expect(try notes("nerual networks") { $0.match = .all }.map(\.code) == [.corrected])
  }

  @Test(
    "Where nothing is found, the part that no talk fulfils is named",
    arguments: [
      ("speaker:xylander graph", ["No talk matches speaker:xylander."]),
      ("xylophones", ["No talk matches xylophones."]),
      ("graph source:other", ["No talk matches source:\"other\"; talks sources lists them."]),
      ("on:1901-01-01", ["No talk matches on:1901-01-01."]),
      (
        "speaker:hopper is:cancelled",
        [
          "No talk matches all of: speaker:hopper (1 talk), is:cancelled (1 talk)."
        ]
      ),
      ("graph -graph", []), ("graph", []),
    ] as [(String, [String])])
  func emptyResults(query: String, expected: [String]) throws {
    let page = try fixture.page(query)
    #expect(page.notes.filter { $0.code == .unfulfilled }.map(\.message) == expected)
  }

  @Test("Quotes and brackets of a pasted text are punctuation, those of a short query are meant")
  func prose() throws {
    let pasted =
      "How do electric currents (and \"strong magnets\") move needles when nothing else moves them?"
    let page = try fixture.page(pasted)
    #expect(page.hits.first?.stored.talk.identity.uid == "orsted")
    #expect(page.notes.map(\.code) == [.understoodAs, .someWords])
    #expect(try fixture.hits("electric \"strong magnets\"") { $0.match = .all } == [])
  }

  @Test("Words that many talks have are not doubted")
  func frequentWords() throws {
    let talks = (0..<44).map { number in
      let title = number % 2 == 0 ? "Games \(number)" : "Fields \(number)"
      return Talk(identity: TalkIdentity(uid: "\(number)"), title: title)
    }
    let names = Talk(identity: TalkIdentity(uid: "names"), title: "Names of fields")
    let page = try SearchFixture(talks + [names]).page("games fields")
    #expect(page.notes.map(\.code) == [.someWords])
  }

  @Test("Words that occur, but not together, are doubted")
  func didYouMean() throws {
    // “parts” and “party” both occur, but only the former beside “machine”.
    var talks = someTalks()
    talks.append(Talk(identity: TalkIdentity(uid: "party"), title: "The partz of it"))
    let fixture = try SearchFixture(talks)
    let page = try fixture.page("finds partz ")
    #expect(page.notes.map(\.code) == [.didYouMean, .someWords])
    #expect(page.hits.first?.stored.talk.identity.uid == "learning")
  }

  @Test("A mistyped name is corrected within its field")
  func misspeltSpeaker() throws {
    #expect(try fixture.hits("speaker:hoper") == ["networks"])
    #expect(try fixture.hits("speaker:noehter") == ["tba"])
    #expect(try fixture.hits("speaker:hoper") { $0.exact = true } == [])
  }

  @Test("The last word is also the beginning of a longer one, unless told otherwise")
  func unfinished() throws {
    #expect(try fixture.hits("electric curr") == ["orsted"])
    #expect(try fixture.hits("electric curr") { $0.exact = true } == ["orsted"])
    #expect(
      try fixture.page("curr") { $0.exact = true }.total == 0)
    #expect(try fixture.page("curr ").total <= 1)
  }

  @Test("Pages continue one another, and the total is that of all")
  func paging() throws {
    let all = try fixture.hits("graph") { $0.limit = 10 }
    var pieces: [String] = []
    for offset in 0..<4 {
      let page = try fixture.page("graph") {
        $0.limit = 1
        $0.offset = offset
      }
      #expect(page.total == 3)
      pieces += page.hits.map { $0.stored.talk.identity.uid ?? "" }
    }
    #expect(pieces == all)
    #expect(try fixture.page("graph") { $0.limit = 0 }.total == 3)
    #expect(try fixture.page("graph") { $0.offset = .max }.hits.isEmpty)
  }

  @Test("Orders by date", arguments: SortOrder.allCases)
  func sorts(order: SortOrder) throws {
    let found = try fixture.hits("graph") { $0.sort = order }
    switch order {
    case .relevance: #expect(found == ["graphs", "lunch", "networks"])
    case .newest: #expect(found == ["lunch", "networks", "graphs"])
    case .oldest: #expect(found == ["graphs", "networks", "lunch"])
    case .upcoming: #expect(found == ["networks", "lunch", "graphs"])
    }
  }

  @Test("Facets count all hits")
  func facets() throws {
    let page = try fixture.page("graph") {
      $0.facets = Facet.allCases
      $0.limit = 1
    }
    let counts = page.facets.map { $0.counts.map { "\($0.value) \($0.count)" } }
    #expect(
      counts == [
        ["Combinatorics Seminar 1", "Computing Colloquium 1"],
        ["Grace Hopper 1", "Paul Erdős 1"],
        ["machine learning 1", "random graph 1"], ["2025 3"],
        ["Foyer 1", "Room MR2 1", "Room MR3 1"],
      ])
  }

  @Test(
    "The parts of a score add up to it",
    arguments: [
      "graph", "random graphs", "machine learning", "electric curr", "lunch graphs", "orsted",
      "\"machine learning\" learning", "grap*", "nerual networks",
      "what do networks of neurons learn from data and graphs",
    ])
  func explains(query: String) throws {
    for recent in [false, true] {
      let page = try fixture.page(query) {
        $0.explains = true
        $0.favoursRecent = recent
      }
      #expect(!page.hits.isEmpty)
      for hit in page.hits {
        let sum = hit.explanation.reduce(0) { $0 + $1.value }
        #expect(abs(sum - hit.score) <= 1e-9 * max(1, hit.score), "\(query): \(hit.explanation)")
      }
    }
  }

  @Test("Snippets are whole words, with what matched")
  func snippets() throws {
    let page = try fixture.page("connected graphs")
    let hit = try #require(page.hits.first)
    let snippet = try #require(hit.snippet)
    #expect(snippet.text == "A graph grows by chance. When does it become connected?")
    let utf8 = Array(snippet.text.utf8)
    #expect(
      snippet.highlights.map { String(decoding: utf8[$0], as: UTF8.self) } == [
        "graph", "connected",
      ]
    )
    #expect(!snippet.isCutBefore && !snippet.isCutAfter)
    let title = Array(hit.stored.talk.title.utf8)
    #expect(hit.titleHighlights.map { String(decoding: title[$0], as: UTF8.self) } == ["graphs"])
    #expect(try fixture.page("graph") { $0.wantsSnippets = false }.hits.first?.snippet == nil)
  }

  @Test("A snippet of a long text is its best passage")
  func passage() throws {
    let filler = Array(repeating: "filler\u{1}\r\nwords", count: 200).joined(separator: " ")
    var talk = Talk(identity: TalkIdentity(uid: "long"), title: "Long")
    talk.abstract = filler + " here stand Ørsted’s magnets, (magnetism!) and more. " + filler
    let fixture = try SearchFixture([talk])
    let snippet = try #require(try fixture.page("orsted magnets").hits.first?.snippet)
    #expect(snippet.isCutBefore && snippet.isCutAfter)
    #expect(snippet.text.contains("here stand Ørsted’s magnets, (magnetism!) and more."))
    let utf8 = Array(snippet.text.utf8)
    #expect(
      snippet.highlights.map { String(decoding: utf8[$0], as: UTF8.self) }
        == ["Ørsted", "magnets", "magnetism"])
    #expect(!snippet.text.utf8.contains { $0 < 0x20 })
  }

  @Test("A search that takes too long stops with an error")
  func deadline() throws {
    let request = try SearchFixture.request("graph")
    var late = request
    late.deadline = 0
    #expect(throws: TalkIndexError.self) { try fixture.index.search(late) }
    // The next one is as good as ever.
    #expect(try fixture.index.search(request).total == 3)
  }

  @Test(
    "No string is an error",
    arguments: [
      "", " ", "\"", "\"\"", "*", "a*", "-", "- -", "NEAR(", "col:x", "title:", "speaker:\"",
      "((((((((", "a OR", "OR OR", "NOT", "-\"", "a-b", "don't", "C++", "C#", ".NET", "R", "''",
      "'; DROP TABLE talk; --", "\u{0}", "a\u{0}b", "\u{301}", "e\u{301}", "\u{202E}abc", "🙂",
      "🙂 graph", "=", "==a", "pre**", "title:*", "is:", "id:'", "source:%", "source:*", "2025",
      "0", "-1", "999999999999999999999", "\\", "%", "_", "{graph}", "^graph", "graph AND",
      "title:(graph OR", "graph\u{301}\u{301}\u{301}", "ﬁ", "ＧＲＡＰＨ", "“graph”", "a:b:c:d",
    ])
  func hostile(query: String) throws {
    let first = try fixture.page(query) { $0.facets = Facet.allCases }
    let second = try fixture.stock.search(try SearchFixture.request(query))
    #expect(first.hits.map(\.stored.id) == second.hits.map(\.stored.id))
  }

  @Test("A very long query is answered")
  func long() throws {
    let words = (0..<500).map { "graph\($0)" }.joined(separator: " ")
    _ = try fixture.page(words)
    _ = try fixture.page(String(repeating: "(", count: 10_000))
    _ = try fixture.page(String(repeating: "a* ", count: 2000))
    _ = try fixture.page(String(repeating: "x", count: 100_000))
  }

  @Test("What is written is found at once, and what is removed is not")
  func changes() throws {
    let fixture = try SearchFixture(someTalks())
    #expect(try fixture.hits("topology") == [])
    var id: Int64 = 0
    try fixture.index.write { writer in
      let revision = try writer.beginRevision(at: 0)
      let source = try writer.sourceID(name: "later")
      let talk = Talk(identity: TalkIdentity(uid: "new"), title: "Topology of graphs")
      id = try writer.insert(TalkRow(talk), source: source, file: nil, revision: revision)
    }
    #expect(try fixture.hits("topology") == ["new"])
    #expect(try fixture.page("graph").total == 4)
    try fixture.index.write { writer in try writer.delete(id) }
    #expect(try fixture.hits("topology") == [])
    #expect(try fixture.page("graph").total == 3)
  }

  @Test("A source that gets another name has it in the next answer")
  func renamed() throws {
    let fixture = try SearchFixture([
      Talk(identity: TalkIdentity(uid: "a"), title: "Looms and cards")
    ])
    #expect(try fixture.page("looms").hits.map(\.stored.provenance.source) == ["seminars"])
    let other = try DatabaseQueue(path: fixture.index.path)
    try other.write { try $0.execute(sql: "UPDATE source SET name = 'colloquia'") }
    #expect(try fixture.page("looms").hits.map(\.stored.provenance.source) == ["colloquia"])
    try fixture.index.queue.write { try $0.execute(sql: "UPDATE source SET name = 'talks'") }
    #expect(try fixture.page("looms").hits.map(\.stored.provenance.source) == ["talks"])
  }
}
