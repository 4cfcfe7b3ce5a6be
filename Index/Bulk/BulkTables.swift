import CivilTime
import FTS5Segments
import TalkModel

/// The tables of a first build, written as pages while rows come.
///
/// Rows of `talk` and what stands beside them in the same order are written at once; what has another
/// order, all indexes, is gathered and sorted.
final class BulkTables {
  private let file: PageFile
  private let roots: [String: UInt32]
  private let record = PageRecord()
  private let talk: TableTree
  private let occurrence: IndexTree
  private let speakers: IndexTree
  private let series: IndexTree
  private let personNumbers = NameNumbers()
  private let seriesNumbers = NameNumbers()
  private let byUID: SortedIndex
  private let byFile: SortedIndex
  private let ofOtherKind: SortedIndex
  private let byDay: SortedIndex
  private let lastingLong: SortedIndex
  private let byPerson: SortedIndex
  private let bySeries: SortedIndex
  private let byPersonName: SortedIndex
  private let bySeriesName: SortedIndex
  /// When the last occurrence of a recurring talk ends, which its row does not say.
  private var lastEnds: [Int64: Int64] = [:]

  /// Begins to fill the empty tables of the database at `path`.
  ///
  /// - Parameters:
  ///   - path: the database, which nobody has open.
  ///   - roots: first page of each table and index.
  ///   - memory: bytes that sorting may take.
  /// - Throws: `damaged` where a table is missing; `denied`, `disk`.
  init(path: String, roots: [String: UInt32], memory: Int) throws(TalkIndexError) {
    let file = try PageFile(path: path)
    func root(_ name: String) throws(TalkIndexError) -> UInt32 {
      guard let root = roots[name] else {
        throw TalkIndexError.damaged(path: path, detail: "\(name) is missing")
      }
      return root
    }
    func index(_ name: String) throws(TalkIndexError) -> SortedIndex {
      // The entries of later talks come anywhere: some dozen find room on each page.
      SortedIndex(
        IndexTree(file, root: try root(name), spare: file.usable / 32), memory: memory / 10,
        path: path + "-journal")
    }
    self.file = file
    self.roots = roots
    talk = TableTree(file, root: try root("talk"))
    occurrence = IndexTree(file, root: try root("occurrence"))
    speakers = IndexTree(file, root: try root("talk_speaker"))
    series = IndexTree(file, root: try root("talk_series"))
    byUID = try index("talk_by_uid")
    byFile = try index("talk_by_file")
    ofOtherKind = try index("talk_of_other_kind")
    byDay = try index("occurrence_by_day")
    lastingLong = try index("occurrence_lasting_long")
    byPerson = try index("talk_speaker_by_person")
    bySeries = try index("talk_series_by_series")
    byPersonName = try index("person_by_name")
    bySeriesName = try index("series_by_name")
  }

  /// The shadow tables of a full-text index.
  func shadowTables(of table: String) throws(TalkIndexError) -> BulkShadowTables {
    func root(_ name: String) throws(TalkIndexError) -> UInt32 {
      guard let root = roots[name] else {
        throw TalkIndexError(code: .damaged, message: "\(name) is missing.", advice: "")
      }
      return root
    }
    return BulkShadowTables(
      data: TableTree(file, root: try root(table + "_data")),
      keys: IndexTree(file, root: try root(table + "_idx")),
      lengths: TableTree(file, root: try root(table + "_docsize")))
  }

  // MARK: Adding

  /// Appends a talk with all that belongs to it; rows ascend.
  func insert(
    _ row: TalkRow, _ id: Int64, source: Int64, file: Int64?, revision: Int64
  ) throws(TalkIndexError) {
    try row.withText { text throws(TalkIndexError) in
      try addRow(row, text, id, source, file, revision)
      try addSpeakers(text, id)
      try addSeries(text, id)
    }
    try addOccurrences(row, id)
  }

  /// Text columns of `talk` between its numbers and its end, in the order of the table.
  private static let textColumns: [TalkRow.Column] = [
    .kind, .status, .startLocal, .endLocal, .timeZone, .timeForm, .zoneOrigin, .uid, .recurrenceID,
    .title, .speakers, .affiliations, .series, .keywords, .venue, .language, .organiser, .url,
    .joinLink, .joinSecret, .otherForms, .abstract, .biography, .keywordMarks,
  ]

