import Foundation
import GRDB
import TalkModel
import Testing

@testable import TalkIndex

@Suite struct IndexWriterTests {
  let folder: TemporaryFolder
  let index: TalkIndex

  init() throws {
    folder = try TemporaryFolder()
    index = try TalkIndex.open(at: folder.path("w.talks"), mode: .create)
  }

  /// Writes talks as one ingest and returns their rows.
  private func ingest(_ talks: [Talk]) throws -> [Int64] {
    try index.write { writer in
      let revision = try writer.beginRevision(at: 1000)
      let source = try writer.sourceID(name: "test")
      let file = try writer.save(
        FileRecord(sourceID: source, path: "a.ics", size: 1, modified: 2, hash: .max))
      let ids = try talks.map {
        try writer.insert(TalkRow($0), source: source, file: file, revision: revision)
      }
      try writer.finishRevision(revision, at: 1001, counts: RevisionCounts())
      return ids
    }
  }

  private func matches(_ table: String, _ word: String) throws -> [Int64] {
    try index.read { db in
      try Int64.fetchAll(
        db, sql: "SELECT rowid FROM \(table) WHERE \(table) MATCH ? ORDER BY rowid",
        arguments: ["\"\(word)\""])
    }
  }

  private func number(_ sql: String) throws -> Int {
    try index.read { try Int.fetchOne($0, sql: sql) ?? -1 }
  }

  private func verifyFullText() throws {
    for table in ["talk_prose", "talk_words"] {
      try index.queue.write {
        try $0.execute(sql: "INSERT INTO \(table)(\(table), rank) VALUES ('integrity-check', 1)")
      }
      if try number("SELECT count(*) FROM talk") > 0 {
        #expect(try index.rankingIsInStep(table), "\(table)")
      }
    }
  }

  @Test func whatIsWrittenIsReadBack() throws {
    var recurring = Samples.full(uid: "r@example.org")
    recurring.occurrences = [80, 87, 94].compactMap { Samples.time(day: $0) }
    recurring.time = recurring.occurrences[0]
    let plain = Talk(identity: TalkIdentity(uid: nil), title: "")
    let talks = [Samples.full(), recurring, plain] + Samples.many(50)
    let ids = try ingest(talks)
    let stored = try index.talks(ids: ids)
    #expect(stored.map(\.talk) == talks)
    #expect(stored[0].provenance == Provenance(source: "test", file: "a.ics", line: 42))
    #expect(stored[0].firstSeen == 1)
    #expect(try index.talks(uid: "r@example.org").map(\.id) == [ids[1]])
    #expect(try index.talk(id: 9999) == nil)
    try verifyFullText()
  }

  @Test func everyFieldIsFoundAndSecretsAreNot() throws {
    _ = try ingest([Samples.full()])
    for word in [
      "lancuchy", "łańcuchy", "orsted", "ørsted", "小龙", "logic", "markov", "量子", "converge", "room",
    ] {
      #expect(try matches("talk_prose", word) == [1], "\(word)")
      #expect(try matches("talk_words", word) == [1], "\(word)")
    }
    #expect(try matches("talk_words", "university") == [1])
    for word in ["sesame", "pwd", "hopper"] {
      #expect(try matches("talk_prose", word).isEmpty, "\(word)")
      #expect(try matches("talk_words", word).isEmpty, "\(word)")
    }
  }

  @Test func updatesKeepEverythingInStep() throws {
    let ids = try ingest([Samples.full(), Samples.full(uid: "other")])
    var talk = Samples.full()
    talk.title = "Changed"
    talk.speakers = [Speaker(name: "ADA ORSTED"), Speaker(name: "New Person")]
    talk.series = []
    talk.time = Samples.time(day: 200)
    try index.write { writer in
      try writer.update(ids[0], to: TalkRow(talk), file: nil, revision: 2)
    }
    let stored = try #require(try index.talk(id: ids[0]))
    #expect(stored.talk == talk)
    #expect(stored.lastChanged == 2)
    #expect(stored.firstSeen == 1)
    #expect(try matches("talk_words", "lancuchy") == [ids[1]])
    #expect(try matches("talk_prose", "changed") == [ids[0]])
    #expect(try number("SELECT count(*) FROM person") == 4)
    #expect(try number("SELECT count(*) FROM occurrence") == 2)
    try index.write { try $0.delete(ids[1]) }
    #expect(try number("SELECT count(*) FROM person") == 2)
    #expect(try number("SELECT count(*) FROM series") == 0)
    #expect(try number("SELECT count(*) FROM occurrence") == 1)
    try verifyFullText()
  }

