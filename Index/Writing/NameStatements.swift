import TalkModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The statements that link talks to people, series and keywords.
final class NameStatements {
  private let people: NameTable
  private let series: NameTable
  private let keywords: KeywordStatements

  init(_ connection: RawConnection) throws(TalkIndexError) {
    people = try NameTable(connection, .person)
    series = try NameTable(connection, .series)
    keywords = try KeywordStatements(connection)
  }

  /// Links a talk to its people, series and keywords.
  func link(_ row: TalkRow, _ talk: Int64) throws(TalkIndexError) {
    for (position, speaker) in row.speakers.enumerated() {
      try people.link(talk, position, speaker.name) { $0.bind(5, speaker.affiliation) }
    }
    for (position, name) in row.series.enumerated() {
      try series.link(talk, position, name) { _ in }
    }
    try keywords.link(row.keywords, talk)
  }

  /// Unlinks a talk whose row still says what it is linked to; what nobody is linked to any more
  /// goes with ``finish()``.
  func unlink(_ talk: Int64) throws(TalkIndexError) {
    for table in [people, series] { try table.unlink(talk) }
    try keywords.unlink(talk)
  }

  /// Writes what was gathered.
  func flush() throws(TalkIndexError) {
    try keywords.finish()
  }

  /// Writes what was gathered, and removes people and series that lost their last talk.
  func finish() throws(TalkIndexError) {
    for table in [people, series] { try table.removeOrphans() }
    try keywords.finish()
  }
}

/// The statements that link talks to keywords.
///
/// Links are in the order of keywords, and those of a talk stand all over the table. So they are
/// gathered and written in their order in the end: each page is then read and changed once.
private final class KeywordStatements {
  private let linking: PreparedStatement
  private let linked: PreparedStatement
  private let unlinking: PreparedStatement
  private let unlinkingAll: PreparedStatement
  /// Links that are still to be written, by talk.
  private var added: [Int64: [KeywordLink]] = [:]
  /// Links that are still to be removed, before the others are written.
  private var removed: [(key: String, talk: Int64)] = []
  private var waiting = 0

  /// Links that are gathered at most.
  private static let most = 1 << 18

  init(_ connection: RawConnection) throws(TalkIndexError) {
    linking = try connection.prepare(KeywordLink.insertSQL)
    linked = try connection.prepare(
      "SELECT keywords, content_hash IS NULL FROM talk WHERE id = ?")
    unlinking = try connection.prepare(
      "DELETE FROM talk_keyword WHERE keyword = ? AND talk_id = ?")
    unlinkingAll = try connection.prepare("DELETE FROM talk_keyword WHERE talk_id = ?")
  }

  func link(_ keywords: [Keyword], _ talk: Int64) throws(TalkIndexError) {
    guard !keywords.isEmpty else { return }
    added[talk] = keywords.enumerated().map { KeywordLink($1, talk, $0) }
    waiting += keywords.count
    if waiting > KeywordStatements.most { try finish() }
  }

  func unlink(_ talk: Int64) throws(TalkIndexError) {
    added[talk] = nil
    linked.bind(1, talk)
    guard try linked.step() else { return }
    let names = NameList.split(linked.text(0))
    let isEdited = linked.integer(1) == 1
    linked.reset()
    // A row that was edited by hand may say anything: then all keywords are looked through.
    if isEdited {
      unlinkingAll.bind(1, talk)
      try unlinkingAll.run()
    }
    for name in names { removed.append((KeywordLink.key(name), talk)) }
    waiting += names.count
  }

  /// Writes what was gathered.
  func finish() throws(TalkIndexError) {
    removed.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    for (key, talk) in removed {
      unlinking.bind(1, key)
      unlinking.bind(2, talk)
      try unlinking.run()
    }
    let links = added.values.flatMap { $0 }.sorted { a, b in
      KeywordLink.areSame(a.key, b.key)
        ? (a.talk, a.position) < (b.talk, b.position)
        : a.key.utf8.lexicographicallyPrecedes(b.key.utf8)
    }
    for link in links { try link.insert(by: linking) }
    added = [:]
    removed = []
    waiting = 0
  }
}

/// A row of `talk_keyword`.
struct KeywordLink {
  /// The keyword without case and marks.
  var key: String
  /// The keyword as written, where that is another text.
  var text: String?
  /// Row of the talk.
  var talk: Int64
  /// Place among the keywords of the talk.
  var position: Int
  /// Weight in thousandths.
  var weight: Int
  /// Whether the calendar states it.
  var isStated: Bool

  /// The link of a talk to the keyword at `position`.
  init(_ keyword: Keyword, _ talk: Int64, _ position: Int) {
    key = KeywordLink.key(keyword.text)
    text = KeywordLink.areSame(key, keyword.text) ? nil : keyword.text
    self.talk = talk
    self.position = position
    weight = keyword.storedWeight
    isStated = keyword.origin == .stated
  }

