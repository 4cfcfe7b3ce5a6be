import GRDB
public import TalkModel

extension TalkIndex {
  /// The talk with that row.
  public func talk(id: Int64) throws(TalkIndexError) -> StoredTalk? {
    try talks(ids: [id]).first
  }

  /// The talks with those rows, in that order; rows that are not there are left out.
  public func talks(ids: [Int64]) throws(TalkIndexError) -> [StoredTalk] {
    try read { db in try talks(ids: ids, in: db) }
  }

  /// The talks with that UID, of all sources.
  public func talks(uid: String) throws(TalkIndexError) -> [StoredTalk] {
    try read { db in
      let ids = try Int64.fetchAll(
        db, sql: "SELECT id FROM talk WHERE uid = ? ORDER BY id", arguments: [uid])
      return try talks(ids: ids, in: db)
    }
  }

  /// The same inside a read transaction.
  func talks(ids: [Int64], in db: Database) throws(TalkIndexError) -> [StoredTalk] {
    let reader = try StoredTalkReader(rawConnection(db))
    var talks: [StoredTalk] = []
    talks.reserveCapacity(ids.count)
    for id in ids {
      if let talk = try reader.read(id) { talks.append(talk) }
    }
    return talks
  }
}
