extension Affiliation {
  /// Bytes beyond which nothing is the name of an institution.
  private static let longest = 160

  /// Whether what stands behind a name cannot be an institution.
  ///
  /// It is a sentence about the person, a number or a time: better no affiliation than a wrong one.
  static func isSenseless(_ text: Bytes) -> Bool {
    guard text.count <= longest, text.contains(where: { Ascii.isLetter($0) || $0 >= 0x80 }) else {
      return true
    }
    let words = text.words
    guard let first = words.first else { return true }
    if isTime(words) { return true }
    if sentenceStarts.contains(bare(first)), words.count > 1 { return true }
    if let head = first.first, Ascii.isLower(head), lowStarts.contains(first), words.count > 1 {
      return true
    }
    return words.dropFirst().contains { word in
      word.first.map(Ascii.isLower) == true && verbs.contains(bare(word))
    }
  }

  /// A word without the punctuation behind it.
  private static func bare(_ word: Bytes) -> Bytes {
    var rest = word
    while let last = rest.last,
      last == Ascii.comma || last == Ascii.dot || last == UInt8(ascii: "!")
    {
      rest = rest.dropLast()
    }
    return rest
  }

  /// `00 – 5:00pm.`: nothing but numbers, signs and halves of the day.
  private static func isTime(_ words: Words) -> Bool {
    words.allSatisfy { word in
      let rest = bare(word)
      // Dashes are three bytes that begin with E2; letters of other scripts are letters.
      let isDash = rest.count == 3 && rest.first == 0xE2
      guard !isDash, rest.contains(where: { Ascii.isLetter($0) || $0 >= 0x80 }) else { return true }
      return rest.first.map(Ascii.isDigit) == true && (rest.hasSuffix("am") || rest.hasSuffix("pm"))
    }
  }

  /// Words that begin a sentence about somebody, never the name of an institution.
  private static let sentenceStarts = WordSet(
    "he she they i i'm i’m hi hey hello his her their my before after as since when while aka jr sr"
  )

  /// Words that, in small letters, begin the rest of a sentence.
  private static let lowStarts = WordSet(
    "a an and also is was are has had now who which where with working passionate currently based "
      + "born known both")

  /// Small words that sentences have and names of institutions have not.
  private static let verbs = WordSet(
    "is was were has had who whose where which he she his her they their writes works working "
      + "worked leads led builds build loves lives enjoys likes creating conducting having")
}
