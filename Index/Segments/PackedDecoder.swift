/// Decodes the doclists of a term, oldest segment first, page by page as they are read.
///
/// Most position lists are short, and those of one shape have the same frequencies: these are looked up.
/// Of the others, what stands in each column is counted eight bytes at a time. Checks as much as
/// `PostingDecoder`: every read against the end of the doclist, rows ascend, columns ascend and exist,
/// position lists end with a whole varint.
///
/// Invariant: `bytes` has `filled` initialised bytes and `RawDoclist.slack` more behind them; `rows` and
/// `codes` have room for `capacity` entries; `shifts` has an entry, a multiple of 8 up to 56, for each
/// column of the table; `places` has 256 entries. One thread at a time uses it: hence
/// `@unchecked Sendable`.
final class PackedDecoder: @unchecked Sendable {
  /// Entries kept from one list to the next: 6 MiB.
  private static let kept = 1 << 20
  /// Bytes gathered before they are decoded.
  private static let batch = 1 << 16
  let shifts: [UInt64]
  let patterns: FrequencyPatterns
  /// Whether rows that a segment deletes are kept, with frequencies of 0.
  var keepsDeleted = false
  /// Whether a doclist had a row that does not stand behind those of the doclists before.
  var overlaps = false

  private var bytes: UnsafeMutablePointer<UInt8>
  private var byteCapacity = 2 * PackedDecoder.batch
  private var filled = 0
  /// Offsets of absolute rows among the bytes, ascending.
  private var marks: [Int] = []
  private var capacity = 0
  /// The most entries that were ever written into the memory at hand.
  private var touched = 0
  private var rows = UnsafeMutablePointer<UInt32>.allocate(capacity: 1)
  private var codes = UnsafeMutablePointer<UInt16>.allocate(capacity: 1)
  private var unnumbered: [(index: Int, pattern: UInt64)] = []
  /// For each column where its frequency stands; below 0 where there is none.
  private let places: UnsafeMutablePointer<Int8>
  /// Numbers of the patterns of short position lists.
  private let shapes = ListShapes()
  private let numbers: PatternNumbers
  /// Every so many rows of the doclist decoded last, if they were asked for.
  private(set) var samples: [DoclistSample] = []
  /// Rows decoded so far; those of the bytes gathered since are not.
  private(set) var count = 0
  /// The row decoded last, in any doclist.
  private var row: UInt64 = 0
  /// The least row that a doclist began with, be it deleted or not; `.max` if there was none.
  private(set) var firstRow = UInt64.max
  /// Whether any row was decoded, and whether one of the doclist at hand was.
  private var hasRow = (ever: false, here: false)

  init(shifts: [UInt64], patterns: FrequencyPatterns) {
    self.shifts = shifts
    self.patterns = patterns
    numbers = PatternNumbers(patterns)
    // Only what is used of the memory is ever touched.
    bytes = .allocate(capacity: byteCapacity + RawDoclist.slack)
    bytes.initialize(repeating: 0, count: RawDoclist.slack)
    places = .allocate(capacity: 256)
    places.initialize(repeating: -1, count: 256)
    for (column, shift) in shifts.prefix(128).enumerated() { places[column] = Int8(shift) }
  }

  deinit {
    bytes.deallocate()
    places.deallocate()
    rows.deallocate()
    codes.deallocate()
  }

  /// Forgets everything, for another term.
  func removeAll() {
    touched = max(touched, count)
    filled = 0
    count = 0
    row = 0
    firstRow = .max
    hasRow = (false, false)
    overlaps = false
    keepsDeleted = false
    marks.removeAll(keepingCapacity: true)
    unnumbered.removeAll(keepingCapacity: true)
    if touched > PackedDecoder.kept { resize(to: 0) }
  }

  /// The postings so far.
  func postings() -> CompactPostings {
    CompactPostings([piece(0..<count)], patterns: patterns)
  }

  /// The row decoded last, in any doclist, be it deleted or not.
  var lastRow: UInt64 { row }

  /// Some of the postings; valid until the decoder is told to forget, or to decode more.
  func piece(_ range: Range<Int>) -> DecodedPiece {
    let first = range.lowerBound
    return DecodedPiece(
      rows: rows + first, codes: codes + first, count: range.count,
      unnumbered: unnumbered.filter { range.contains($0.index) }.map {
        ($0.index - first, $0.pattern)
      })
  }

  /// The rows so far and the frequencies of each.
  func packed() -> PackedPostings {
    var result = PackedPostings()
    result.rows = Array(UnsafeBufferPointer(start: rows, count: count))
    result.counts = (0..<count).map { index in
      codes[index] < FrequencyPatterns.none ? patterns.values[Int(codes[index])] : 0
    }
    for (index, pattern) in unnumbered { result.counts[index] = pattern }
    return result
  }

