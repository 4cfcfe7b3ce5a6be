import TalkModel

/// Finds completions: frequent terms with the last word's beginning, first talks of each, and of
/// their names those that fit.
struct Completer {
  /// Terms that the last word may become.
  private static let terms = 120
  /// Talks looked at for all terms, as long as each has its few dozen.
  private static let rows = (all: 4000, ofTerm: 30)
  /// Talks that have all other words and are looked at one by one, whatever their terms are.
  private static let common = 1000
  /// Talks that are looked at for names of one kind; keywords are counted among these alone.
  private static func sample(of kind: Completion.Kind) -> Int { kind == .keyword ? 200 : 100 }
  /// Names of one kind whose talks are counted.
  fileprivate static let candidates = 100
  /// Up to where talks of a name are counted.
  fileprivate static let counted = 200

  private let session: SearchSession

  /// With a session in its read transaction.
  init(_ session: SearchSession) {
    self.session = session
  }

  /// How much more a name counts that begins with what was typed.
  private static let beginningBonus = 4

  /// Completions of all kinds, by number of talks, names before titles.
  func completions(_ text: String, limit: Int) throws -> [Completion] {
    var words = session.words.tokens(text).map(\.bytes)
    guard let last = words.popLast() else { return [] }
    let fit = NameFit(words, last, session.words)
    var found: [Completion] = []
    for (kind, rows) in zip(Completion.Kind.allCases, try sample(words, last)) {
      var names = CompletedNames(kind, fit)
      let statement = try session.statement(kind.names)
      for row in rows {
        statement.bind(1, Int64(row))
        while try statement.step() { names.add(statement.text(0) ?? "", statement.integer(1)) }
      }
      found += try names.counted(session)
    }
    let typed = Folding.fold(text)
    let weighted = found.map { completion in
      let begins = Folding.fold(completion.text).hasPrefix(typed)
      return (completion, weight: completion.talks * (begins ? Completer.beginningBonus : 1))
    }
    let sorted = weighted.sorted { left, right in
      if (left.0.kind == .title) != (right.0.kind == .title) { return right.0.kind == .title }
      if left.weight != right.weight { return left.weight > right.weight }
      return left.0.text.utf8.lexicographicallyPrecedes(right.0.text.utf8)
    }
    return sorted.prefix(limit).map(\.0)
  }

  /// Talks that have the words and a term with the beginning in the field of each kind.
  private func sample(_ words: [[UInt8]], _ beginning: [UInt8]) throws -> [[UInt32]] {
    let others = try words.map { try session.postings(of: $0, in: .words) }
    var common: [UInt32]?
    for list in others { common = common.map { RowLists.intersection($0, list.rows) } ?? list.rows }
    let masks = Completion.Kind.allCases.map { kind in
      // Search-only spellings stand in a column of their own; the names themselves decide.
      Frequencies.mask(kind.field) | Frequencies.mask(.otherForms)
    }
    func hasOthers(_ row: UInt32, _ mask: UInt64) -> Bool {
      others.allSatisfy { ($0.counts(of: row) ?? 0) & mask != 0 }
    }
    if let common, common.count <= Completer.common {
      return masks.map { mask in common.filter { hasOthers($0, mask) } }
    }
    let terms = try session.source.frequentTerms(
      withPrefix: beginning, in: .words, limit: Completer.terms)
    let rowsOfTerm = max(Completer.rows.all / max(terms.count, 1), Completer.rows.ofTerm)
    var samples = Completion.Kind.allCases.map { RowSample(most: Completer.sample(of: $0)) }
    for (place, term) in terms.enumerated() {
      // The more frequent a term, the more talks; but none may take all.
      for kind in samples.indices {
        let most = samples[kind].most
        samples[kind].room = max(most / (place + 8), most / terms.count, 3)
      }
      var looked = 0
      try session.source.forEachRow(of: term, in: .words, among: common) { row, fields in
        looked += 1
        for (kind, mask) in masks.enumerated() where fields & mask != 0 && samples[kind].hasRoom {
          if hasOthers(row, mask) { samples[kind].insert(row) }
        }
        return looked < rowsOfTerm && samples.contains(where: \.hasRoom)
      }
    }
    return samples.map(\.rows)
  }

  /// Rows for one kind, each once.
  private struct RowSample {
    private(set) var rows: [UInt32] = []
    private var known: Set<UInt32> = []
    /// How many there may be.
    let most: Int
    /// Rows of the present term that may still come in.
    var room = 0

    init(most: Int) {
      self.most = most
    }

    var hasRoom: Bool { room > 0 && rows.count < most }

    mutating func insert(_ row: UInt32) {
      room -= 1
      if known.insert(row).inserted { rows.append(row) }
    }
  }
}

