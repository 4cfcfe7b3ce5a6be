import TalkModel
import TalkQuery
import Testing

@testable import TalkIndex

/// What is upcoming is found by day and by length, and is what a look at every talk finds.
@Suite struct UpcomingTests {
  @Test(arguments: [false, true])
  func listsSayWhatRowsSay(bulk: Bool) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("u.talks")
    func fill(_ writer: IndexWriter) throws {
      let source = try writer.sourceID(name: "s")
      for talk in talks {
        try writer.insert(TalkRow(talk), source: source, file: nil, revision: 1)
      }
    }
    if bulk {
      let build = try BulkBuild(path: path)
      try build.write(fill)
      try build.finish()
    } else {
      try TalkIndex.open(at: path, mode: .create).write(fill)
    }
    let index = try TalkIndex.open(at: path, mode: .write)
    #expect(try index.check() == [])
    let starts = talks.compactMap { $0.time?.start }
    let ends = talks.compactMap { $0.time?.end }
    try index.read { db in
      let connection = try index.rawConnection(db)
      for now in [.min, -1, 0, .max] + starts + ends.flatMap({ [$0 - 1, $0, $0 + 1] }) {
        let filters = FilterRows(connection, now: now)
        let all = try filters.everything()
        for state in [QueryState.upcoming, .past] {
          let listed = try filters.rows(.state(state))
          #expect(try listed == filters.keep(.state(state), of: all), "\(state) \(now)")
        }
      }
    }
  }

  /// Talks of a year, some an instant, some of weeks, some repeated.
  private var talks: [Talk] {
    (0..<120).map { number in
      let lengths: [Int64] = [0, 3600, 86_400, 172_800, 172_801, 200_000, 864_000, 5_000_000]
      func time(day: Int) -> TalkTime? {
        var time = Samples.time(day: day, hour: number % 24)
        time?.end += lengths[number % lengths.count] - 3600
        return time
      }
      var talk = Talk(identity: TalkIdentity(uid: "\(number)"), title: "Talk \(number)")
      talk.time = time(day: number * 3)
      if number % 10 == 0 {
        talk.occurrences = (0..<4).compactMap { time(day: number * 3 + $0 * 7) }
      }
      return talk
    }
  }
}
