import GRDB
import TalkModel

extension TalkIndex {
  /// Mends what ``check()`` finds and calls repairable, from the talks themselves.
  ///
  /// Nothing is guessed: rows of `talk` are believed, everything beside them is made to fit.
  ///
  /// - Returns: what was done, in order; empty where there was nothing to do. Run ``check()`` again
  ///   to see what is left.
  /// - Throws: `misuse` where the index was opened for reading; `damaged` where the talks themselves
  ///   cannot be read.
  public func repair() throws(TalkIndexError) -> [RepairAction] {
    guard mode != .read else { throw .openedForReading(path: path) }
    do {
      return try mend()
    } catch {
      throw translated(error)
    }
  }

  private func mend() throws -> [RepairAction] {
    let findings = try check().filter(\.isRepairable)
    guard !findings.isEmpty else { return [] }
    let codes = Set(findings.map(\.code))
    var actions: [RepairAction] = []
    if codes.contains(.structure) {
      try queue.writeWithoutTransaction { try $0.execute(sql: "REINDEX") }
      actions.append(RepairAction(code: .structure, message: "Made all indexes of tables anew."))
    }
    if codes.contains(.schema) {
      actions += try restoreSchema()
    }
    if codes.contains(.references) {
      actions += try removeDanglingRows()
    }
    if codes.contains(.keys) {
      actions += try renewKeys()
    }
    let sides: Set<CheckFinding.Code> = [.names, .occurrences, .content]
    let rewrites = !codes.isDisjoint(with: sides)
    if rewrites {
      let code = sides.intersection(codes).sorted { $0.rawValue < $1.rawValue }[0]
      let count = try rewriteTalks()
      actions.append(
        RepairAction(
          code: code,
          message:
            "Made people, series and occurrences of \(count) talks fit their rows; "
            + "calendars of damaged talks are read again by the next ingest."))
    }
    if codes.contains(.orphans) || rewrites || codes.contains(.references) {
      let count = try removeOrphans()
      if count > 0 {
        actions.append(
          RepairAction(
            code: .orphans, message: "Removed \(count) people or series without talks."))
      }
    }
    if codes.contains(.fullText) || rewrites || codes.contains(.references) {
      for table in FullTextCheck.tables {
        try queue.write { try $0.execute(sql: "INSERT INTO \(table)(\(table)) VALUES ('rebuild')") }
        actions.append(
          RepairAction(code: .fullText, message: "Built \(table) anew from the talks."))
      }
    }
    if codes.contains(.ranking) || actions.contains(where: { $0.code == .fullText }) {
      try queue.write { try RankingUpkeep.rebuild(rawConnection($0)) }
      actions.append(
        RepairAction(code: .ranking, message: "Stored the lengths of rows for ranking anew."))
    }
    try checkpoint()
    return actions
  }

  private func restoreSchema() throws -> [RepairAction] {
    let expected = try IndexCheck.definitions(of: .current)
    return try queue.write { db in
      let found = try IndexCheck.definitions(db)
      var actions: [RepairAction] = []
      for (name, definition) in expected.sorted(by: { $0.key < $1.key })
      where definition.isDerived {
        guard let sql = definition.sql, found[name] != definition else { continue }
        if let other = found[name] { try db.execute(sql: "DROP \(other.type) \(name)") }
        try db.execute(sql: sql)
        actions.append(
          RepairAction(code: .schema, message: "Made the \(definition.type) \(name) anew."))
      }
      return actions
    }
  }

  /// Removes rows of side tables whose talk or name is gone, and forgets sources and files that are.
  private func removeDanglingRows() throws -> [RepairAction] {
    try queue.writeWithoutTransaction { db in
      // The rows at fault are those that foreign keys would not let us touch.
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      defer { try? db.execute(sql: "PRAGMA foreign_keys = ON") }
      var count = 0
      try db.inTransaction(.immediate) {
        func run(_ sql: String) throws {
          try db.execute(sql: sql)
          count += db.changesCount
        }
        for table in ["occurrence", "talk_change"] + NameKind.allCases.map(\.linkTable) {
          try run("DELETE FROM \(table) WHERE talk_id NOT IN (SELECT id FROM talk)")
        }
        for kind in NameKind.allCases {
          try run(
            "DELETE FROM \(kind.linkTable) WHERE \(kind.linkColumn) NOT IN "
              + "(SELECT id FROM \(kind.table))")
        }
        try run("DELETE FROM file WHERE source_id NOT IN (SELECT id FROM source)")
        try run(
          "UPDATE file SET last_revision = NULL WHERE last_revision NOT IN (SELECT id FROM revision)"
        )
        try run("UPDATE talk SET file_id = NULL WHERE file_id NOT IN (SELECT id FROM file)")
        try run("UPDATE talk SET source_id = NULL WHERE source_id NOT IN (SELECT id FROM source)")
        return .commit
      }
      return [
        RepairAction(
          code: .references, message: "Removed \(count) references to what is not there.")
      ]
    }
  }

