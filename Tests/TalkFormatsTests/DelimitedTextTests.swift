import TalkFormats
import Testing

@Suite("Rows of values")
struct DelimitedTextTests {
  @Test(
    "No value is a formula to a spreadsheet, whatever stands in front of it",
    arguments: [
      "=1", " +1", "-1", "@a", "\u{FF1D}1", "\n=1",
      // Found by fuzzing: a spreadsheet takes the quotation marks of a tab-separated value off.
      "\"=1\"", "\n\"+\n\\", "\"\"=1",
    ])
  func formulas(text: String) {
    for dialect in [DelimitedText.Dialect.csv, .tsv] {
      var bytes: [UInt8] = []
      DelimitedText(dialect).append([.text(text)], to: &bytes)
      let first = bytes.first { $0 != UInt8(ascii: "\"") }
      #expect(first == UInt8(ascii: "'"), "\(String(decoding: bytes, as: UTF8.self))")
    }
  }

  @Test("Other values stay as they are", arguments: ["a=1", "Rings", "1 - 2", "C++"])
  func others(text: String) {
    var bytes: [UInt8] = []
    DelimitedText(.tsv).append([.text(text)], to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == text + "\n")
  }
}
