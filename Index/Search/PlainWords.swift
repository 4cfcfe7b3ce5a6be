import TalkModel
import TalkQuery

/// A plain word of the query, while the stop words are told apart.
struct PlainWord {
  var text: String
  var word: [UInt8]
  var stem: [UInt8]
  var isLast: Bool
  /// A word that needs other forms is one group with its own alternatives.
  var forms: [[UInt8]]
  var tokens: [TextToken]
}

/// Takes what was typed apart into words as the indexes have them.
struct PlainWords {
  private let session: SearchSession

  /// With a session in its read transaction.
  init(_ session: SearchSession) {
    self.session = session
  }

  /// The words of a term as the indexes have them.
  func words(of term: QueryTerm) throws -> [PlainWord] {
    var result: [PlainWord] = []
    for piece in pieces(of: term.text) {
      let words = session.words.tokens(piece)
      guard !words.isEmpty else { continue }
      let stems = session.prose.tokens(piece)
      if let signed = try signedName(piece) {
        result.append(
          PlainWord(
            text: piece, word: words[0].bytes, stem: [], isLast: false, forms: [signed],
            tokens: []))
        continue
      }
      let forms = SearchForms.spellings(of: piece).flatMap {
        session.prose.tokens($0).map(\.bytes)
      }
      if !forms.isEmpty || stems.count != words.count {
        result.append(
          PlainWord(
            text: piece, word: words[0].bytes, stem: stems.first?.bytes ?? [], isLast: false,
            forms: forms, tokens: stems))
        continue
      }
      for (word, stem) in zip(words, stems) {
        result.append(
          PlainWord(
            text: word.text, word: word.bytes, stem: stem.bytes, isLast: false, forms: [],
            tokens: [stem]))
      }
    }
    if term.isLast, !result.isEmpty { result[result.count - 1].isLast = true }
    return result
  }

  /// The term of a name with signs, such as C++, if any talk has it; else it counts without them.
  func signedName(_ text: String) throws -> [UInt8]? {
    let forms = SignedNames.forms(of: text)
    guard forms.count == 1, let form = session.prose.tokens(forms[0]).first?.bytes,
      session.words.tokens(text).count == 1
    else { return nil }
    return try session.postings(of: form, in: .prose).isEmpty ? nil : form
  }

  /// A typed word split at ASCII punctuation, so that each piece is one word of some script, or one
  /// name with signs.
  private func pieces(of text: String) -> [String] {
    if !SignedNames.forms(of: text).isEmpty {
      return text.split(whereSeparator: { ",;:/()[]{}&".contains($0) }).map(String.init)
    }
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return [text] }
    return text.unicodeScalars.split { scalar in
      scalar.isASCII && !("a"..."z").contains(scalar) && !("A"..."Z").contains(scalar)
        && !("0"..."9").contains(scalar)
    }.map { String(String.UnicodeScalarView($0)) }
  }
}