  /// Gives people and series the keys that their names have, joining what becomes one.
  private func renewKeys() throws -> [RepairAction] {
    var count = 0
    try queue.write { db in
      for kind in NameKind.allCases {
        let rows = try Row.fetchAll(
          db, sql: "SELECT id, name, folded AS key FROM \(kind.table)")
        for row in rows {
          let (id, name, found): (Int64, String, String) = (row["id"], row["name"], row["key"])
          let key = kind.key(name)
          guard !key.utf8.elementsEqual(found.utf8) else { continue }
          count += 1
          if let other = try Int64.fetchOne(
            db, sql: "SELECT id FROM \(kind.table) WHERE folded = ? AND id <> ?",
            arguments: [key, id])
          {
            try db.execute(
              sql: """
                UPDATE \(kind.linkTable) SET \(kind.linkColumn) = ?,
                  name = coalesce(name, ?) WHERE \(kind.linkColumn) = ?
                """, arguments: [other, name, id])
            try db.execute(sql: "DELETE FROM \(kind.table) WHERE id = ?", arguments: [id])
          } else {
            try db.execute(
              sql: "UPDATE \(kind.table) SET folded = ? WHERE id = ?",
              arguments: [key, id])
          }
        }
      }
    }
    return [RepairAction(code: .keys, message: "Made \(count) keys of names anew.")]
  }

  private func removeOrphans() throws -> Int {
    try queue.write { db in
      var count = 0
      for kind in NameKind.allCases {
        try db.execute(sql: "DELETE FROM \(kind.table) WHERE \(kind.isOrphan)")
        count += db.changesCount
      }
      return count
    }
  }

  /// Writes everything beside the rows of `talk` anew where it does not fit them.
  ///
  /// The full text is left for a rebuild.
  private func rewriteTalks() throws -> Int {
    var count = 0
    try queue.writeWithoutTransaction { db in
      try db.inTransaction(.immediate) {
        let store = try IncrementalStore(rawConnection(db))
        count = try store.rewriteSides()
        try store.finish()
        return .commit
      }
    }
    return count
  }
}

extension IncrementalStore {
  /// Columns that are made to fit.
  private static let derived: [TalkRow.Column] = [
    .speakers, .series, .keywords, .keywordMarks, .affiliations, .otherForms,
  ]

  /// Makes links, occurrences and derived columns of every talk fit its row.
  ///
  /// A talk whose hash fits neither its row nor what stands beside it is damaged: its hash is
  /// dropped and its file marked as changed, so that the next ingest reads it again.
  fileprivate func rewriteSides() throws(TalkIndexError) -> Int {
    let reader = try StoredTalkReader(connection)
    let ids = try connection.prepare("SELECT id FROM talk ORDER BY id")
    let columns = try connection.prepare(
      """
      SELECT speakers, series, keywords, keyword_marks, affiliations, other_forms, content_hash,
        (SELECT count(*) FROM occurrence WHERE talk_id = id AND start_utc = talk.start_utc
          AND end_utc = coalesce(talk.end_utc, talk.start_utc))
      FROM talk WHERE id = ?
      """)
    let touched = try connection.prepare(
      """
      UPDATE talk SET speakers = ?, series = ?, keywords = ?, keyword_marks = ?, affiliations = ?,
        other_forms = ?, content_hash = ?, fingerprint = ?, is_recurring = ? WHERE id = ?
      """)
    let forgetting = try connection.prepare(
      """
      UPDATE file SET size = -1, hash = 0 WHERE id = (SELECT file_id FROM talk WHERE id = ?)
      """)
    var all: [Int64] = []
    while try ids.step() { all.append(ids.integer(0) ?? 0) }
    var count = 0
    for id in all {
      guard let stored = try reader.read(id) else { continue }
      columns.bind(1, id)
      guard try columns.step() else { continue }
      var named = stored.talk
      named.speakers = NameList.split(columns.text(0)).map { name in
        stored.talk.speakers.first { $0.name.utf8.elementsEqual(name.utf8) } ?? Speaker(name: name)
      }
      named.series = NameList.split(columns.text(1))
      // The hash tells whether the row or what stands beside it is as it was written; where it
      // fits neither, the row is believed until its file is read again.
      let hash = columns.integer(6)
      let candidates = [TalkRow(named), TalkRow(stored.talk)]
      let intact = hash == nil ? candidates[0] : candidates.first { $0.contentHash == hash }
      let row = intact ?? candidates[0]
      let fits = row.withText { text in
        IncrementalStore.derived.enumerated()
          .allSatisfy { columns.holds(Int32($0.offset), text[$0.element]) }
      }
      let hasOccurrence = row.time == nil || columns.integer(7) == 1
      columns.reset()
      if intact != nil, fits, hasOccurrence, named == stored.talk { continue }
      if intact == nil {
        forgetting.bind(1, id)
        try forgetting.run()
      }
      count += 1
      row.withText { text in
        for (offset, column) in IncrementalStore.derived.enumerated() {
          touched.bind(
            Int32(offset) + 1, text[column].map { String(decoding: $0, as: UTF8.self) })
        }
      }
      touched.bind(7, intact == nil ? nil : hash)
      touched.bind(8, row.fingerprint)
      touched.bind(9, row.occurrences.isEmpty ? 0 : 1)
      touched.bind(10, id)
      try removeSides(id)
      try touched.run()
      try addSides(of: row, id)
    }
    return count
  }
}
