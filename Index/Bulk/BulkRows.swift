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
    for (position, speaker) in row.speakers.enumerated() {
      try people.link(id, position, speaker.name) { $0.bind(5, speaker.affiliation) }
    }
    for (position, name) in row.series.enumerated() {
      try series.link(id, position, name) { _ in }
    }
    for (position, keyword) in row.keywords.enumerated() {
      try keywords.link(id, position, keyword.text) { keyword.bindExtras(to: $0) }
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
  private let linking: PreparedStatement
  private var numbers = NameNumbers()

  init(_ connection: RawConnection, _ kind: NameKind) throws(TalkIndexError) {
    self.kind = kind
    insertion = try connection.prepare(kind.insertSQL)
    linking = try connection.prepare(kind.linkSQL)
  }

  func link(
    _ talk: Int64, _ position: Int, _ name: String, extras: (PreparedStatement) -> Void
  ) throws(TalkIndexError) {
    let entry = try number(of: name)
    linking.bind(1, talk)
    linking.bind(2, position)
    linking.bind(3, entry.id)
    linking.bind(4, entry.differs ? name : nil)
    extras(linking)
    try linking.run()
  }

  func close() {
    insertion.finalize()
    linking.finalize()
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
