/// Strangers' text in a page of HTML: escaped, and set apart from what stands around it.
///
/// Text goes into elements and quoted attributes only, as ``XMLText`` escapes it. `bdi` keeps text
/// that runs from right to left from reordering its neighbours (HTML §4.5.24).
enum HTMLPageText {
  /// Appends `text` in an element of its own direction.
  static func appendIsolated(_ text: String, to output: inout [UInt8]) {
    output.append("<bdi>")
    XMLText.append(text, to: &output)
    output.append("</bdi>")
  }

  /// Appends `text` with `highlights`, ranges of its UTF-8 bytes, in `mark` elements.
  ///
  /// Ranges that overlap, are out of order or end within a scalar mark the scalars that begin in
  /// them.
  static func append(_ text: String, highlights: [Range<Int>], to output: inout [UInt8]) {
    guard !highlights.isEmpty else { return XMLText.append(text, to: &output) }
    let ranges = highlights.sorted { $0.lowerBound < $1.lowerBound }
    var next = 0
    var offset = 0
    var run = String.UnicodeScalarView()
    var isMarked = false
    func flush(_ run: inout String.UnicodeScalarView, _ output: inout [UInt8]) {
      guard !run.isEmpty else { return }
      if isMarked { output.append("<mark>") }
      XMLText.append(String(run), to: &output)
      if isMarked { output.append("</mark>") }
      run = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars {
      while next < ranges.count, ranges[next].upperBound <= offset { next += 1 }
      let marked = next < ranges.count && ranges[next].contains(offset)
      if marked != isMarked {
        flush(&run, &output)
        isMarked = marked
      }
      run.append(scalar)
      offset += UTF8.width(scalar)
    }
    flush(&run, &output)
  }

  /// `text` where it has the form of a language tag (RFC 5646), for `lang`; otherwise `nil`.
  static func language(_ text: String?) -> String? {
    guard let text, (2...35).contains(text.utf8.count) else { return nil }
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let isTag = parts.allSatisfy { part in
      (1...8).contains(part.count) && part.allSatisfy(isAlphanumeric)
    }
    return isTag ? text : nil
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}