/// Whether a name has all words and one that begins as typed.
private struct NameFit {
  private let words: [[UInt8]]
  private let beginning: [UInt8]
  private let tokenizer: TextTokenizer

  init(_ words: [[UInt8]], _ beginning: [UInt8], _ tokenizer: TextTokenizer) {
    self.words = words
    self.beginning = beginning
    self.tokenizer = tokenizer
  }

  func callAsFunction(_ name: String) -> Bool {
    guard mayFit(name) else { return false }
    let tokens = tokenizer.tokens(name).map(\.bytes)
    return fits(tokens) || fits(tokens + SearchFormTokens.tokens(of: name, tokenizer))
  }

  /// Whether a word may begin as typed; of ASCII, whose words are plain to see, most are refused here.
  private func mayFit(_ name: String) -> Bool {
    let bytes = name.utf8
    var isInWord = false
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      guard byte < 0x80 else { return true }
      let isWord = NameFit.lowercased(byte) != nil
      if isWord, !isInWord, bytes[index...].lazy.map(NameFit.lowercased).starts(with: beginning) {
        return true
      }
      isInWord = isWord
      bytes.formIndex(after: &index)
    }
    return false
  }

  /// An ASCII letter in lower case, or a digit; `nil` for what stands between words.
  private static func lowercased(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
    default: nil
    }
  }

  private func fits(_ tokens: [[UInt8]]) -> Bool {
    tokens.contains { $0.starts(with: beginning) } && words.allSatisfy(tokens.contains)
  }
}

/// The names of one kind that fit, each with its number of talks.
private struct CompletedNames {
  private struct Name {
    var talks: Int
    var id: Int64?
  }

  private let kind: Completion.Kind
  private let fit: NameFit
  /// Texts that were looked at; those without talks don't fit.
  private var names: [String: Name] = [:]

  init(_ kind: Completion.Kind, _ fit: NameFit) {
    self.kind = kind
    self.fit = fit
  }

  /// Takes what a talk states: one name with its number, or keywords joined with `; `.
  mutating func add(_ text: String, _ id: Int64?) {
    for name in kind == .keyword ? NameList.split(text) : [text] where !name.isEmpty {
      if let known = names[name] {
        if known.talks > 0 { names[name]?.talks += 1 }
      } else {
        names[name] = Name(talks: fit(name) ? 1 : 0, id: id)
      }
    }
  }

  /// The names, with the talks of the whole index where that is quickly known.
  func counted(_ session: SearchSession) throws -> [Completion] {
    let fitting = names.filter { $0.value.talks > 0 }.sorted {
      $0.value.talks != $1.value.talks ? $0.value.talks > $1.value.talks : $0.key < $1.key
    }.prefix(Completer.candidates)
    switch kind {
    case .title:
      return fitting.map { Completion(kind: kind, text: $0.key, talks: $0.value.talks) }
    case .speaker, .series:
      let links = kind == .speaker ? NameKind.person : .series
      let statement = try session.statement(
        """
        SELECT count(*) FROM (SELECT 1 FROM \(links.linkTable)
          WHERE \(links.linkColumn) = ?1 LIMIT \(Completer.counted))
        """)
      return try fitting.map { name, found in
        statement.bind(1, found.id)
        defer { statement.reset() }
        let talks = try statement.step() ? Int(statement.integer(0) ?? 0) : 0
        return Completion(kind: kind, text: name, talks: max(talks, found.talks))
      }
    case .keyword:
      // One for all spellings, under the one that was met most.
      var places: [String: Int] = [:]
      var completions: [Completion] = []
      for (name, found) in fitting {
        let key = KeywordKey.key(name)
        if let place = places[key] {
          completions[place].talks += found.talks
        } else {
          places[key] = completions.count
          completions.append(Completion(kind: kind, text: name, talks: found.talks))
        }
      }
      return completions
    }
  }
}

extension Completion.Kind {
  /// The field of the full-text indexes.
  fileprivate var field: TextField {
    switch self {
    case .speaker: .speakers
    case .series: .series
    case .keyword: .keywords
    case .title: .title
    }
  }

  /// Names of one talk, and their numbers.
  fileprivate var names: String {
    switch self {
    case .speaker:
      "SELECT n.name, n.id FROM talk_speaker l JOIN person n ON n.id = l.person_id WHERE l.talk_id = ?1"
    case .series:
      "SELECT n.name, n.id FROM talk_series l JOIN series n ON n.id = l.series_id WHERE l.talk_id = ?1"
    case .keyword: "SELECT keywords, NULL FROM talk WHERE id = ?1"
    case .title: "SELECT title, NULL FROM talk WHERE id = ?1"
    }
  }
}
