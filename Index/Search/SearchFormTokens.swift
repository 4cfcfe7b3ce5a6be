import TalkModel

/// Search-only spellings as the indexes have them.
enum SearchFormTokens {
  /// Tokens of the search-only spellings of a text.
  static func tokens(of text: String, _ tokenizer: TextTokenizer) -> [[UInt8]] {
    SearchForms.forms(of: text).flatMap { tokenizer.tokens($0).map(\.bytes) }
  }
}
