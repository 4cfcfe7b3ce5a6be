import TalkModel
import Testing

@testable import TalkIndex

@Suite struct PersonVariantTests {
  @Test(
    "Names of one person by their words",
    arguments: [
      ("ada lovelace", "a lovelace", true, "an initial"),
      ("ada k lovelace", "ada lovelace", true, "a middle name left out"),
      ("a k lovelace", "ada king lovelace", true, "two initials"),
      ("ada lovelace", "ada lovelace", false, "the same name is no variant"),
      ("ada lovelace", "anna lovelace", false, "another given name"),
      ("ada lovelace", "a lovell", false, "another family name"),
      ("ada k lovelace", "ada m lovelace", false, "another middle name"),
      ("lovelace", "ada lovelace", false, "one word could be anybody's"),
    ])
  func compatible(left: String, right: String, expected: Bool, why: String) {
    #expect(NameVariants.areCompatible(left, right) == expected, "\(why)")
    #expect(NameVariants.areCompatible(right, left) == expected, "\(why)")
  }

  private static func variants(
    of name: String, _ talks: [(speakers: [(String, String?)], series: String)]
  ) throws -> [PersonVariant] {
    let fixture = try SearchFixture(
      talks.enumerated().map { number, stated in
        var talk = Talk(identity: TalkIdentity(uid: "t\(number)"), title: "Talk \(number)")
        talk.speakers = stated.speakers.map { Speaker(name: $0.0, affiliation: $0.1) }
        talk.series = [stated.series]
        return talk
      })
    let person = try #require(
      try fixture.index.people(NameListRequest(.named(name), limit: 1)).first)
    return try #require(try fixture.index.timeline(ofPerson: person.id)).variants
  }

  @Test("An affiliation in common links an initial with the full name")
  func affiliation() throws {
    let talks: [(speakers: [(String, String?)], series: String)] = [
      ([("Ada Lovelace", "Ockham Institute")], "Engines"),
      ([("A. Lovelace", "Ockham institute")], "Looms"),
      ([("B. Lovelace", "Ockham Institute")], "Looms"),
    ]
    let found = try Self.variants(of: "Ada Lovelace", talks)
    #expect(found.map(\.name) == ["A. Lovelace"])
    #expect(found.first?.evidence == .affiliation("Ockham Institute"))
    #expect(found.first?.talks == 1)
    #expect(try Self.variants(of: "A. Lovelace", talks).map(\.name) == ["Ada Lovelace"])
  }

  @Test("A namesake without anything in common is not linked")
  func namesake() throws {
    let found = try Self.variants(
      of: "Ada Lovelace",
      [
        ([("Ada Lovelace", "Ockham Institute")], "Engines"),
        ([("A. Lovelace", "Elsewhere")], "Looms"),
      ])
    #expect(found.isEmpty)
  }

  @Test("An initial that fits two people equally well is neither's")
  func contested() throws {
    let found = try Self.variants(
      of: "Ada Lovelace",
      [
        ([("Ada Lovelace", nil)], "Engines"), ([("Anna Lovelace", nil)], "Engines"),
        ([("A. Lovelace", nil)], "Engines"),
      ])
    #expect(found.isEmpty)
  }

  @Test("People spoken with and series count as well")
  func otherEvidence() throws {
    let found = try Self.variants(
      of: "Ada Lovelace",
      [
        ([("Ada Lovelace", nil), ("Charles Wheel", nil)], "Engines"),
        ([("A. Lovelace", nil), ("Charles Wheel", nil)], "Looms"),
        ([("Ada B. Lovelace", nil)], "Engines"),
      ])
    #expect(found.map(\.evidence) == [.coSpeaker("Charles Wheel"), .series("Engines")])
  }
}
