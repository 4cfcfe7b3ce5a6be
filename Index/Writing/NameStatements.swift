import TalkModel

/// The statements that link talks to people and series.
final class NameStatements {
  private let people: NameTable
  private let series: NameTable

  init(_ connection: RawConnection) {
    people = NameTable(connection, .person)
    series = NameTable(connection, .series)
  }

  /// Links a talk to its people and series.
  func link(_ row: TalkRow, _ talk: Int64) throws(TalkIndexError) {
    for (position, speaker) in row.speakers.enumerated() {
      try people.link(talk, position, speaker.name) { $0.bind(5, speaker.affiliation) }
    }
    for (position, name) in row.series.enumerated() {
      try series.link(talk, position, name) { _ in }
    }
  }

  /// Unlinks a talk; what nobody is linked to any more goes with ``finish()``.
  func unlink(_ talk: Int64) throws(TalkIndexError) {
    for table in [people, series] { try table.unlink(talk) }
  }

  /// Removes people and series that lost their last talk.
  func finish() throws(TalkIndexError) {
    for table in [people, series] { try table.removeOrphans() }
  }
}

/// What keywords are known by.
enum KeywordKey {
  /// The key under which spellings of a keyword are one.
  static func key(_ text: String) -> String { Folding.fold(text) }
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

  init(_ connection: RawConnection, _ kind: NameKind) {
    self.kind = kind
    self.connection = connection
    find = connection.prepareLater(
      "SELECT id, name FROM \(kind.table) WHERE folded = ?")
    insertion = connection.prepareLater(kind.insertSQL)
    linking = connection.prepareLater(kind.linkSQL)
    linked = connection.prepareLater(
      "SELECT \(kind.linkColumn) FROM \(kind.linkTable) WHERE talk_id = ?")
    unlinking = connection.prepareLater("DELETE FROM \(kind.linkTable) WHERE talk_id = ?")
    orphaned = connection.prepareLater(
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
