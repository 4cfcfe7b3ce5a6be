import TalkFormats

extension JSONWriter {
  /// A member whose value is text or `null`.
  mutating func member(_ name: String, _ text: String?) {
    key(name)
    string(text)
  }

  /// A member whose value is a list of texts.
  mutating func member(_ name: String, _ texts: [String]) {
    key(name)
    array { list in
      for text in texts { list.string(text) }
    }
  }

  /// A member whose value is a whole number or `null`.
  mutating func count(_ name: String, _ value: (some BinaryInteger)?) {
    key(name)
    integer(value)
  }

  /// A member whose value is a moment, UTC seconds since 1970, or `null`.
  mutating func moment(_ name: String, _ seconds: Int64?) {
    member(name, seconds.map(TimeText.utc))
  }
}
