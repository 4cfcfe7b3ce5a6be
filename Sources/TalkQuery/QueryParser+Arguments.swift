extension QueryParser {
  /// The query meant by the words that a shell handed over.
  ///
  /// A shell takes quotation marks away: `talks search "graph theory" speaker:"Ada Byron"` arrives as
  /// `graph theory` and `speaker:Ada Byron`. Where there are several words, one with a space in it
  /// must have stood in quotation marks, and gets them back, behind its field if it has one. A lone
  /// word is a whole query: `talks search 'speaker:byron graph theory'`.
  public static func text(ofArguments arguments: [String]) -> String {
    guard arguments.count > 1 else { return arguments.first ?? "" }
    return arguments.map(quotedAgain).joined(separator: " ")
  }

  private static func quotedAgain(_ argument: String) -> String {
    let text = QueryText(argument)
    let marks: [Unicode.Scalar] = ["\"", "(", ")", "|"]
    guard text.plain.contains(" "), !text.plain.contains(where: marks.contains) else {
      return argument
    }
    var start = 0
    if text.at(0) == "-" || text.at(0) == "=" { start = 1 }
    let name = start..<(text.plain[start...].prefix { QueryText.isLetter($0) }.endIndex)
    if text.at(name.upperBound) == ":", QueryVocabulary.fieldsByName[text.lowered(name)] != nil {
      start = name.upperBound + 1
      // "title: graph theory" has a space behind the colon and was typed as a whole.
      if text.at(start) == " " { return argument }
    }
    // More fields or operators within: a query in itself, as are several conditions.
    let rest = text.plain[start...].split(separator: " ")
    let isPlain = rest.allSatisfy { word in
      word.first != "-" && word.first != "=" && word.last != "*"
        && !["AND", "OR", "NOT"].contains(String(String.UnicodeScalarView(word)))
        && !isCondition(word)
    }
    guard isPlain, rest.count > 1 else { return argument }
    return text.typed(0..<start) + "\"" + text.typed(start..<text.count) + "\""
  }

  /// Whether a word begins with a field and its colon.
  private static func isCondition(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let colon = word.firstIndex(of: ":") else { return false }
    let name = String(String.UnicodeScalarView(word[..<colon])).lowercasedASCII
    return QueryVocabulary.fieldsByName[name] != nil
  }
}
