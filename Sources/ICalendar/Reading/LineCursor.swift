/// Walks over the physical lines of a file, forward only.
///
/// A line ends at LF; carriage returns before it belong to the line break. In files of the old kind
/// that have (almost) no LF, CR ends a line too.
struct LineCursor {
  let bytes: [UInt8]
  let end: Int
  /// Whether a lone CR ends a line.
  let breaksAtCR: Bool
  /// Offset of the next line.
  private(set) var position: Int
  /// Number of the line read last, from 1.
  private(set) var line = 0
  private(set) var lineStart: Int
  /// End of the line read last, without its line break.
  private(set) var lineEnd: Int
  private var nextCR = -1

  init(_ bytes: [UInt8], from start: Int, to end: Int, breaksAtCR: Bool) {
    self.bytes = bytes
    self.end = end
    self.breaksAtCR = breaksAtCR
    position = start
    lineStart = start
    lineEnd = start
  }

  /// A cursor that begins at a line known by number.
  init(_ other: LineCursor, at position: Int, line: Int) {
    self.init(other.bytes, from: position, to: other.end, breaksAtCR: other.breaksAtCR)
    self.line = line - 1
  }

  var isAtEnd: Bool { position >= end }

  /// Whether the line read last had a line break.
  var isTerminated: Bool { lineEnd < position }

  /// First byte of the next line, which may be its line break; 0 at the end.
  @inline(__always)
  var nextByte: UInt8 { position < end ? bytes[position] : 0 }

  /// Whether the next line is empty.
  var isAtBlankLine: Bool {
    guard nextByte == 0x0D else { return nextByte == 0x0A }
    if breaksAtCR { return true }
    var i = position
    while i < end, bytes[i] == 0x0D { i += 1 }
    return i == end || bytes[i] == 0x0A
  }

  /// Whether the next line begins or ends a component.
  var isAtStructure: Bool {
    ContentLine.hasPrefix("END:", bytes, from: position, to: end)
      || ContentLine.hasPrefix("BEGIN:", bytes, from: position, to: end)
  }

  /// Reads the next line; not to be called at the end.
  @inline(__always)
  mutating func advance() {
    line &+= 1
    lineStart = position
    let feed = bytes.offset(of: 0x0A, from: position, to: end)
    if breaksAtCR {
      advanceToCR(before: feed)
      return
    }
    position = feed < end ? feed &+ 1 : end
    lineEnd = feed
    while lineEnd > lineStart, bytes[lineEnd &- 1] == 0x0D { lineEnd &-= 1 }
  }

  private mutating func advanceToCR(before feed: Int) {
    if nextCR < lineStart { nextCR = bytes.offset(of: 0x0D, from: lineStart, to: end) }
    lineEnd = min(feed, nextCR)
    position = min(lineEnd + 1, end)
    if lineEnd < end, bytes[lineEnd] == 0x0D, position < end, bytes[position] == 0x0A {
      position += 1
    }
  }

  /// Whether lone carriage returns end the lines of `bytes`, judged by their first 4 KiB.
  static func breaksAtCR(_ bytes: [UInt8], from start: Int, to end: Int) -> Bool {
    let sample = min(end, start + 4096)
    if bytes.offset(of: 0x0D, from: start, to: sample) == sample { return false }
    var feeds = 0
    var loneReturns = 0
    var i = start
    while i < sample {
      if bytes[i] == 0x0A { feeds += 1 }
      if bytes[i] == 0x0D {
        var after = i + 1
        while after < sample, bytes[after] == 0x0D { after += 1 }
        if after >= sample || bytes[after] != 0x0A { loneReturns += 1 }
        i = after
        continue
      }
      i += 1
    }
    return loneReturns > feeds
  }
}