  @Test func touchingChangesOnlyWhatDiffers() throws {
    let ids = try ingest([Samples.full()])
    let row = TalkRow(Samples.full())
    try index.write { writer in
      try writer.markGone(ids[0], revision: 2)
      try writer.touch(ids[0], row, file: 1)
    }
    let before = try index.queue.read { $0.totalChangesCount }
    try index.write { try $0.touch(ids[0], row, file: 1) }
    #expect(try index.queue.read { $0.totalChangesCount } == before)
    #expect(try index.talk(id: ids[0])?.goneSince == nil)
    var moved = Samples.full(uid: "new at each export")
    moved.line = 7
    try index.write { try $0.touch(ids[0], TalkRow(moved), file: nil) }
    let stored = try #require(try index.talk(id: ids[0]))
    #expect(stored.talk.identity.uid == "new at each export")
    #expect(stored.provenance.line == 7)
    #expect(stored.lastChanged == 1)
  }

  @Test func summariesTellWhatAnIngestNeeds() throws {
    let ids = try ingest([Samples.full()] + Samples.many(3))
    try index.write { writer in
      try writer.markGone(ids[1], revision: 2)
      let source = try writer.sourceID(name: "test")
      let all = try writer.summaries(ofSource: source)
      #expect(all.map(\.id) == ids)
      #expect(all.map(\.isGone) == [false, true, false, false])
      let first = all[0]
      let row = TalkRow(Samples.full())
      #expect(first.contentHash == row.contentHash)
      #expect(first.identity == row.identity)
      #expect(first.start == row.start)
      #expect(first.speakers == ["Ada Ørsted", "李 小龙", "Plato"])
      #expect(first.series == ["Logic Seminar", "Department of Mathematics"])
      #expect(first.titleKey == "lancuchy markowa")
      #expect(first.speakerKey == "ada orsted; plato; 李 小龙")
      let file = try #require(try writer.file(path: "a.ics"))
      #expect(file.hash == .max)
      #expect(try writer.files(ofSource: source) == [file])
      #expect(try writer.summaries(ofFile: try #require(file.id)).map(\.id) == ids)
      #expect(try writer.summaries(ofSource: source, uid: "full@example.org").map(\.id) == [ids[0]])
      try writer.removeFile(try #require(file.id))
      #expect(try writer.summaries(ofSource: source)[0].fileID == nil)
    }
  }

  @Test func failedWritesLeaveNothing() throws {
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try index.write { writer in
        let source = try writer.sourceID(name: "half")
        try writer.insert(TalkRow(Samples.full()), source: source, file: nil, revision: 1)
        throw Stop()
      }
    }
    #expect(try number("SELECT count(*) FROM talk") == 0)
    #expect(try number("SELECT count(*) FROM source") == 0)
    try verifyFullText()
  }

  @Test func readersSeeWholeStatesOnly() throws {
    let reader = try TalkIndex.open(at: index.path, mode: .read)
    func counts() throws -> [Int] {
      try reader.read { db in
        try ["talk", "talk_prose WHERE talk_prose MATCH 'word1'", "talk_speaker"].map {
          try Int.fetchOne(db, sql: "SELECT count(*) FROM \($0)") ?? -1
        }
      }
    }
    let before = try counts()
    try index.write { writer in
      let source = try writer.sourceID(name: "test")
      for talk in Samples.many(200) {
        try writer.insert(TalkRow(talk), source: source, file: nil, revision: 1)
      }
      #expect(try counts() == before)
    }
    #expect(try counts()[0] == 200)
    try index.checkpoint()
    let wal = try FileManager.default.attributesOfItem(atPath: index.path + "-wal")
    #expect(wal[.size] as? Int == 0)
  }

