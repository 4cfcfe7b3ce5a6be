#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Tells whether a doclist that comes piece by piece is the same as one in memory.
///
/// Most words are the only form of their stem, so both indexes have the same doclist for them, byte for
/// byte but where pages begin: there a row is absolute, elsewhere a distance. Comparing bytes takes a
/// tenth of decoding them. Doclists of the same rows that are written otherwise count as different.
struct DoclistComparison {
  private let known: RawDoclist
  /// Where it ends.
  private let end: Int
  /// Index of the next absolute row of the known one.
  private var mark: Int
  /// How far it was compared.
  private var offset: Int
  /// The last place at which its row was known: an entry, which begins with a row or a distance.
  private var entry: (row: UInt64, offset: Int)
  /// Some of its rows, ascending, and the index of the last one that was used.
  private let samples: [DoclistSample]
  private var sample = 0

  /// With a doclist of one segment, which stands in a range, and some of its rows if there are any.
  init(with known: RawDoclist, _ range: Range<Int>, _ samples: [DoclistSample] = []) {
    self.known = known
    self.samples = samples
    end = range.upperBound
    mark = known.mark(from: range.lowerBound)
    offset = range.lowerBound
    entry = (0, offset)
  }

  /// Whether all of the known doclist was compared.
  var isAtEnd: Bool { offset == end }

  /// Whether the next piece is the same; `isAbsolute` says that it begins with an absolute row.
  mutating func goesOn(
    with bytes: UnsafePointer<UInt8>, count: Int, isAbsolute: Bool
  ) -> Bool {
    var here = 0
    // A term may stand at the end of a page and its first row on the next.
    if isAbsolute, count > 0 {
      guard let row = Varint.read(bytes, &here, end: count), skipRow(row) else { return false }
    }
    while here < count {
      let next = nextMark
      let length = min(count - here, next - offset)
      guard memcmp(known.bytes + offset, bytes + here, length) == 0 else { return false }
      offset += length
      here += length
      guard here < count else { break }
      // The known one is at its end, or begins a page with a row where the other has a distance.
      guard offset < end, let before = rowBefore(),
        let distance = Varint.read(bytes, &here, end: count), skipRow(before &+ distance)
      else { return false }
    }
    return true
  }

  private var nextMark: Int {
    mark < known.absoluteRows.count ? min(known.absoluteRows[mark], end) : end
  }

  /// Goes behind the row or distance here if it stands for `row`.
  private mutating func skipRow(_ row: UInt64) -> Bool {
    let begin = offset
    let bytes = UnsafePointer(known.bytes)
    if offset == nextMark {
      guard Varint.read(bytes, &offset, end: end) == row else { return false }
      mark += 1
    } else {
      guard let before = rowBefore(), let distance = Varint.read(bytes, &offset, end: end),
        before &+ distance == row
      else { return false }
    }
    entry = (row, begin)
    return true
  }

  /// The row of the entry before this place; `nil` if no entry ends here.
  private mutating func rowBefore() -> UInt64? {
    let bytes = UnsafePointer(known.bytes)
    // Most of the way from the last place is known.
    while sample + 1 < samples.count, Int(samples[sample + 1].offset) < offset { sample += 1 }
    if sample < samples.count {
      let known = samples[sample]
      if Int(known.offset) > entry.offset, Int(known.offset) < offset {
        entry = (UInt64(known.row), Int(known.offset))
      }
    }
    var (row, here) = entry
    guard here < offset, Varint.read(bytes, &here, end: offset) != nil else { return nil }
    while true {
      guard let size = Varint.read(bytes, &here, end: offset), size >> 1 <= UInt64(offset - here)
      else { return nil }
      here += Int(size >> 1)
      if here == offset { return row }
      guard let distance = Varint.read(bytes, &here, end: offset) else { return nil }
      row &+= distance
    }
  }
}

extension SegmentReader {
  /// Whether the doclist of a term is the same as one of another index: `false` may also mean that nobody
  /// can tell without decoding both.
  ///
  /// - Throws: `damaged`, `sqlite`.
  package func hasSameDoclist(
    of term: [UInt8], as known: TermDoclists
  ) throws(SegmentError) -> Bool {
    let key = [SegmentLayout.mainTermPrefix] + term
    // Which segment has a doclist does not count, only which one is newer.
    var compared = 0
    for segment in segments.reversed() {
      var comparison = known.range(of: compared).map {
        DoclistComparison(with: known.raw, $0, known.samples(of: compared))
      }
      var isSame = true
      let isThere = try forEachPiece(of: key, in: segment) { bytes, count, isAbsolute in
        isSame =
          comparison?.goesOn(with: bytes, count: count, isAbsolute: isAbsolute) ?? false
        return isSame
      }
      guard isThere else { continue }
      guard isSame, comparison?.isAtEnd == true else { return false }
      compared += 1
    }
    return compared == known.starts.count
  }

  /// Calls `body` with the pieces of a segment's doclist, each valid only meanwhile, until it returns
  /// false; whether a piece begins with an absolute row is said with it.
  ///
  /// - Returns: Whether the segment has the term.
  func forEachPiece(
    of key: [UInt8], in segment: SegmentRange,
    _ body: (UnsafePointer<UInt8>, _ count: Int, _ isAbsolute: Bool) throws(SegmentError) -> Bool
  ) throws(SegmentError) -> Bool {
    let number = try pageNumber(of: key, in: segment)
    let found = try withLeaf(segment, number) { leaf throws(SegmentError) -> Bool? in
      guard let place = try leaf.find(key) else { return nil }
      return try body(leaf.bytes + place.start, place.end - place.start, true) && place.isLast
    }
    guard let goesOn = found else { return false }
    if goesOn { try forEachPiece(of: segment, after: number, body) }
    return true
  }

  /// Likewise what follows of a doclist on the pages behind `number`.
  func forEachPiece(
    of segment: SegmentRange, after number: Int,
    _ body: (UnsafePointer<UInt8>, _ count: Int, _ isAbsolute: Bool) throws(SegmentError) -> Bool
  ) throws(SegmentError) {
    try forEachLeaf(of: segment, after: number) { leaf throws(SegmentError) in
      let first = leaf.firstRow > 0 ? leaf.firstRow : leaf.continuedEnd
      guard try body(leaf.bytes + 4, first - 4, false) else { return false }
      if first < leaf.continuedEnd {
        guard try body(leaf.bytes + first, leaf.continuedEnd - first, true) else { return false }
      }
      return !leaf.hasTerms
    }
  }
}
