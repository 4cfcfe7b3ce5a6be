/// Room, building or address without the links and phrases that lead to a meeting online.
enum Venue {
  /// `location` without links, the phrase before a link, passcodes; white space collapsed.
  static func withoutLinks(_ location: Bytes, _ features: TextFeatures) -> Bytes {
    var text = location
    let urls = features.contains(.links) ? JoinLinks.urls(in: text) : []
    if !urls.isEmpty {
      var kept = TextWriter(beside: text, capacity: text.count)
      var start = text.startIndex
      for range in urls {
        kept.append(withoutLead(text[start..<range.lowerBound]))
        start = range.upperBound
      }
      kept.append(text[start...])
      text = kept.finish()
    }
    text = JoinLinks.withoutSecrets(text, features).collapsed
    while let last = text.last,
      last == Ascii.comma || last == Ascii.semicolon || last == Ascii.hyphen || last == Ascii.colon
        || last == Ascii.openParen || last == Ascii.pipe
    {
      text = text.dropLast().trimmedEnd
    }
    while let first = text.first,
      first == Ascii.comma || first == Ascii.semicolon || first == Ascii.hyphen
        || first == Ascii.closeParen || first == Ascii.pipe
    {
      text = text.dropFirst().trimmedStart
    }
    return text
  }

  /// Cuts the sentence that only leads to the link, so that `Room 1. Here is the link:` is `Room 1.`.
  private static func withoutLead(_ text: Bytes) -> Bytes {
    let bare = text.trimmedEnd
    guard bare.last == Ascii.colon else { return text }
    var index = bare.endIndex - 1
    while index > bare.startIndex {
      let byte = bare[index - 1]
      if byte == Ascii.newline || byte == Ascii.semicolon { break }
      if byte == Ascii.dot || byte == Ascii.comma, index < bare.endIndex, Ascii.isBlank(bare[index])
      {
        break
      }
      index -= 1
    }
    return bare[..<index]
  }
}
