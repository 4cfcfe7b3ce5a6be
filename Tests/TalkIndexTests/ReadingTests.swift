import GRDB
import TalkModel
import Testing

@testable import TalkIndex

@Suite struct ReadingTests {
  let folder: TemporaryFolder
  let index: TalkIndex

  init() throws {
    folder = try TemporaryFolder()
    index = try TalkIndex.open(at: folder.path("r.talks"), mode: .create)
    let talks: [(day: Int, title: String, speakers: [Speaker], series: [String])] = [
      (
        10, "First", [Speaker(name: "Ada Ørsted", affiliation: "X"), Speaker(name: "Plato")],
        ["Logic"]
      ),
      (400, "Second", [Speaker(name: "ADA ORSTED", affiliation: "Y")], ["Logic", "Algebra"]),
      (401, "Third", [Speaker(name: "Kurt")], []),
    ]
    try index.write { writer in
      let revision = try writer.beginRevision(at: 1000)
      let source = try writer.sourceID(name: "uni", title: "University")
      let file = try writer.save(
        FileRecord(
          sourceID: source, path: "a.ics", size: 1, modified: 1, hash: 1, lastRevision: revision))
      for (number, talk) in talks.enumerated() {
        var value = Talk(
          identity: TalkIdentity(uid: "\(number)"), title: talk.title, speakers: talk.speakers,
          series: talk.series, time: Samples.time(day: talk.day))
        value.keywords = [Keyword(text: "proof", origin: .stated)]
        try writer.insert(TalkRow(value), source: source, file: file, revision: revision)
      }
      var counts = RevisionCounts()
      counts.new = 3
      try writer.finishRevision(revision, at: 1001, counts: counts)
    }
  }

  @Test func listsNamesByTalksOrName() throws {
    let people = try index.people()
    #expect(people.map(\.name) == ["Ada Ørsted", "Kurt", "Plato"])
    #expect(people.map(\.talks) == [2, 1, 1])
    #expect(people[0].firstYear == 2025)
    #expect(people[0].lastYear == 2026)
    #expect(try index.series(.init(order: .name)).map(\.name) == ["Algebra", "Logic"])
    #expect(try index.series(.init(limit: 1)).map(\.name) == ["Logic"])
    #expect(try index.series(.init(limit: 1, offset: 1)).map(\.name) == ["Algebra"])
    #expect(try index.keywords().map(\.talks) == [3])
  }

  @Test(arguments: [
    (NameListRequest.Match.containing("orst"), ["Ada Ørsted"]),
    (.containing("ØRST"), ["Ada Ørsted"]), (.beginning("pl"), ["Plato"]), (.beginning("lato"), []),
    (.named("ada örsted"), ["Ada Ørsted"]), (.named("ada"), []), (.containing("%"), []),
  ])
  func filtersNames(_ match: NameListRequest.Match, _ expected: [String]) throws {
    #expect(try index.people(.init(match)).map(\.name) == expected)
  }

  @Test func tellsWhatAPersonSpokeOn() throws {
    let ada = try #require(try index.people(.init(.named("Ada Orsted"))).first)
    let timeline = try #require(try index.timeline(ofPerson: ada.id))
    #expect(timeline.person == ada)
    #expect(timeline.years.map(\.year) == [2025, 2026])
    #expect(timeline.years[0].talks.map(\.title) == ["First"])
    #expect(timeline.years[0].coSpeakers == ["Plato"])
    #expect(timeline.years.map(\.affiliations) == [["X"], ["Y"]])
    #expect(timeline.years[1].series == ["Logic", "Algebra"])
    #expect(try index.timeline(ofPerson: 99) == nil)
  }

  @Test func countsEverything() throws {
    let statistics = try index.statistics(sizes: true)
    #expect(statistics.talks == 3)
    #expect(statistics.people == 3)
    #expect(statistics.series == 2)
    #expect(statistics.keywords == 1)
    #expect(statistics.firstDay == "2025-01-11")
    #expect(statistics.lastDay == "2026-02-06")
    #expect(statistics.bytes > 0)
    #expect(statistics.tables.isEmpty || statistics.tables.contains { $0.name == "talk" })
    let source = try #require(try index.sources().first)
    #expect(source.name == "uni")
    #expect(source.title == "University")
    #expect(source.files == 1)
    #expect(source.talks == 3)
    #expect(source.lastRead == 1001)
    #expect(try index.revisions().map(\.counts.new) == [3])
  }

  @Test func tellsWhatChanged() throws {
    func talk(_ number: Int) throws -> Talk {
      try #require(try index.talks(uid: "\(number)").first).talk
    }
    var moved = try talk(0)
    moved.time = Samples.time(day: 20)
    var retitled = try talk(1)
    retitled.title = "Better"
    var cancelled = try talk(2)
    cancelled.status = .cancelled
    cancelled.title = "Cancelled: Third"
    try index.write { writer in
      let revision = try writer.beginRevision(at: 2000)
      try writer.update(1, to: TalkRow(moved), file: 1, revision: revision)
      try writer.update(2, to: TalkRow(retitled), file: 1, revision: revision)
      try writer.update(3, to: TalkRow(cancelled), file: 1, revision: revision)
      try writer.finishRevision(revision, at: 2001, counts: RevisionCounts())
    }
    let changes = try index.changes(since: 1)
    #expect(changes.map(\.kind) == [.moved, .retitled, .cancelled])
    #expect(changes[1].fields == [.init(name: "title", before: "Second")])
    #expect(changes[0].fields.map(\.name) == ["end_local", "start_local"])
    #expect(try index.changes(since: 2).isEmpty)
    #expect(try index.changes(since: 0).map(\.kind) == [.new, .new, .new])
    try index.write { try $0.markGone(2, revision: 3) }
    #expect(try index.changes(since: 2).map(\.kind) == [.gone])
    #expect(try index.statistics().gone == 1)
  }
}
