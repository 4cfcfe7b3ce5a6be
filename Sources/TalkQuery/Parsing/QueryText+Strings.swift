extension String {
  /// The string with A…Z made a…z and everything else as it is.
  var lowercasedASCII: String {
    var view = String.UnicodeScalarView()
    for scalar in unicodeScalars { view.append(QueryText.lowered(scalar)) }
    return String(view)
  }
}

extension QueryText {
  /// `text` with full-width forms, dashes, quotes and separators made plain ASCII.
  static func plainString(_ text: String) -> String {
    String(String.UnicodeScalarView(QueryText(text).plain))
  }
}
