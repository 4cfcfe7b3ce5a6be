import TalkModel
import TalkQuery
import Testing

@testable import TalkIndex

@Suite("Sources by words of their names")
struct SourceNamesTests {
  private let folder: TemporaryFolder
  private let index: TalkIndex

  /// One talk of each source.
  init() throws {
    folder = try TemporaryFolder()
    index = try TalkIndex.open(at: folder.path("index.sqlite"), mode: .create)
    try index.write { writer in
      let revision = try writer.beginRevision(at: 1_700_000_000)
      for (name, title) in [
        ("archive/owlcon/owlcon-2015", "iCal"), ("archive/owlcon/owlcon-2016", "iCal"),
        ("owls", "Séminaire d'oiseaux"), ("night-owls", nil),
      ] {
        let source = try writer.sourceID(name: name, title: title)
        let talk = Talk(identity: TalkIdentity(uid: name), title: "Owls of \(name)")
        try writer.insert(TalkRow(talk), source: source, file: nil, revision: revision)
      }
      try writer.finishRevision(revision, at: 1_700_000_001, counts: RevisionCounts())
    }
  }

  @Test(
    "A whole name means one source, words of it all that have them side by side",
    arguments: [
      ("owls", ["owls"]), ("OWLS", ["owls"]), ("night-owls", ["night-owls"]),
      ("owlcon", ["archive/owlcon/owlcon-2015", "archive/owlcon/owlcon-2016"]),
      ("owlcon-2015", ["archive/owlcon/owlcon-2015"]),
      ("archive/owlcon/owlcon-2016", ["archive/owlcon/owlcon-2016"]),
      ("seminaire", ["owls"]), ("night", ["night-owls"]), ("owl", []), ("2015-owlcon", []),
      ("ow*", ["archive/owlcon/owlcon-2015", "archive/owlcon/owlcon-2016", "night-owls", "owls"]),
      ("arch*", ["archive/owlcon/owlcon-2015", "archive/owlcon/owlcon-2016"]),
    ])
  func names(typed: String, expected: [String]) throws {
    let page = try index.search(try SearchFixture.request("source:\(typed)"))
    #expect(page.hits.compactMap(\.stored.talk.identity.uid).sorted() == expected)
    #expect(page.notes.map(\.code) == (expected.isEmpty ? [.unfulfilled] : []))
  }

  @Test("Whoever takes a source for a series is told")
  func series() throws {
    let page = try index.search(try SearchFixture.request("series:owlcon owls"))
    #expect(
      page.notes.map(\.message) == [
        "No talk matches series:owlcon; a source is called so, try source:\"owlcon\"."
      ])
  }
}
