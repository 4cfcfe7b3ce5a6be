/// Text for a terminal: nothing in it can move the cursor, set a title or turn the line around.
///
/// - C0 control characters and DEL become their visible pictures (U+2400…), C1 becomes U+FFFD.
/// - Bidirectional controls and other invisible format characters are dropped.
/// - Runs of combining marks are cut at 30.
/// - Tabs, line breaks and line separators become spaces.
package enum TerminalText {
  /// A scalar as it is shown.
  struct Glyph: Hashable {
    var scalar: Unicode.Scalar
    var isHighlighted = false
  }

  /// Combining marks kept in a row.
  static let longestMarkRun = 30

  /// `text` made safe, on one line, spaces in a row made one.
  package static func oneLine(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for glyph in glyphs(text) { bytes.append(scalar: glyph.scalar) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `text` made safe, with its line breaks kept (for file contents and long texts).
  package static func lines(_ text: String) -> [String] {
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    var isAfterReturn = false
    for scalar in text.unicodeScalars {
      defer { isAfterReturn = scalar == "\r" }
      if scalar == "\n" && isAfterReturn { continue }
      if scalar == "\n" || scalar == "\r" || scalar.isLineSeparator {
        lines.append(oneLine(String(line)))
        line = String.UnicodeScalarView()
      } else {
        line.append(scalar)
      }
    }
    lines.append(oneLine(String(line)))
    return lines
  }

  /// The safe scalars of `text`, each with whether it lies in one of `highlights`: byte ranges of
  /// the UTF-8 in order.
  static func glyphs(_ text: String, highlights: [Range<Int>] = []) -> [Glyph] {
    var glyphs: [Glyph] = []
    glyphs.reserveCapacity(text.utf8.count)
    var offset = 0
    var next = 0
    var marks = 0
    for scalar in text.unicodeScalars {
      while next < highlights.count, highlights[next].upperBound <= offset { next += 1 }
      let isHighlighted = next < highlights.count && highlights[next].contains(offset)
      offset += UTF8.width(scalar)
      guard let shown = shown(scalar) else { continue }
      if shown == " " {
        if glyphs.last?.scalar == " " || glyphs.isEmpty { continue }
      }
      marks = scalar.isMark ? marks + 1 : 0
      guard marks <= longestMarkRun else { continue }
      glyphs.append(Glyph(scalar: shown, isHighlighted: isHighlighted))
    }
    if glyphs.last?.scalar == " " { glyphs.removeLast() }
    return glyphs
  }

  private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x2028, 0x2029: " "
    case 0...0x1F: Unicode.Scalar(0x2400 + scalar.value)
    case 0x21...0x7E: scalar
    case 0x7F: "\u{2421}"
    case 0x80...0x9F: "\u{FFFD}"
    default: scalar.isInvisibleFormat ? nil : scalar
    }
  }
}

extension TerminalText {
  /// The columns that `text` takes once it is made safe.
  package static func width(_ text: String) -> Int {
    glyphs(text).reduce(0) { $0 + $1.scalar.columns }
  }

  /// Breaks glyphs into lines of at most `width` columns, at spaces, before and after ideographs,
  /// and within words that are longer than a line.
  static func wrap(_ glyphs: [Glyph], width: Int?) -> [[Glyph]] {
    guard let width, width > 0 else { return [glyphs] }
    var lines: [[Glyph]] = []
    var line: [Glyph] = []
    var columns = 0
    /// Where the line may be broken: the count of glyphs in front of the break.
    var breakAfter: Int?
    for glyph in glyphs {
      let needed = glyph.scalar.columns
      if glyph.scalar == " " {
        if columns >= width {
          lines.append(line)
          (line, columns, breakAfter) = ([], 0, nil)
          continue
        }
        breakAfter = line.count
      } else if columns + needed > width, needed > 0, !line.isEmpty {
        let cut = breakAfter.flatMap { $0 > 0 ? $0 : nil } ?? line.count
        lines.append(Array(line[..<cut]))
        line = Array(line[cut...].drop { $0.scalar == " " })
        columns = line.reduce(0) { $0 + $1.scalar.columns }
        breakAfter = nil
      }
      if needed == 2 { breakAfter = line.count }
      line.append(glyph)
      columns += needed
      if needed == 2 { breakAfter = line.count }
    }
    if line.last?.scalar == " " { line.removeLast() }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }
}
