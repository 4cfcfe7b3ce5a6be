import Testing

@testable import TalkIndex

/// Who reads of a failure asked for an index, not for the file beside it in which it is made.
@Suite struct PartialFileTests {
  @Test(arguments: [
    ("/a/f.sqlite.11086.partial", "/a/f.sqlite"), ("f.1.partial", "f"),
    ("/a/f.sqlite", "/a/f.sqlite"), ("f.partial", "f.partial"),
    ("f.x1.partial", "f.x1.partial"), ("f.1.partial-wal", "f.1.partial-wal"), ("", ""),
  ])
  func targets(path: String, target: String) {
    #expect(PartialFile.target(of: path) == target)
  }

  @Test func aPathLeadsBackToItsTarget() {
    let target = "/no/such/folder/talks.sqlite"
    #expect(PartialFile.target(of: PartialFile.path(for: target)) == target)
  }

  @Test(arguments: [Int32(13), 10, 11])
  func messagesNameTheIndex(resultCode: Int32) {
    let error = TalkIndexError(
      resultCode: resultCode, detail: "no detail", path: "/a/talks.sqlite.7.partial")
    #expect(error.message.contains("/a/talks.sqlite"))
    #expect(!error.description.contains("partial"))
  }
}