  private func addRow(
    _ row: TalkRow, _ text: TalkRow.TextView, _ id: Int64, _ source: Int64, _ file: Int64?,
    _ revision: Int64
  ) throws(TalkIndexError) {
    record.begin()
    record.appendNull()
    record.append(source)
    record.append(file)
    record.append(Int64(row.line))
    record.append(row.time?.start)
    record.append(row.time?.end)
    record.append(row.time?.startDay)
    record.append(row.occurrences.isEmpty ? 0 : 1)
    record.append(row.isTBA ? 1 : 0)
    record.append(Int64(row.sequence))
    record.append(row.lastModified)
    record.append(row.fingerprint)
    record.append(row.contentHash)
    record.append(revision)
    record.append(revision)
    record.appendNull()
    for column in BulkTables.textColumns { record.append(text: text[column]) }
    try talk.append(id, record.finish())

    let uid = text[.uid]
    record.begin()
    record.append(text: uid)
    record.append(id)
    try byUID.add(text: uid, record.finish())
    try byFile.add(file, pair(file, id))
    if let kind = text[.kind], !kind.elementsEqual("talk".utf8) {
      record.begin()
      record.append(text: kind)
      record.append(id)
      try ofOtherKind.add(text: kind, record.finish())
    }
  }

  private func pair(_ value: Int64?, _ id: Int64) -> UnsafeRawBufferPointer {
    record.begin()
    record.append(value)
    record.append(id)
    return record.finish()
  }

  private func addOccurrences(_ row: TalkRow, _ id: Int64) throws(TalkIndexError) {
    guard !row.occurrences.isEmpty else {
      if let time = row.time { try addOccurrence(time, id) }
      return
    }
    lastEnds[id] = row.end
    for time in row.occurrences { try addOccurrence(time, id) }
  }

  private func addOccurrence(_ time: TalkTime, _ id: Int64) throws(TalkIndexError) {
    record.begin()
    record.append(id)
    record.append(time.start)
    record.append(time.end)
    record.append(time.startDay)
    record.append(time.localStart.secondsSinceEpoch &- time.start)
    try occurrence.append(record.finish())
    try add(time.startDay, of: id, time, to: byDay)
    let (length, isTooLong) = time.end.subtractingReportingOverflow(time.start)
    if isTooLong || length > SchemaVersion2.longSeconds {
      try add(time.end, of: id, time, to: lastingLong)
    }
  }

  private func add(
    _ value: Int64, of talk: Int64, _ time: TalkTime, to index: SortedIndex
  ) throws(TalkIndexError) {
    record.begin()
    record.append(value)
    record.append(talk)
    record.append(time.start)
    try index.add(value, record.finish())
  }

  private func addSpeakers(_ text: TalkRow.TextView, _ id: Int64) throws(TalkIndexError) {
    for position in 0..<text.speakerCount {
      let (name, affiliation) = text.speaker(position)
      let entry = personNumbers.number(of: name, key: NameKind.person.key)
      record.begin()
      record.append(id)
      record.append(Int64(position))
      record.append(entry.id)
      record.append(text: affiliation)
      record.append(text: entry.differs ? name : nil)
      try speakers.append(record.finish())
      try addLink(entry.id, id, position, to: byPerson)
    }
  }

  private func addSeries(_ text: TalkRow.TextView, _ id: Int64) throws(TalkIndexError) {
    for position in 0..<text.seriesCount {
      let name = text.series(position)
      let entry = seriesNumbers.number(of: name, key: NameKind.series.key)
      record.begin()
      record.append(id)
      record.append(Int64(position))
      record.append(entry.id)
      record.append(text: entry.differs ? name : nil)
      try series.append(record.finish())
      try addLink(entry.id, id, position, to: bySeries)
    }
  }

  private func addLink(
    _ name: Int64, _ talk: Int64, _ position: Int, to index: SortedIndex
  ) throws(TalkIndexError) {
    record.begin()
    record.append(name)
    record.append(talk)
    record.append(Int64(position))
    try index.add(name, record.finish())
  }

  // MARK: Completing

  /// Writes everything but the shadow tables of the full-text indexes.
  func finishRows() throws(TalkIndexError) {
    try talk.finish()
    try occurrence.finish()
    try speakers.finish()
    try series.finish()
    for index in [byUID, byFile, ofOtherKind, byDay, lastingLong, byPerson, bySeries] {
      try index.finish()
    }
    try finish(personNumbers, "person", byPersonName)
    try finish(seriesNumbers, "series", bySeriesName)
  }

  private func finish(
    _ numbers: NameNumbers, _ table: String, _ byName: SortedIndex
  ) throws(TalkIndexError) {
    guard let root = roots[table] else { return }
    let tree = TableTree(file, root: root)
    try numbers.forEach { id, name, key throws(TalkIndexError) in
      record.begin()
      record.appendNull()
      record.append(text: name)
      record.append(text: key)
      try tree.append(id, record.finish())
      record.begin()
      record.append(text: key)
      record.append(id)
      try byName.add(text: key, record.finish())
    }
    try tree.finish()
    try byName.finish()
  }

  /// Completes the file, when every table is whole.
  func finish() throws(TalkIndexError) {
    try file.finish()
  }

  // MARK: Reading back

  /// What was written of a talk.
  func summary(_ id: Int64) throws(TalkIndexError) -> TalkSummary? {
    guard let bytes = try talk.read(id) else { return nil }
    return TalkSummary(StoredRecord(bytes), id, lastEnd: lastEnds[id])
  }
}
