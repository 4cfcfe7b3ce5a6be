import CivilTime
import Foundation
import TalkQuery
import Testing

/// SplitMix64 (Steele, Lea, Flood 2014): the same seed gives the same tests everywhere.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite("Random queries")
struct QueryFuzzTests {
  /// Pieces that mean something to the parser, and pieces that mean nothing to anybody.
  static let pieces = [
    " ", "  ", "\t", "(", ")", "\"", "“", "”", "„", "«", "»", "|", "-", "--", "–", "—", "−", "=",
    "*", "+", ":", ".", "..", "…", ",", "?", "OR", "AND", "NOT", "or", "NEAR", "a", "graph", "C++",
    "don't", "ø", "é", "e\u{301}", "\u{301}", "量子", "한글", "\u{202E}", "\u{0}", "\u{1B}[0m",
    "\u{FEFF}", "（", "）", "：", "＂", "Ａ", "\u{1F600}", "speaker:", "by:", "is:", "is:past",
    "has:", "has:link", "sort:", "sort:newest", "date:", "on:", "after:", "since:", "before:",
    "until:", "id:", "source:", "title:", "foo:", "2025", "2025-05", "2025-02-30", "20250509",
    "today", "next-week", "last-30-days", "monday", "may", "99999999999999999999", "0000", "W19",
    "1", "9999",
  ]

  func text(from generator: inout SeededGenerator) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...24, using: &generator) {
      if Int.random(in: 0..<12, using: &generator) == 0 {
        let value = UInt32.random(in: 0...0x10FFFF, using: &generator)
        if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
      } else {
        text += Self.pieces.randomElement(using: &generator) ?? ""
      }
      if Bool.random(using: &generator) { text += " " }
    }
    return text
  }

  /// What does not hold of a query though it must, whatever was typed.
  func violations(_ query: ParsedQuery, limits: QueryLimits) -> [String] {
    let length = query.text.utf8.count
    var found: [String] = []
    var terms = 0
    var prefixes = 0
    func demand(_ condition: Bool, _ text: String) {
      if !condition { found.append(text) }
    }
    func visit(_ node: QueryNode, inside parent: QueryNode?) {
      switch (node, parent) {
      case (.and, .and?), (.or, .or?), (.not, .not?): found.append("like within like: \(node)")
      default: break
      }
      switch node {
      case .term(let term):
        terms += 1
        if term.form == .prefix { prefixes += 1 }
        demand(!term.text.isEmpty, "an empty term")
        demand(!term.range.isEmpty && term.range.upperBound <= length, "range \(term.range)")
        demand(
          term.text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\"" },
          "a raw quote or control character in \(term.text.debugDescription)")
      case .filter(.days(let from?, let through?)):
        terms += 1
        demand(from <= through, "\(node) ends before it begins")
      case .filter:
        terms += 1
      case .and(let nodes), .or(let nodes):
        demand(nodes.count >= 2, "a group of \(nodes.count)")
        for child in nodes { visit(child, inside: node) }
      case .not(let child):
        visit(child, inside: node)
      }
    }
    if let root = query.root { visit(root, inside: nil) }
    demand(terms <= limits.terms, "\(terms) terms")
    demand(prefixes <= limits.prefixes, "\(prefixes) prefixes")
    demand(query.diagnostics.count <= limits.diagnostics, "too many diagnostics")
    for diagnostic in query.diagnostics {
      demand(diagnostic.range.upperBound <= length, "range of \(diagnostic)")
      demand(!diagnostic.message.isEmpty, "an empty message")
    }
    return found
  }

  @Test("Any text is a query, and its canonical text means the same", arguments: 1...8)
  func strings(seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(seed))
    let limits = QueryLimits(bytes: 2048, terms: 12, prefixes: 2, depth: 3, diagnostics: 8)
    let wide = QueryLimits(bytes: 65_536, terms: 12, prefixes: 2, depth: 16, diagnostics: 8)
    let today = try #require(friday)
    for _ in 0..<2500 {
      let query = QueryParser(today: today, limits: limits).parse(text(from: &generator))
      let violations = violations(query, limits: limits)
      #expect(violations == [], "\(query.text.debugDescription)")
      let again = QueryParser(today: today, limits: wide).parse(query.description)
      let isSame =
        again.root?.withoutPositions == query.root?.withoutPositions && again.sort == query.sort
      #expect(isSame, "\(query.text.debugDescription) → \(query) → \(again)")
    }
  }

  @Test("A random tree survives being written and read", arguments: 1...4)
  func trees(seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(seed))
    let limits = QueryLimits(
      bytes: 1 << 20, terms: 1000, prefixes: 1000, depth: 16, diagnostics: 8)
    let parser = QueryParser(today: try #require(friday), limits: limits)
    for _ in 0..<1000 {
      let tree = RandomTree.node(depth: 4, inside: nil, using: &generator)
      let again = parser.parse(tree.description)
      #expect(again.root?.withoutPositions == tree, "\(tree)")
      #expect(!again.diagnostics.contains { $0.severity == .error })
    }
  }

  @Test("Time grows with the text, not with its square")
  func linear() throws {
    let parser = QueryParser(
      today: try #require(friday),
      limits: QueryLimits(bytes: 1 << 24, terms: 1 << 24, prefixes: 4, depth: 16, diagnostics: 8))
    let pieces = [
      "\"", "(", ")", "-", "a ", "a OR ", "foo:", "speaker:", "..", "\u{301}", "*", "|", "=", "+-",
      "(a ", "NOT ", "a\u{301}", "2025..",
    ]
    for piece in pieces {
      let short = String(repeating: piece, count: 1000)
      let long = String(repeating: piece, count: 32_000)
      // Quadratic growth would be a factor of 1,024. Only this thread's work counts, so that a busy
      // machine decides nothing.
      let start = Self.threadSeconds()
      _ = parser.parse(short)
      let middle = Self.threadSeconds()
      _ = parser.parse(long)
      let end = Self.threadSeconds()
      #expect(end - middle < (middle - start) * 250 + 0.5, "\(piece)")
    }
  }

  /// Seconds that this thread has worked.
  private static func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// Trees such as the parser makes.
