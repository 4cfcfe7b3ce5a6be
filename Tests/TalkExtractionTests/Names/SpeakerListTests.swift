import TalkModel
import Testing

@testable import TalkExtraction

@Suite("Lists of speakers")
struct SpeakerListTests {
  private func read(_ text: String, _ trust: SpeakerTrust) -> [String]? {
    SpeakerList(Bytes(text), trust: trust)?.speakers.map { speaker in
      speaker.affiliation.map { "\(speaker.name.string) | \($0.string)" } ?? speaker.name.string
    }
  }

  @Test(
    "Lists are split, institutions stay with their people",
    arguments: [
      ("Ada Lovelace", ["Ada Lovelace"]),
      (
        "Ada Lovelace, Grace Hopper and Ben Nuttall",
        ["Ada Lovelace", "Grace Hopper", "Ben Nuttall"]
      ),
      ("Ada Lovelace & Grace Hopper", ["Ada Lovelace", "Grace Hopper"]),
      (
        "Ada Lovelace (MIT), Grace Hopper (Yale University)",
        ["Ada Lovelace | MIT", "Grace Hopper | Yale University"]
      ),
      ("Ada Lovelace, Grace Hopper (Yale)", ["Ada Lovelace | Yale", "Grace Hopper | Yale"]),
      ("Ada Lovelace (Yale), Grace Hopper", ["Ada Lovelace | Yale", "Grace Hopper"]),
      ("J. R. Hallworth, University of Warwick", ["J. R. Hallworth | University of Warwick"]),
      ("Prof. Jun-ho Baek, KAIST", ["Jun-ho Baek | KAIST"]),
      (
        "Ada Lovelace (University of Nigeria, Nsukka)",
        ["Ada Lovelace | University of Nigeria, Nsukka"]
      ),
      ("Polly Askew (Oxford (Geography))", ["Polly Askew | Oxford (Geography)"]),
      ("Joost Zande (Professor of Physics, TU Delft)", ["Joost Zande | TU Delft"]),
      ("Noor Haddad (Author and journalist)", ["Noor Haddad"]),
      ("Bauer, Claudia", ["Claudia Bauer"]),
      ("Bauer, Claudia; Lindgren, Erik", ["Claudia Bauer", "Erik Lindgren"]),
      ("Tobias Ernst (moderation), Wen Jiahui", ["Wen Jiahui"]),
      ("Ada Lovelace (adal)", ["Ada Lovelace"]),
      ("鈴木一郎（東北大学）", ["鈴木一郎 | 東北大学"]),
      ("Priya Raman, CTO, Acme Labs", ["Priya Raman | Acme Labs"]),
    ])
  func lists(text: String, expected: [String]) {
    #expect(read(text, .stated) == expected)
  }

  @Test("Among handles every item is a speaker, teams are not")
  func handles() {
    #expect(read("Fennek, ruth", .handles) == ["Fennek", "ruth"])
    #expect(read("0xFF", .handles) == ["0xFF"])
    #expect(read("Orga-Team", .handles) == [])
    #expect(read("_under_, Andi-", .handles) == ["_under_", "Andi-"])
  }

  @Test(
    "Nobody is made up",
    arguments: [
      ("Art to Science", "a subtitle"),
      ("what it costs", "lower case"),
      ("Deep Learning on Mobile Devices", "a title"),
      ("room 5.078", "a room"),
      ("Tips and Tricks", "words of titles joined by and"),
      ("from single atoms to reactors", "a phrase"),
    ])
  func none(text: String, reason: String) {
    #expect(read(text, .guess) == nil, Comment(rawValue: reason))
  }

  @Test(
    "Placeholders and crowds are no people",
    arguments: [
      "TBA", "Speaker to be confirmed", "N.N.", "Various speakers", "GUADEC Team",
      "Local Organising Committee",
    ])
  func placeholders(text: String) {
    let list = SpeakerList(Bytes(text), trust: .stated)
    #expect(list?.isPlaceholder == true)
    #expect(list?.speakers.isEmpty == true)
  }
}
