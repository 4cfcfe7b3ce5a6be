import TalkModel
import Testing

@testable import TalkIndex

/// Each limit of what is stored: what is at it is stored whole, what is one beyond is cut.
@Suite struct IndexLimitsTests {
  private func stored(_ change: (inout Talk) -> Void) throws -> Talk {
    let folder = try TemporaryFolder()
    let index = try TalkIndex.open(at: folder.path("l.talks"), mode: .create)
    var talk = Samples.full()
    change(&talk)
    let id = try index.write { writer in
      let revision = try writer.beginRevision(at: 1)
      let source = try writer.sourceID(name: "s")
      return try writer.insert(TalkRow(talk), source: source, file: nil, revision: revision)
    }
    #expect(try index.check() == [])
    return try #require(try index.talk(id: id)).talk
  }

  @Test func theDefaultsAreThoseThatAreDocumented() {
    #expect(IndexLimits.fieldBytes == 65_536)
    #expect(IndexLimits.identityBytes == 1024)
    #expect(IndexLimits.nameBytes == 1000)
    #expect(IndexLimits.namesPerTalk == 200)
    #expect(IndexLimits.occurrencesPerTalk == 3500)
  }

  @Test(arguments: [0, 1])
  func fieldsOf64KiB(over: Int) throws {
    let text = String(repeating: "word ", count: 65_535 / 5) + "z"
    #expect(text.utf8.count == 65_536)
    let talk = try stored {
      $0.abstract = text + String(repeating: "y", count: over)
      // Half a character is none.
      $0.biography = String(repeating: "y", count: 65_535) + (over == 0 ? "y" : "é")
    }
    #expect(talk.abstract == text)
    #expect(talk.biography?.utf8.count == 65_536 - over)
  }

  @Test(arguments: [1024, 1025])
  func identitiesOf1024Bytes(count: Int) throws {
    let uid = String(repeating: "u", count: count)
    let talk = try stored {
      $0.identity = TalkIdentity(uid: uid, recurrenceID: uid)
    }
    #expect(talk.identity.uid?.utf8.count == 1024)
    #expect(talk.identity.recurrenceID?.utf8.count == 1024)
  }

  @Test(arguments: [1000, 1001])
  func namesOf1000Bytes(count: Int) throws {
    let name = "Ada " + String(repeating: "n", count: count - 4)
    let talk = try stored {
      $0.speakers = [Speaker(name: name)]
      $0.series = [name]
      $0.keywords = [Keyword(text: name, origin: .stated)]
    }
    for stored in talk.speakers.map(\.name) + talk.series + talk.keywords.map(\.text) {
      #expect(stored.utf8.count == 1000 || (count > 1000 && stored.utf8.count == 999))
      #expect(name.hasPrefix(stored))
    }
  }

  @Test(arguments: [200, 201])
  func namesOfATalk(count: Int) throws {
    let talk = try stored {
      $0.speakers = (0..<count).map { Speaker(name: "Speaker \($0)") }
      $0.series = (0..<count).map { "Series \($0)" }
      $0.keywords = TalkKeywords(
        (0..<count).map { Keyword(text: "keyword \($0)", origin: .stated) })
    }
    #expect(talk.speakers.count == 200)
    #expect(talk.series.count == 200)
    #expect(talk.keywords.count == 200)
  }

  @Test(arguments: [3500, 3501])
  func occurrencesOfATalk(count: Int) throws {
    let first = try #require(Samples.time(day: 1))
    let talk = try stored {
      $0.time = first
      $0.occurrences = (0..<count).map { number in
        var time = first
        time.start += Int64(number) * 86_400
        time.end += Int64(number) * 86_400
        return time
      }
    }
    #expect(talk.occurrences.count == 3500)
  }
}