  /// Calls `body` with each row so far and its frequencies.
  @inline(__always)
  func forEach(_ body: (_ row: UInt32, _ counts: UInt64) -> Void) {
    for index in 0..<count where codes[index] < FrequencyPatterns.none {
      body(rows[index], patterns.values[Int(codes[index])])
    }
    for (index, pattern) in unnumbered { body(rows[index], pattern) }
  }

  /// Takes the next bytes of a doclist; `isAbsolute` says that they begin with an absolute row.
  func append(
    _ source: UnsafePointer<UInt8>, count added: Int, isAbsolute: Bool
  ) throws(SegmentError) {
    // A term may stand at the end of a page and its first row on the next: one mark for both.
    if isAbsolute, marks.last != filled { marks.append(filled) }
    if filled + added > byteCapacity { grow(to: filled + added) }
    (bytes + filled).update(from: source, count: added)
    filled += added
    (bytes + filled).update(repeating: 0, count: RawDoclist.slack)
    if filled >= PackedDecoder.batch { try decode(isEnd: false) }
  }

  /// Ends a doclist; the next bytes begin that of a newer segment.
  func endDoclist() throws(SegmentError) {
    try decode(isEnd: true)
    hasRow.here = false
  }

  private func grow(to wanted: Int) {
    byteCapacity = max(2 * byteCapacity, wanted)
    let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: byteCapacity + RawDoclist.slack)
    grown.initialize(from: bytes, count: filled + RawDoclist.slack)
    bytes.deallocate()
    bytes = grown
  }

  private func resize(to wanted: Int) {
    let newRows = UnsafeMutablePointer<UInt32>.allocate(capacity: max(wanted, 1))
    let newCodes = UnsafeMutablePointer<UInt16>.allocate(capacity: max(wanted, 1))
    newRows.initialize(from: rows, count: count)
    newCodes.initialize(from: codes, count: count)
    rows.deallocate()
    codes.deallocate()
    rows = newRows
    codes = newCodes
    capacity = wanted
    touched = count
  }

  /// Decodes the doclist in a range of other bytes, whose absolute rows are known, and takes samples of it.
  func decode(_ raw: RawDoclist, _ range: Range<Int>) throws(SegmentError) {
    samples.removeAll(keepingCapacity: true)
    let marks = raw.absoluteRows[
      raw.mark(from: range.lowerBound)..<raw.mark(from: range.upperBound)]
    _ = try decode(
      raw.bytes, from: range.lowerBound, to: range.upperBound, marks, isEnd: true,
      takesSamples: true)
    hasRow.here = false
  }

  /// Decodes the rows gathered; what is left of one waits for further bytes, unless this is the end.
  private func decode(isEnd: Bool) throws(SegmentError) {
    let offset = try decode(bytes, from: 0, to: filled, marks[...], isEnd: isEnd)
    if isEnd {
      marks.removeAll(keepingCapacity: true)
      filled = 0
      return
    }
    // What is left moves to the front.
    filled -= offset
    bytes.update(from: bytes + offset, count: filled)
    marks.removeAll { $0 < offset }
    for index in marks.indices { marks[index] -= offset }
  }

  /// Decodes whole rows, and returns where the first that is not whole begins.
  ///
  /// `marks` are the offsets of absolute rows, ascending.
  private func decode(
    _ bytes: UnsafePointer<UInt8>, from begin: Int, to end: Int, _ marks: ArraySlice<Int>,
    isEnd: Bool, takesSamples: Bool = false
  ) throws(SegmentError) -> Int {
    // A row takes two bytes or more.
    let most = count + (end - begin) / 2 + 1
    if most > capacity {
      // Memory that is not used costs nothing: a second, longer list seldom needs another.
      resize(to: max(min(4 * capacity, PackedDecoder.kept), most, 1 << 18))
    }
    let raw = UnsafeRawPointer(bytes)
    let (rows, codes, shapes) = (rows, codes, shapes.lookup)
    var mark = marks.startIndex
    var nextMark = marks.first ?? .max
    var nextSample = takesSamples ? 0 : Int.max
    var offset = begin
    var count = count
    var row = row
    var hasRowHere = hasRow.here
    defer {
      self.count = count
      self.row = row
      hasRow = (hasRow.ever || hasRowHere, hasRowHere)
    }
    while offset < end {
      if hasRowHere {
        // Rows close together with short lists of known shape, which nearly all are.
        let quickEnd = min(end &- 10, nextMark)
        while offset < quickEnd, count < nextSample {
          let head = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
          let length = Int(truncatingIfNeeded: head >> 9 & 0x3F)
          if head & 0x8080 != 0 || head & 0x7F == 0 { break }
          let shape = ListShapes.shape(raw + (offset &+ 2), length)
          guard let code = shapes.find(shape) else { break }
          row &+= head & 0x7F
          rows[count] = UInt32(truncatingIfNeeded: row)
          codes[count] = code
          count &+= 1
          offset &+= 2 &+ length
        }
        guard row < UInt64(UInt32.max) else { throw .unsupported("rows beyond 32 bits") }
        if offset == end { break }
      }
      let head = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
      var distance = head & 0x7F
      var size = head >> 8 & 0x7F
      var start = offset + 2
      if head & 0x8080 != 0 || start > end {
        start = offset
        guard let first = Varint.read(bytes, &start, end: end),
          let second = Varint.read(bytes, &start, end: end)
        else {
          if isEnd { throw .damaged("a doclist cut off") }
          break
        }
        distance = first
        size = second
      }
      guard size >> 1 <= UInt64(end - start) else {
        if isEnd { throw .damaged("a doclist cut off") }
        break
      }
      if offset == nextMark {
        if hasRowHere {
          guard distance > row else { throw .damaged("rows out of order") }
        } else {
          if hasRow.ever, distance <= row { overlaps = true }
          firstRow = min(firstRow, distance)
        }
        row = distance
        mark += 1
        nextMark = mark < marks.endIndex ? marks[mark] : .max
        // After an absolute row a walk may not go on from a row before it.
        if takesSamples { nextSample = count }
      } else {
        guard distance > 0, offset < nextMark, hasRowHere else {
          throw .damaged("rows out of order")
        }
        row &+= distance
      }
      hasRowHere = true
      guard row < UInt64(UInt32.max) else { throw .unsupported("rows beyond 32 bits") }
      if count >= nextSample {
        samples.append(DoclistSample(row: UInt32(truncatingIfNeeded: row), offset: offset))
        nextSample = count + DoclistSample.distance
      }
      let length = Int(size >> 1)
      offset = start + length
      if length == 0, !keepsDeleted { continue }
      var code = FrequencyPatterns.none
      let shape = ListShapes.shape(raw + start, length)
      if let known = shapes.find(shape) {
        code = known
      } else {
        let pattern = length == 0 ? 0 : try frequencies(bytes + start, length)
        code = numbers.number(of: pattern)
        if code == FrequencyPatterns.none {
          unnumbered.append((count, pattern))
        } else {
          self.shapes.insert(code, shape)
        }
      }
      rows[count] = UInt32(truncatingIfNeeded: row)
      codes[count] = code
      count += 1
    }
    guard mark == marks.endIndex || marks[mark] >= offset else {
      throw .damaged("rows out of order")
    }
    return offset
  }

  /// The frequencies of a position list of one byte or more.
  ///
  /// Every position ends with a byte below 0x80: one multiplication counts those in each of the eight
  /// beginnings of a word. A varint that begins with 1 is a mark, unless it is the column behind one.
  @inline(__always)
  private func frequencies(
    _ list: UnsafePointer<UInt8>, _ length: Int
  ) throws(SegmentError) -> UInt64 {
    guard length > 0, list[length &- 1] < 0x80 else {
      throw .damaged("a position list cut off")
    }
    let raw = UnsafeRawPointer(list)
    var result: UInt64 = 0
    var column = 0
    var shift = UInt64(truncatingIfNeeded: places[0])
    var frequency: UInt64 = 0
    // The top bit of the first byte of the word if it begins a varint, and if it is the column of a mark.
    var begin: UInt64 = 0x80
    var behindMark: UInt64 = 0
    var offset = 0
    while offset < length {
      var word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
      let left = length &- offset
      if left < 8 { word |= EightBytes.tops &<< UInt64(truncatingIfNeeded: 8 &* left) }
      let ends = ~word & EightBytes.tops
      // Ends of positions of the column at hand that are not counted yet.
      var counted = ends & ~behindMark
      var marks = EightBytes.ones(in: word) & (ends &<< 8 | begin) & ~behindMark
      begin = ends &>> 56
      behindMark = 0
      while marks != 0 {
        let place = UInt64(truncatingIfNeeded: marks.trailingZeroBitCount) & 56
        let before = (1 &<< place) &- 1
        frequency &+= ((counted & before) &>> 7 &* EightBytes.lows) &>> 56
        let at = offset &+ Int(truncatingIfNeeded: place &>> 3)
        guard at &+ 2 < length else { throw .damaged("a column without positions") }
        let next = Int(list[at &+ 1])
        let nextPlace = places[next]
        guard nextPlace >= 0, at == 0 || (next > column && frequency > 0), list[at &+ 2] != 1
        else { throw .damaged("a position list with an impossible column") }
        result |= min(frequency, 255) &<< shift
        column = next
        shift = UInt64(truncatingIfNeeded: nextPlace)
        frequency = 0
        // Neither the mark nor the column behind it is a position.
        let rest = ~(before | 0xFFFF &<< place)
        counted &= rest
        marks &= rest
        if place == 56 { behindMark = 0x80 }
      }
      frequency &+= (counted &>> 7 &* EightBytes.lows) &>> 56
      offset &+= 8
    }
    return result | min(frequency, 255) &<< shift
  }
}
