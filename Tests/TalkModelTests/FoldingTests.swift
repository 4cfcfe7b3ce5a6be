import Testing

@testable import TalkModel

@Suite struct FoldingTests {
  @Test(arguments: [
    ("Arthur Conmy", "arthur conmy", "case"),
    ("  two \t\n words\u{3000}", "two words", "white space"),
    ("José Núñez", "jose nunez", "accents"),
    ("Jose\u{301} \u{301}", "jose", "accents as marks of their own, also on a space"),
    ("a \u{301} b", "a b", "a mark between spaces leaves one space"),
    ("Łukasiewicz Ørsted Straße", "lukasiewicz orsted strasse", "letters without decomposition"),
    ("Æsir Œuvre Þór Đorđe", "aesir oeuvre thor dorde", "letters that ASCII writes as two"),
    ("ΩΝΆΣΗΣ Ωνάσης", "ωνασησ ωνασησ", "Greek accents and the final sigma"),
    ("Йод Её", "иод ее", "Cyrillic"),
    ("ＡＢＣ１２３", "abc123", "full width"),
    ("ﬁsh ﬄ", "fish ffl", "ligatures"),
    ("İstanbul ISPARTA", "istanbul isparta", "Turkish, in no particular language"),
    ("שָׁלוֹם", "שלום", "Hebrew points"),
    ("مُحَمَّد", "محمد", "Arabic vowel signs"),
    ("हिन्दी", "हिन्दी", "vowel signs of Devanagari are letters"),
    ("量子计算", "量子计算", "Han"),
    ("co\u{AD}operate zero\u{200B}width", "cooperate zerowidth", "invisible characters"),
    ("", "", "nothing"),
  ])
  func folds(_ text: String, _ expected: String, _ what: String) {
    #expect(Array(Folding.fold(text).utf8) == Array(expected.utf8), "\(what)")
  }

  @Test(arguments: [
    ("J.-P. O’Neill", "j p oneill", "punctuation separates, apostrophes join"),
    ("O'Neill", "oneill", "either apostrophe"),
    ("van der Waals, Johannes", "van der waals johannes", "order is kept"),
    ("Jean-Luc", "jean luc", "hyphens"),
    ("???", "???", "no letter at all"),
    ("李 小龙", "李 小龙", "Han"),
  ])
  func makesNameKeys(_ name: String, _ expected: String, _ what: String) {
    #expect(Folding.nameKey(name) == expected, "\(what)")
  }

  @Test(arguments: [
    "", " ", "a", " a", "a ", "a  b", "A b", "a\u{0}b", "tab\there", "O'Neill", "J.-P.", "?", "a-",
    "7",
  ])
  func asciiHasNoWayOfItsOwn(_ text: String) {
    // A letter beyond ASCII in front sends the rest the long way.
    #expect(Folding.fold("é " + text) == ("e " + Folding.fold(text)).trimmed)
    #expect(
      Folding.nameKey("é " + text) == ("e " + (text == "?" ? "" : Folding.nameKey(text))).trimmed)
  }

  @Test func foldingTwiceChangesNothing() {
    for value: UInt32 in 0x20..<0x3_0000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let once = Folding.fold(String(scalar))
      #expect(Folding.fold(once).utf8.elementsEqual(once.utf8), "U+\(String(value, radix: 16))")
    }
  }

  @Test func longRunsOfMarksAreLinear() {
    let text = "a" + String(repeating: "\u{301}", count: 1_000_000)
    #expect(Folding.fold(text).utf8.count == 1)
    #expect(SearchForms.forms(of: text).isEmpty)
  }
}

@Suite struct SearchFormsTests {
  @Test(arguments: [
    ("Plain words, also naïve ones like Müller’s", [], "the tokenizer finds them"),
    ("Łukasiewicz logic", ["lukasiewicz"], "only the word that needs it"),
    ("straße and Straße", ["strasse", "strasse"], "as often as it occurs"),
    ("smørrebrød-bar", ["smorrebrod"], "punctuation ends a word"),
    ("量子计算", ["量子", "子计", "计算"], "overlapping pairs"),
    ("量", ["量"], "a run of one"),
    ("深度learning入门", ["深度", "入门"], "runs end at other scripts"),
    ("機械学習の応用", ["機械", "械学", "学習", "習の", "の応", "応用"], "Han and Kana in one run"),
    ("기계 학습", ["기계", "학습"], "Hangul"),
    ("กรุงเทพ", ["กร", "รง", "งเ", "เท", "ทพ"], "Thai, vowel marks left out"),
    ("שָׁלוֹם", ["שלום"], "Hebrew with points"),
    ("שלום", [], "Hebrew without"),
    ("Ωνάσης", ["ωνασησ"], "Greek with accents"),
    ("ｆｕｌｌ", ["full"], "full width"),
    ("❤\u{FE0F} love", [], "a variation selector is no word"),
    ("", [], "nothing"),
    ("C, C++ and C#", ["cplusplus", "csharp"], "names that differ by signs"),
    ("C/C++11, (C++)", ["cplusplus", "cplusplus"], "among punctuation, before a number"),
    ("f#", ["fsharp"], "in lower case, at both ends"),
    (".NET, ASP.NET and .Net Core", ["dotnet", "dotnet", "dotnet"], "with a point before"),
    ("guifi.net net .network ..net example.NETwork", [], "no .NET"),
    ("abc++ a+b c+ c++++ #3 a#b ab# c## é++", [], "no single letter, or other signs"),
    ("Łódź C++", ["lodz", "cplusplus"], "after other forms"),
  ])
  func makesForms(_ text: String, _ expected: [String], _ what: String) {
    #expect(SearchForms.forms(of: text) == expected, "\(what)")
  }

  @Test(
    "Names with signs are found wherever they stand in a text",
    arguments: [
      ("C++", true), ("F#", true), (".NET", true), ("c++++", false), ("network.", false),
      ("a+b", false), ("é", false),
    ])
  func findsSigns(_ name: String, _ isOne: Bool) {
    for before in 0..<20 {
      for after in [0, 1, 9] {
        let text =
          String(repeating: "x ", count: before) + name + String(repeating: " y", count: after)
        #expect(SignedNames.areIn(text.utf8.span) == isOne, "\(text)")
        #expect(SignedNames.forms(of: text).isEmpty != isOne, "\(text)")
      }
    }
  }

  @Test func joinsTheFieldsOfATalk() {
    #expect(SearchForms.column(of: ["Ørsted", "plain", "量"]) == "orsted 量")
    #expect(SearchForms.column(of: ["plain", ""]) == nil)
  }
}

extension String {
  fileprivate var trimmed: String { hasSuffix(" ") ? String(dropLast()) : self }

  @Test func keysOfLatinNamesAreThoseOfAnyNames() {
    // Every scalar that either way knows, between letters, behind a space, and at the ends.
    for value in (1 as UInt32)...0x3000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let letter = String(Character(scalar))
      for name in [
        "A\(letter)b", "a \(letter)", letter, "\(letter) É",
        "x\(letter) \(letter)y\(letter)\(letter)",
      ] {
        guard let key = Folding.latinNameKey(name) else { continue }
        #expect(
          key == Folding.anyNameKey(name),
          "U+\(String(value, radix: 16)) in \(name.debugDescription)")
      }
    }
    #expect(Folding.latinNameKey("Thomas Müller-Łoś’ “x” – y") == "thomas muller los x y")
    #expect(Folding.latinNameKey("量子") == nil)
    #expect(Folding.latinNameKey("Ωνάσης") == nil)
    #expect(Folding.latinNameKey("—") == nil)
  }
}
