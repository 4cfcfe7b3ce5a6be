import CivilTime
import TalkQuery
import Testing

/// Friday, 9 May 2025.
let friday = CivilDate(year: 2025, month: 5, day: 9)

func parse(_ text: String, limits: QueryLimits = .typed) throws -> ParsedQuery {
  QueryParser(today: try #require(friday), limits: limits).parse(text)
}

@Suite("Query parser")
struct QueryParserTests {
  // The canonical text shows form, field and structure, so the tables compare that.

  @Test(
    "Words, phrases, prefixes and exact words",
    arguments: [
      ("", ""),
      ("   \t\n ", ""),
      ("deep learning", "deep learning"),
      ("“deep learning” survey", "\"deep learning\" survey"),
      ("„tiefes Lernen“ heute", "\"tiefes Lernen\" heute"),
      ("« calcul quantique »", "\"calcul quantique\""),
      ("关于“深度学习”的报告", "关于 \"深度学习\" 的报告"),
      ("\"  two\tspaces  \"", "\"two spaces\""),
      ("interpretab*", "interpretab*"),
      ("interpretab**,", "interpretab*"),
      ("量*", "量*"),
      ("A* search", "A* search"),
      ("=running", "=running"),
      ("=\"running time\"", "\"running time\""),
      ("+must have", "must have"),
      ("*ology", "ology"),
      ("a*b", "a*b"),
      ("ｄｅｅｐ　ｌｅａｒｎ＊", "ｄｅｅｐ ｌｅａｒｎ*"),
    ])
  func terms(text: String, canonical: String) throws {
    let query = try parse(text)
    #expect(query.description == canonical)
    #expect(query.text == text)
    #expect(!query.diagnostics.contains { $0.severity == .error })
  }

  @Test(
    "Punctuation within and around words is data",
    arguments: [
      ("C++ C# .NET F#", "C++ C# .NET F#"),
      ("don't what’s-new O'Neill", "don't what’s-new O'Neill"),
      ("a-b message-passing", "a-b message-passing"),
      ("Systems, (really)?", "Systems really"),
      ("R&D AT&T EL/1 x=y", "R&D AT&T EL/1 x=y"),
      ("see https://example.org/a?b=c:d now", "see https://example.org/a?b=c:d now"),
      ("ada@example.org", "ada@example.org"),
      ("arXiv:2301.00001", "arXiv:2301.00001"),
      ("std::vector at 12:30", "std::vector at 12:30"),
      ("methods -- old & new — compared", "methods old new compared"),
      ("hypertrophy - - stimulus", "hypertrophy stimulus"),
      ("operators like *, +.", "operators like"),
      ("5\" disk and 3\" disk", "5 disk and 3 disk"),
      ("NEAR(a b)", "NEAR a b"),
      ("a\u{0}b\u{202E}c\u{1B}[31m", "a b c [31m"),
    ])
  func punctuation(text: String, canonical: String) throws {
    let query = try parse(text)
    #expect(query.description == canonical)
    #expect(!query.diagnostics.contains { $0.severity == .error })
  }

  @Test(
    "A query of punctuation or an operator looks for it, not for every talk",
    arguments: [("???", "???"), ("OR", "+OR"), ("-", "-"), ("( NOT )", "+NOT"), ("*", "*")])
  func wordless(text: String, canonical: String) throws {
    #expect(try parse(text).root?.description == canonical)
  }

  @Test(
    "Pasted titles are text",
    arguments: [
      ("Deep learning: a survey", "Deep learning a survey"),
      ("Abstract: we study graphs", "Abstract we study graphs"),
      ("time series: a primer", "time series a primer"),
      ("Life in: motion", "Life in motion"),
      ("Title:", "Title"),
      ("speaker:", "speaker"),
      (
        "What is a \"talk\"? Nobody knows: \"we\" don't",
        "What is a \"talk\" Nobody knows \"we\" don't"
      ),
    ])
  func pasted(text: String, canonical: String) throws {
    let query = try parse(text)
    #expect(query.description == canonical)
    #expect(!query.diagnostics.contains { $0.severity == .error })
  }

  @Test(
    "OR, AND, NOT, minus and parentheses",
    arguments: [
      ("a OR b", "a OR b"),
      ("a | b || c", "a OR b OR c"),
      ("a|b", "a OR b"),
      ("a AND b", "a b"),
      ("a or b and c not d", "a or b and c not d"),
      ("a b OR c d", "(a b) OR (c d)"),
      ("a (b OR c) d", "a (b OR c) d"),
      ("(a (b (c)))", "a b c"),
      ("((a OR b) OR c)", "a OR b OR c"),
      ("a -b", "a -b"),
      ("a −b", "a -b"),
      ("a NOT b", "a -b"),
      ("NOT NOT a", "a"),
      ("-(a b) c", "-(a b) c"),
      ("-(a OR -b)", "-(a OR -b)"),
      ("-\"a phrase\" -=x -pre*", "-\"a phrase\" -=x -pre*"),
      ("(a OR b", "a OR b"),
      ("a) b", "a b"),
      (") ( ()", ""),
      ("a OR OR b OR", "a OR b"),
      ("OR a", "a"),
      ("a AND", "a"),
      ("a NOT", "a"),
      ("a -", "a"),
      ("-?? a", "a"),
      ("\"unfinished phrase", "unfinished phrase"),
      ("（a ＯＲ b） －c", "(a OR b) -c"),
      ("a +OR b", "a +OR b"),
      ("a OR, b", "a +OR b"),
    ])
  func operators(text: String, canonical: String) throws {
    #expect(try parse(text).description == canonical)
  }

  @Test(
    "Fields, their aliases and their values",
    arguments: [
      ("speaker:noether", "speaker:noether"),
      ("by:noether who:noether", "speaker:noether speaker:noether"),
      ("Speaker:Noether", "speaker:Noether"),
      ("ｓｐｅａｋｅｒ：Noether", "speaker:Noether"),
      ("speaker:\"Emmy Noether\"", "speaker:\"Emmy Noether\""),
      ("speaker:“Emmy Noether”", "speaker:\"Emmy Noether\""),
      ("speaker:(Noether OR Hilbert)", "speaker:Noether OR speaker:Hilbert"),
      ("speaker:(Emmy -title:x \"A B\")", "speaker:Emmy -title:x speaker:\"A B\""),
      (
        "speaker:(a (b OR series:(c d)) e",
        "speaker:a (speaker:b OR (series:c series:d)) speaker:e"
      ),
      ("-speaker:x", "-speaker:x"),
      ("NOT speaker:(a OR b)", "-(speaker:a OR speaker:b)"),
      ("speaker:noe*", "speaker:noe*"),
      ("title:=running", "title:=running"),
      ("aff:x from:x affiliation:x", "affiliation:x affiliation:x affiliation:x"),
      ("in:x track:x", "series:x series:x"),
      ("topic:x tag:x kw:x", "keyword:x keyword:x keyword:x"),
      ("t:x at:MR2 room:MR2", "title:x venue:MR2 venue:MR2"),
      ("abstract:x", "abstract:x"),
      ("source:physics* src:\"a b\"", "source:\"physics*\" source:\"a b\""),
      ("id:42 uid:x@y.example", "id:\"42\" id:\"x@y.example\""),
      ("is:upcoming is:CANCELED", "is:upcoming is:cancelled"),
      ("is:(past OR tba)", "is:past OR is:tba"),
      ("has:abstract -has:link", "has:abstract -has:link"),
      ("sort:newest graphs", "graphs sort:newest"),
      ("graphs sort:next", "graphs sort:upcoming"),
      ("speaker: noether", "speaker:noether"),
      ("title:OR x", "title:OR x"),
      ("title:speaker:x", "title:speaker:x"),
      ("title:++ x", "title:++ x"),
      ("title:\"++\" x", "x"),
      ("speaker:\"unfinished name", "speaker:unfinished name"),
    ])
  func fields(text: String, canonical: String) throws {
    let query = try parse(text)
    #expect(query.description == canonical)
    #expect(!query.diagnostics.contains { $0.severity == .error })
  }

  @Test("Where a term stands, and whether it is the last thing typed")
  func positions() throws {
    let text = "é \"a b\" -speaker:x lear"
    guard case .and(let nodes)? = try parse(text).root else {
      Issue.record("four conditions side by side")
      return
    }
    var terms: [QueryTerm] = []
    for node in nodes {
      switch node {
      case .term(let term), .not(.term(let term)): terms.append(term)
      default: Issue.record("no term: \(node)")
      }
    }
    let slices = terms.map { term in
      String(decoding: Array(text.utf8)[term.range], as: UTF8.self)
    }
    #expect(slices == ["é", "\"a b\"", "speaker:x", "lear"])
    #expect(terms.map(\.isLast) == [false, false, false, true])
  }

  @Test(
    "Only an unfinished, wanted word is the last thing typed",
    arguments: ["lear ", "lear*", "=lear", "\"lear\"", "-lear", "(lear)", "-(a lear", "lear,"])
  func notLast(text: String) throws {
    func terms(_ node: QueryNode) -> [QueryTerm] {
      switch node {
      case .term(let term): [term]
      case .filter: []
      case .and(let nodes), .or(let nodes): nodes.flatMap(terms)
      case .not(let node): terms(node)
      }
    }
    let root = try #require(try parse(text).root)
    #expect(terms(root).allSatisfy { !$0.isLast })
  }
}