  @Test func aSecondWriterIsToldToWait() throws {
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: index.path, configuration: configuration)
    try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
    try index.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA busy_timeout = 50") }
    #expect(throws: TalkIndexError(code: .busy, message: "", advice: "")) {
      try index.write { _ in }
    }
    let reader = try TalkIndex.open(at: index.path, mode: .read)
    #expect(throws: TalkIndexError(code: .misuse, message: "", advice: "")) {
      try reader.write { _ in }
    }
  }

  @Test func hostileTextIsStoredTame() throws {
    var talk = Talk(identity: TalkIdentity(uid: "a\u{0}b"), title: "nul\u{0}led")
    talk.speakers = [Speaker(name: "A; B\nC"), Speaker(name: ""), Speaker(name: "?!")]
    talk.series = [String(repeating: "x\u{301}", count: 10_000)]
    talk.abstract = String(repeating: "é", count: 100_000)
    talk.occurrences = (0..<5000).compactMap { _ in Samples.time(day: 3) }
    talk.time = talk.occurrences.first
    let id = try ingest([talk])[0]
    let stored = try #require(try index.talk(id: id)).talk
    #expect(stored.title == "nulled")
    #expect(stored.identity.uid == "ab")
    #expect(stored.speakers.map(\.name) == ["A, B C", "?!"])
    #expect(stored.series[0].utf8.count <= IndexLimits.nameBytes)
    #expect(stored.abstract?.utf8.count == IndexLimits.fieldBytes)
    #expect(stored.occurrences.isEmpty)
    try verifyFullText()
  }

  @Test func hashesTellWhatMatters() {
    let talk = Samples.full()
    let hash = TalkRow(talk).contentHash
    var same = talk
    same.sequence += 1
    same.lastModified = nil
    same.line = 1
    same.identity.uid = "x"
    #expect(TalkRow(same).contentHash == hash)
    let changes: [(String, (inout Talk) -> Void)] = [
      ("title", { $0.title += "." }), ("speakers", { $0.speakers.swapAt(0, 1) }),
      ("affiliation", { $0.speakers[1].affiliation = nil }), ("series", { $0.series.removeLast() }),
      (
        "keyword",
        { talk in
          talk.keywords = TalkKeywords(
            talk.keywords.enumerated().map { place, keyword in
              var keyword = keyword
              if place == 0 { keyword.origin = .extracted }
              return keyword
            })
        }
      ), ("abstract", { $0.abstract = nil }),
      ("venue", { $0.venue = "Room 2" }), ("status", { $0.status = .cancelled }),
      ("time", { $0.time?.end += 1 }), ("tba", { $0.isToBeAnnounced = false }),
      ("secret", { $0.joinSecret = nil }), ("zone", { $0.time?.zone = "UTC" }),
      ("kind", { $0.kind = .other }),
      (
        "occurrences",
        { $0.occurrences = [Samples.time(day: 1), Samples.time(day: 2)].compactMap(\.self) }
      ),
    ]
    for (what, change) in changes {
      var other = talk
      change(&other)
      #expect(TalkRow(other).contentHash != hash, "\(what)")
    }
    var elsewhere = talk
    elsewhere.title = "LANCUCHY MARKOWA"
    elsewhere.speakers.reverse()
    elsewhere.abstract = "Another"
    #expect(TalkRow(elsewhere).fingerprint == TalkRow(talk).fingerprint)
    #expect(TalkRow(Talk(identity: TalkIdentity(uid: nil), title: "x")).fingerprint == nil)
  }
}

extension TalkIndex {
  /// Whether ranking can use what is stored beside a full-text index.
  func rankingIsInStep(_ table: String) throws -> Bool {
    try read { try RankingUpkeep.isInStep(table, rawConnection($0)) }
  }
}
