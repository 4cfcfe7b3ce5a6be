import Testing

@testable import TalkExtraction

@Suite("Doubly encoded UTF-8")
struct MojibakeRepairTests {
  /// `text` with its UTF-8 read as Latin-1.
  private func damaged(_ text: String) -> String {
    String(String.UnicodeScalarView(text.utf8.map { Unicode.Scalar($0) }))
  }

  @Test(
    "Certain damage is repaired",
    arguments: ["Jehan Pagès", "ZeMarmot — film", "it’s", "Žižek", "東京", "🐘 elephant"])
  func repairs(text: String) {
    #expect(MojibakeRepair.repair(Bytes(damaged(text))).string == text)
  }

  @Test("Damage by Windows-1252 is repaired too")
  func windows() {
    #expect(MojibakeRepair.repair(Bytes("Letâ€™s")).string == "Let’s")
    #expect(MojibakeRepair.repair(Bytes("RamÃ³n")).string == "Ramón")
  }

  @Test(
    "Sound text stays as it is",
    arguments: ["São Paulo", "naïve café", "Ãngela", "Â", "plain", "Ünïcödé", "ÂÂÂ", "5 Ã 3"])
  func leaves(text: String) {
    #expect(MojibakeRepair.repaired(Bytes(text)) == nil)
  }
}
