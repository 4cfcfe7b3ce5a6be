/// Walks over the physical lines of a file, forward only.
///
/// A line ends at LF; carriage returns before it belong to the line break. In files of the old kind
/// that have (almost) no LF, CR ends a line too.
struct LineCursor {
  /// Where the file ends.
  let end: Int
  /// Whether a lone CR ends a line.
  let breaksAtCR: Bool
  /// Offset of the next line.
  private(set) var position: Int
  /// Number of the line read last, from 1.
  private(set) var line: Int
  private(set) var lineStart: Int
  /// End of the line read last, without its line break.
  private(set) var lineEnd: Int
  private var nextCR = -1

  /// A cursor before the line that begins at `start` and has number `line`.
  init(from start: Int, to end: Int, line: Int, breaksAtCR: Bool) {
    self.end = end
    self.breaksAtCR = breaksAtCR
    self.line = line - 1
    position = start
    lineStart = start
    lineEnd = start
  }

  var isAtEnd: Bool { position >= end }

  /// Bytes of the line read last.
  @inline(__always)
  var length: Int { lineEnd &- lineStart }

  /// Reads the next line; not to be called at the end.
  @inline(__always)
  mutating func advance(_ bytes: Span<UInt8>) {
    line &+= 1
    lineStart = position
    let feed = bytes.offset(of: 0x0A, from: position, to: end)
    if breaksAtCR {
      advanceToCR(bytes, before: feed)
      return
    }
    position = feed < end ? feed &+ 1 : end
    lineEnd = feed
    while lineEnd > lineStart, bytes[lineEnd &- 1] == 0x0D { lineEnd &-= 1 }
  }

  /// Passes over lines that were read elsewhere.
  mutating func pass(_ lines: AppendedLines) {
    line &+= lines.count
    lineStart = lines.lastStart
    lineEnd = lines.lastEnd
    position = lines.end
  }

  private mutating func advanceToCR(_ bytes: Span<UInt8>, before feed: Int) {
    if nextCR < lineStart { nextCR = bytes.offset(of: 0x0D, from: lineStart, to: end) }
    lineEnd = min(feed, nextCR)
    position = min(lineEnd + 1, end)
    if lineEnd < end, bytes[lineEnd] == 0x0D, position < end, bytes[position] == 0x0A {
      position += 1
    }
  }

  /// Whether the next line is empty.
  func isAtBlankLine(_ bytes: Span<UInt8>) -> Bool {
    guard position < end else { return false }
    guard bytes[position] == 0x0D else { return bytes[position] == 0x0A }
    if breaksAtCR { return true }
    var i = position
    while i < end, bytes[i] == 0x0D { i += 1 }
    return i == end || bytes[i] == 0x0A
  }

  /// Whether the next line begins or ends a component.
  func isAtStructure(_ bytes: Span<UInt8>) -> Bool {
    ContentLine.hasPrefix(Self.endPrefix, bytes, from: position, to: end)
      || ContentLine.hasPrefix(Self.beginPrefix, bytes, from: position, to: end)
  }

  private static let beginPrefix = Array("BEGIN:".utf8)
  private static let endPrefix = Array("END:".utf8)

  /// Whether lone carriage returns end the lines of `bytes`, judged by the first 1,000 bytes.
  static func breaksAtCR(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
    let sample = min(end, start + 1000)
    var feeds = 0
    var loneReturns = 0
    var i = bytes.offset(of: 0x0D, from: start, to: sample)
    if i == sample { return false }
    i = start
    while i < sample {
      if bytes[i] == 0x0A { feeds += 1 }
      if bytes[i] == 0x0D {
        while i + 1 < sample, bytes[i + 1] == 0x0D { i += 1 }
        if i + 1 < sample, bytes[i + 1] != 0x0A { loneReturns += 1 }
      }
      i += 1
    }
    return loneReturns > feeds
  }
}
