import Testing

@testable import TalkIngest

@Suite("Names of sources")
struct SourceNamesTests {
  private func file(_ key: String, _ shortName: String) -> FoundFile {
    FoundFile(
      path: FilePath(key), key: key, shortName: shortName, size: 0, modified: 0, isNamed: true)
  }

  @Test("A file is a source of its own, named by its path below the folder")
  func plain() {
    var names = SourceNames(fixed: nil, known: [:], exists: { _ in true })
    #expect(names.name(of: file("/c/logic.ics", "logic")) == "logic")
    #expect(names.name(of: file("/c/more/logic.ics", "more/logic")) == "more/logic")
  }

  @Test("--source names everything")
  func fixed() {
    var names = SourceNames(fixed: "feed", known: ["/c/a.ics": "a"], exists: { _ in true })
    #expect(names.name(of: file("/c/a.ics", "a")) == "feed")
    #expect(names.name(ofSnapshot: file("/c/b.ics", "b")) == "feed")
  }

  @Test("A file that the index knows keeps its source, from wherever it is reached")
  func known() {
    var names = SourceNames(
      fixed: nil, known: ["/c/more/logic.ics": "more/logic"], exists: { _ in true })
    #expect(names.name(of: file("/c/more/logic.ics", "logic")) == "more/logic")
  }

  @Test("Two files of one name in different folders are two sources")
  func collision() {
    var names = SourceNames(fixed: nil, known: ["/a/logic.ics": "logic"], exists: { _ in true })
    #expect(names.name(of: file("/b/logic.ics", "logic")) == "b/logic")
    #expect(names.name(of: file("/d/b/logic.ics", "logic")) == "d/b/logic")
    #expect(names.name(of: file("/logic.ics", "logic")) == "/logic.ics")
  }

  @Test("A file that was moved takes its source along")
  func moved() {
    var names = SourceNames(
      fixed: nil, known: ["/old/logic.ics": "logic"], exists: { $0 != "/old/logic.ics" })
    #expect(names.name(of: file("/new/logic.ics", "logic")) == "logic")
    var others = SourceNames(
      fixed: nil, known: ["/c/old.ics": "old"], exists: { $0 != "/c/old.ics" })
    #expect(others.name(of: file("/c/new.ics", "new"), renamedFrom: "/c/old.ics") == "old")
  }

  @Test("All states of a feed in a folder are one source, named after the folder")
  func snapshots() {
    var names = SourceNames(fixed: nil, known: [:], exists: { _ in true })
    #expect(names.name(ofSnapshot: file("/x/yale/1.ics", "1")) == "yale")
    #expect(names.name(ofSnapshot: file("/x/yale/2.ics", "2")) == "yale")
    #expect(names.name(ofSnapshot: file("/y/yale/1.ics", "1")) == "y/yale")
  }
}
