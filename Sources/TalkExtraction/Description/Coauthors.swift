extension Bytes {
  /// `"Title"` of `"Title" (joint with Name and Name)`, as economists announce papers; all of any other text.
  var withoutCoauthors: Bytes {
    guard let (outside, inside) = trailingBracket, outside.isQuotation else { return self }
    let begin = inside.firstWord
    return Self.coauthored.contains(begin) ? outside : self
  }

  private static let coauthored = WordSet(
    "with w/ joint jointly coauthored co-authored coauthors avec con mit")
}
