/// Search-only spellings of text that the index's tokenizer would not find as people type it.
///
/// The tokenizer `unicode61 remove_diacritics 2` folds é and ñ but leaves ø, ł, ß, æ, ё or ά, takes
/// Hebrew points and Arabic vowel signs for separators, and makes one token of a whole run of
/// Chinese. So a talk carries, in its column `other_forms`, and a query makes of what was typed:
///
/// - for each word with such letters, its folded form: `Łukasiewicz` → `lukasiewicz`;
/// - for each run of a script written without spaces, and of Hangul, its overlapping pairs:
///   `量子计算` → `量子 子计 计算`; a run of one stands alone;
/// - for names that end or begin with signs, a word of letters: `C++` → `cplusplus`
///   (``SignedNames``).
///
/// Both sides use this type, so that they cannot differ.
public enum SearchForms {
  /// The forms of `text`, repeated as often as they occur: those of spellings in the order of the
  /// text, then those of signs.
  ///
  /// Empty where the tokenizer alone finds everything.
  public static func forms(of text: String) -> [String] {
    spellings(of: text) + SignedNames.forms(of: text)
  }

  /// Forms of words that the tokenizer would not find as they are typed.
  public static func spellings(of text: String) -> [String] {
    var text = text
    text.makeContiguousUTF8()
    guard needSpelling(text.utf8.span) else { return [] }
    let scalars = text.unicodeScalars
    var result: [String] = []
    /// Where the word at hand begins.
    var word: String.Index?
    var wordNeedsForm = false
    var run: [Unicode.Scalar] = []

    func endWord(_ end: String.Index) {
      if let start = word, wordNeedsForm {
        var folded = String.UnicodeScalarView()
        for scalar in scalars[start..<end] { Folding.append(scalar, to: &folded) }
        if !folded.isEmpty { result.append(String(folded)) }
      }
      word = nil
      wordNeedsForm = false
    }
    func endRun() {
      if run.isEmpty { return }
      if run.count == 1 {
        result.append(String(String.UnicodeScalarView(run)))
      } else {
        for (a, b) in zip(run, run.dropFirst()) {
          result.append(String(String.UnicodeScalarView([a, b])))
        }
      }
      run.removeAll(keepingCapacity: true)
    }

    var index = scalars.startIndex
    while index < scalars.endIndex {
      let scalar = scalars[index]
      if isUnspaced(scalar) {
        endWord(index)
        run.append(scalar)
      } else if !run.isEmpty, isUnspacedMark(scalar) {
        // left out
      } else if Folding.isWord(scalar) {
        endRun()
        if word == nil { word = index }
        if !Folding.isFoldedByTokenizer(scalar) { wordNeedsForm = true }
      } else {
        endRun()
        endWord(index)
      }
      index = scalars.index(after: index)
    }
    endRun()
    endWord(index)
    return result
  }

  /// Text of the column `other_forms`: the forms of all searchable fields, or `nil` for none.
  public static func column(of fields: [String]) -> String? {
    var forms: [String] = []
    for field in fields { forms += SearchForms.forms(of: field) }
    return forms.isEmpty ? nil : forms.joined(separator: " ")
  }

  /// Whether `scalar` belongs to a script that is written without spaces between words, or to
  /// Hangul, where endings are written on to the word.
  public static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x0E00: false
    case 0x0E01...0x0E30, 0x0E32, 0x0E33, 0x0E40...0x0E46,  // Thai
      0x0E81...0x0EB0, 0x0EB2, 0x0EB3, 0x0EBD, 0x0EC0...0x0EC6, 0x0EDC...0x0EDF,  // Lao
      0x1000...0x102A, 0x103F, 0x1050...0x1055,  // Myanmar
      0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7A3,  // Hangul
      0x1780...0x17B3,  // Khmer
      0x3005...0x3007, 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF,
      0x31F0...0x31FF, 0xFF66...0xFF9D,  // Hiragana, Katakana
      0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF:  // Han
      true
    default: false
    }
  }

  /// Marks inside runs of those scripts; the tokenizer takes them for separators.
  private static func isUnspacedMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E31, 0x0E34...0x0E3A, 0x0E47...0x0E4E, 0x0EB1, 0x0EB4...0x0EBC, 0x0EC8...0x0ECE,
      0x102B...0x103E, 0x1056...0x1059, 0x17B4...0x17D3, 0x3099, 0x309A, 0xFF9E, 0xFF9F:
      true
    default: Folding.isMark(scalar)
    }
  }

  /// Whether ``forms(of:)`` finds any in these bytes of UTF-8.
  package static func areIn(_ bytes: Span<UInt8>) -> Bool {
    needSpelling(bytes) || SignedNames.areIn(bytes)
  }

  /// Whether anything in a text is not found by the tokenizer alone; most text needs no more.
  private static func needSpelling(_ bytes: Span<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
      let lead = bytes[index]
      guard lead >= 0xC2 else {
        index += 1
        // Most of what is not English is ASCII as well.
        while index &+ 8 <= bytes.count {
          // The bounds are checked by the load.
          let eight = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
          guard eight & 0x8080_8080_8080_8080 == 0 else { break }
          index &+= 8
        }
        continue
      }
      let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
      guard index + length <= bytes.count else { break }
      var value = UInt32(lead) & (0xFF >> UInt32(length + 1))
      for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
      if let scalar = Unicode.Scalar(value),
        isUnspaced(scalar) || !Folding.isFoldedByTokenizer(scalar)
      {
        return true
      }
      index += length
    }
    return false
  }
}