  /// Whether two texts are the same bytes.
  static func areSame(_ a: String, _ b: String) -> Bool {
    guard a.utf8.count == b.utf8.count else { return false }
    let areSame: Bool?? = a.utf8.withContiguousStorageIfAvailable { a in
      b.utf8.withContiguousStorageIfAvailable { b in
        guard let left = a.baseAddress, let right = b.baseAddress else { return true }
        return memcmp(left, right, a.count) == 0
      }
    }
    return (areSame ?? nil) ?? a.utf8.elementsEqual(b.utf8)
  }

  /// The key under which spellings of a keyword are one.
  static func key(_ text: String) -> String { Folding.fold(text) }

  /// The statement that adds a link.
  static let insertSQL = """
    INSERT INTO talk_keyword(keyword, talk_id, position, weight, is_stated, text)
    VALUES (?, ?, ?, ?, ?, ?)
    """

  /// Runs a statement prepared from ``insertSQL``.
  func insert(by statement: PreparedStatement) throws(TalkIndexError) {
    statement.bind(1, key)
    statement.bind(2, talk)
    statement.bind(3, position)
    statement.bind(4, weight)
    statement.bind(5, isStated ? 1 : 0)
    statement.bind(6, text)
    try statement.run()
  }
}

/// A table of names and the table that links talks to them.
enum NameKind: String, CaseIterable {
  case person, series

  /// Table of the names.
  var table: String { rawValue }
  /// Table of the links.
  var linkTable: String { self == .person ? "talk_speaker" : "talk_series" }
  /// Column of a link that refers to the name.
  var linkColumn: String { rawValue + "_id" }
  /// Columns of a link besides talk, position, name id and name.
  var linkExtras: [String] { self == .person ? ["affiliation"] : [] }

  /// The key under which spellings of one name are one.
  func key(_ name: String) -> String {
    self == .person ? Folding.nameKey(name) : Folding.fold(name)
  }

  /// The statement that adds a name: id, name, key.
  var insertSQL: String { "INSERT INTO \(table)(id, name, folded) VALUES (?, ?, ?)" }

  /// The statement that links a talk to a name: talk, position, name id, name where it differs,
  /// extras.
  var linkSQL: String {
    let columns = ["talk_id", "position", linkColumn, "name"] + linkExtras
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    return "INSERT INTO \(linkTable)(\(columns.joined(separator: ", "))) VALUES (\(marks))"
  }
}

private final class NameTable {
  private let kind: NameKind
  private let connection: RawConnection
  private let find: PreparedStatement
  private let insertion: PreparedStatement
  private let linking: PreparedStatement
  private let linked: PreparedStatement
  private let unlinking: PreparedStatement
  private let orphaned: PreparedStatement
  /// Names seen in this transaction, by their bytes as written.
  private var known: [String: (id: Int64, name: String)] = [:]
  /// Names that lost a talk in this transaction.
  private var suspects: Set<Int64> = []

  init(_ connection: RawConnection, _ kind: NameKind) throws(TalkIndexError) {
    self.kind = kind
    self.connection = connection
    find = try connection.prepare(
      "SELECT id, name FROM \(kind.table) WHERE folded = ?")
    insertion = try connection.prepare(kind.insertSQL)
    linking = try connection.prepare(kind.linkSQL)
    linked = try connection.prepare(
      "SELECT \(kind.linkColumn) FROM \(kind.linkTable) WHERE talk_id = ?")
    unlinking = try connection.prepare("DELETE FROM \(kind.linkTable) WHERE talk_id = ?")
    orphaned = try connection.prepare(
      """
      DELETE FROM \(kind.table) WHERE id = ?1
        AND NOT EXISTS (SELECT 1 FROM \(kind.linkTable) WHERE \(kind.linkColumn) = ?1)
      """)
  }

  func link(
    _ talk: Int64, _ position: Int, _ name: String, extras: (PreparedStatement) -> Void
  ) throws(TalkIndexError) {
    let (id, first) = try entry(name)
    linking.bind(1, talk)
    linking.bind(2, position)
    linking.bind(3, id)
    linking.bind(4, first.utf8.elementsEqual(name.utf8) ? nil : name)
    extras(linking)
    try linking.run()
  }

  func unlink(_ talk: Int64) throws(TalkIndexError) {
    linked.bind(1, talk)
    while try linked.step() { suspects.insert(linked.integer(0) ?? 0) }
    unlinking.bind(1, talk)
    try unlinking.run()
  }

  func removeOrphans() throws(TalkIndexError) {
    for id in suspects.sorted() {
      orphaned.bind(1, id)
      try orphaned.run()
    }
    suspects = []
    known = [:]
  }

  /// The row of a name and the name as first written.
  private func entry(_ name: String) throws(TalkIndexError) -> (id: Int64, name: String) {
    if let entry = known[name] { return entry }
    let key = kind.key(name)
    find.bind(1, key)
    var entry = (id: Int64(0), name: name)
    if try find.step() {
      entry = (find.integer(0) ?? 0, find.text(1) ?? "")
      find.reset()
    } else {
      insertion.bind(1, nil as Int64?)
      insertion.bind(2, name)
      insertion.bind(3, key)
      try insertion.run()
      entry.id = connection.lastInsertedRow
    }
    known[name] = entry
    return entry
  }
}