private enum RandomTree {
  enum Parent {
    case and
    case or
    case not
  }

  static func node(
    depth: Int, inside parent: Parent?, using generator: inout SeededGenerator
  ) -> QueryNode {
    func children(_ parent: Parent, _ generator: inout SeededGenerator) -> [QueryNode] {
      var nodes: [QueryNode] = []
      for _ in 0..<Int.random(in: 2...4, using: &generator) {
        nodes.append(node(depth: depth - 1, inside: parent, using: &generator))
      }
      return nodes
    }
    switch depth > 0 ? Int.random(in: 0..<6, using: &generator) : 0 {
    case 1 where parent != .and: return .and(children(.and, &generator))
    case 2 where parent != .or: return .or(children(.or, &generator))
    case 3 where parent != .not:
      return .not(node(depth: depth - 1, inside: .not, using: &generator))
    case 4: return .filter(filter(using: &generator))
    default: return .term(term(using: &generator))
    }
  }

  private static func term(using generator: inout SeededGenerator) -> QueryTerm {
    let words = [
      "graph", "C++", "don't", ".NET", "ø", "量子", "a-b", "OR", "R&D", "2025", "x=y", "A*",
    ]
    let fields = [nil] + QueryField.allCases
    let field = fields.randomElement(using: &generator) ?? nil
    let word = words.randomElement(using: &generator) ?? "graph"
    switch QueryTerm.Form.allCases.randomElement(using: &generator) ?? .word {
    case .word: return QueryTerm(text: word, field: field)
    case .exact: return QueryTerm(text: word, form: .exact, field: field)
    case .prefix: return QueryTerm(text: "interp", form: .prefix, field: field)
    case .phrase:
      let text = word + " (OR) speaker:x " + (words.randomElement(using: &generator) ?? "")
      return QueryTerm(text: text, form: .phrase, field: field)
    }
  }

  private static func filter(using generator: inout SeededGenerator) -> QueryFilter {
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: return .state(QueryState.allCases.randomElement(using: &generator) ?? .past)
    case 1: return .has(QueryPresence.allCases.randomElement(using: &generator) ?? .link)
    case 2: return .source("a feed*")
    case 3: return .id("uid-(1)@x.example")
    default:
      let day = Int.random(in: -700_000...2_900_000, using: &generator)
      let first = CivilDate(daysSinceEpoch: day)
      let last = first?.adding(days: Int.random(in: 0...400, using: &generator))
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: return .days(from: first, through: nil)
      case 1: return .days(from: nil, through: last)
      case 2: return .days(from: nil, through: nil)
      default: return .days(from: first, through: last)
      }
    }
  }
}
