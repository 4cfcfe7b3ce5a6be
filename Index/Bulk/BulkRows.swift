import TalkModel

/// Appends rows of talks and of the tables beside them, during a bulk build.
final class BulkRows {
  private let insertion: PreparedStatement
  private let occurrence: PreparedStatement
  private let people: BulkNames
  private let series: BulkNames
  private let keywords: BulkNames

  init(_ connection: RawConnection) throws(TalkIndexError) {
    insertion = try connection.prepare(TalkStatements.insertSQL)
    occurrence = try connection.prepare(TalkStatements.occurrenceSQL)
    people = try BulkNames(connection, .person)
    series = try BulkNames(connection, .series)
    keywords = try BulkNames(connection, .keyword)
  }

  /// Appends a talk; rows ascend.
  func insert(
    _ row: TalkRow, _ id: Int64, _ source: Int64, _ file: Int64?, _ revision: Int64
  ) throws(TalkIndexError) {
    try TalkStatements.insert(
      row, id: id, source: source, file: file, revision: revision, by: insertion)
    try TalkStatements.addOccurrences(row, id, by: occurrence)
    try people.link(id, row.speakers, name: \.name) { speaker, statement, next in
      statement.bind(next, speaker.affiliation)
    }
    try series.link(id, row.series, name: \.self) { _, _, _ in }
    try keywords.link(id, row.keywords, name: \.text) { keyword, statement, next in
      keyword.bindExtras(to: statement, from: next)
    }
  }

  /// Lets go of the statements.
  func close() {
    insertion.finalize()
    occurrence.finalize()
    for names in [people, series, keywords] { names.close() }
  }
}

/// Names of one kind and their links during a bulk build.
private final class BulkNames {
  private let kind: NameKind
  private let insertion: PreparedStatement
  private let connection: RawConnection
  /// Statements that link one, two, … names at once: half the work of one after the other.
  private var linking: [PreparedStatement] = []
  private var numbers = NameNumbers()

  private static let linksAtOnce = 16

  init(_ connection: RawConnection, _ kind: NameKind) throws(TalkIndexError) {
    self.kind = kind
    self.connection = connection
    insertion = try connection.prepare(kind.insertSQL)
  }

  /// Links a talk to its names; `extras` binds what else a link has from the parameter it is given.
  func link<Element>(
    _ talk: Int64, _ elements: [Element], name: (Element) -> String,
    extras: (Element, PreparedStatement, Int32) -> Void
  ) throws(TalkIndexError) {
    let width = Int32(4 + kind.linkExtras.count)
    var start = 0
    while start < elements.count {
      let end = min(elements.count, start + BulkNames.linksAtOnce)
      let statement = try statement(links: end - start)
      var next: Int32 = 1
      for position in start..<end {
        let name = name(elements[position])
        let entry = try number(of: name)
        statement.bind(next, talk)
        statement.bind(next + 1, position)
        statement.bind(next + 2, entry.id)
        statement.bind(next + 3, entry.differs ? name : nil)
        extras(elements[position], statement, next + 4)
        next += width
      }
      try statement.run()
      start = end
    }
  }

  func close() {
    insertion.finalize()
    for statement in linking { statement.finalize() }
  }

  private func statement(links: Int) throws(TalkIndexError) -> PreparedStatement {
    while linking.count < links {
      linking.append(try connection.prepare(kind.linkSQL(rows: linking.count + 1)))
    }
    return linking[links - 1]
  }

  private func number(of name: String) throws(TalkIndexError) -> NameNumbers.Entry {
    let spelling = numbers.hash(name)
    if let entry = numbers.find(spelling) { return entry }
    let key = kind.key(name)
    let keyHash = numbers.hash(key)
    if let entry = numbers.find(keyHash) {
      let other = NameNumbers.Entry(id: entry.id, differs: true)
      numbers.add(spelling, other)
      return other
    }
    let entry = NameNumbers.Entry(id: numbers.next(), differs: false)
    insertion.bind(1, entry.id)
    insertion.bind(2, name)
    insertion.bind(3, kind.stored(key: key, of: name))
    try insertion.run()
    numbers.add(spelling, entry)
    if keyHash != spelling {
      numbers.add(keyHash, NameNumbers.Entry(id: entry.id, differs: true))
    }
    return entry
  }
}
