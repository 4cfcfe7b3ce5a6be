import TalkModel
import Testing

@testable import TalkIndex

/// A row holds names in the bytes of its columns, and tells them as they were stated.
@Suite struct NamePlacesTests {
  private static let long = String(repeating: "ö", count: 400)

  @Test(arguments: [
    ([], "nobody"),
    ([Speaker(name: "Plato")], "one without affiliation"),
    ([Speaker(name: "Ada", affiliation: "X")], "one"),
    (
      [
        Speaker(name: "Ada"), Speaker(name: "Bob", affiliation: "X"),
        Speaker(name: "Cy", affiliation: "Y"), Speaker(name: "Di", affiliation: "X"),
        Speaker(name: "Ed"), Speaker(name: "Ada", affiliation: "Z"),
      ], "affiliations that are listed once"
    ),
    (
      (0..<200).map { Speaker(name: "\($0) \(long)", affiliation: "\($0 % 150) \(long)") },
      "columns that hold only the first names"
    ),
  ])
  func namesAreThoseThatWereStated(speakers: [Speaker], what: String) {
    for series in [[], ["Logic"], ["Logic", "Logic of X"]] {
      var talk = Talk(identity: TalkIdentity(uid: "u"), title: "Chains", speakers: speakers)
      talk.series = series
      let row = TalkRow(talk)
      #expect(row.speakers == speakers, "\(what)")
      #expect(row.series == series, "\(what)")
      #expect(row.text(.title) == "Chains")
      #expect(row.text(.speakers)?.utf8.count ?? 0 <= IndexLimits.fieldBytes)
    }
  }

  @Test func allSeriesAreThereWhereTheirColumnIsCut() {
    var talk = Talk(identity: TalkIdentity(uid: nil), title: "")
    talk.series = (0..<200).map { "\($0) \(Self.long)" }
    #expect(TalkRow(talk).series == talk.series)
  }

  @Test func identitiesAreThoseThatWereStated() {
    let stated = [
      TalkIdentity(uid: nil), TalkIdentity(uid: ""), TalkIdentity(uid: "a"),
      TalkIdentity(uid: "a", recurrenceID: ""), TalkIdentity(uid: "a", recurrenceID: "b"),
      TalkIdentity(uid: "ab"), TalkIdentity(uid: "", recurrenceID: "ab"),
    ]
    let rows = stated.map { TalkRow(Talk(identity: $0, title: "Chains")) }
    #expect(rows.map(\.identity) == stated)
    #expect(rows[0].identityHash == nil, "nothing tells it apart")
    #expect(Set(rows.compactMap(\.identityHash)).count == stated.count - 1)
    #expect(
      TalkRow(Talk(identity: TalkIdentity(uid: "a", recurrenceID: "b"), title: "Other"))
        .identityHash == rows[4].identityHash)
  }
}
