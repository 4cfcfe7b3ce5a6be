/// A row of a doclist and where its entry begins.
struct DoclistSample {
  let row: UInt32
  let offset: UInt32

  /// Rows from one sample to the next.
  static let distance = 16

  /// Of a doclist of less than 2³² bytes.
  init(row: UInt32, offset: Int) {
    self.row = row
    self.offset = UInt32(truncatingIfNeeded: offset)
  }
}

/// The doclists of one term in memory, for looking at single rows.
///
/// Every page begins with an absolute row, so a row is found by a search among those and a walk over
/// what one page holds. Nothing looks for other accesses while a row is looked for: nothing that is called
/// then knows of the doclists.
package final class TermDoclists {
  let raw: RawDoclist
  /// Where the doclist of each segment begins, newest first.
  let starts: [Int]
  /// Every so many rows of each doclist, from whoever decoded it or once enough rows were looked for.
  @exclusivity(unchecked) private var samples: [[DoclistSample]]
  /// Bytes gone over row by row.
  @exclusivity(unchecked) private var walked = 0
  /// For each doclist the sample from which the last row was found: rows mostly ascend.
  @exclusivity(unchecked) private var lastSamples: [Int]

  init(_ raw: RawDoclist, starts: [Int], samples: [[DoclistSample]] = []) {
    self.raw = raw
    self.starts = starts
    self.samples = samples
    lastSamples = samples.map { _ in 0 }
  }

  /// Bytes of memory, about.
  ///
  /// With the samples, of which there is one for every few dozen bytes.
  package var byteCount: Int { 128 + raw.count + raw.count / 4 + raw.absoluteRows.count * 8 }

  /// Where the doclist of that number stands; `nil` if there are not so many.
  func range(of number: Int) -> Range<Int>? {
    guard starts.indices.contains(number) else { return nil }
    return starts[number]..<(number + 1 < starts.count ? starts[number + 1] : raw.count)
  }

  /// Every so many rows of the doclist of that number, ascending; none if nobody took them.
  func samples(of number: Int) -> [DoclistSample] {
    samples.indices.contains(number) ? samples[number] : []
  }

  /// The places of the term in a row; `nil` if the row does not have it.
  func places(of row: UInt64) throws(SegmentError) -> PositionStream? {
    // Taking samples takes as long as what was spent on going without them.
    if walked > raw.count, samples.isEmpty, raw.count < Int(UInt32.max) { try takeSamples() }
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1] : raw.count
      let found =
        samples.isEmpty ? try find(row, start, end) : try find(row, sampledIn: index, end)
      guard let found else { continue }
      // The newest segment that has the row counts; without places it is deleted.
      return found.isEmpty
        ? nil : try PositionStream(raw.bytes, found.lowerBound, found.upperBound)
    }
    return nil
  }

  private func takeSamples() throws(SegmentError) {
    let bytes = UnsafePointer(raw.bytes)
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1] : raw.count
      var found: [DoclistSample] = []
      var mark = raw.mark(from: start)
      var row: UInt64 = 0
      var offset = start
      var number = 0
      while offset < end {
        let begin = offset
        let isAbsolute = mark < raw.absoluteRows.count && raw.absoluteRows[mark] == begin
        guard let (distance, length) = TermDoclists.entry(bytes, &offset, end: end) else {
          throw .damaged("a doclist cut off")
        }
        if isAbsolute { mark += 1 }
        row = isAbsolute ? distance : row &+ distance
        // After an absolute row a walk may not go on from a row before it.
        if isAbsolute || number % DoclistSample.distance == 0 {
          found.append(DoclistSample(row: UInt32(clamping: row), offset: begin))
        }
        number += 1
        offset += length
      }
      samples.append(found)
      lastSamples.append(0)
    }
  }

  /// Reads a row or distance and the size of a position list, and goes behind them; `nil` if the list does
  /// not end before `end`, which is at most where the slack of a raw doclist begins.
  @inline(__always)
  private static func entry(
    _ bytes: UnsafePointer<UInt8>, _ offset: inout Int, end: Int
  ) -> (distance: UInt64, length: Int)? {
    let head = UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: offset, as: UInt16.self)
      .littleEndian
    var (distance, size) = (UInt64(head & 0x7F), UInt64(head >> 8))
    if head & 0x8080 == 0, offset &+ 2 <= end {
      offset &+= 2
    } else {
      guard let first = Varint.read(bytes, &offset, end: end),
        let second = Varint.read(bytes, &offset, end: end)
      else { return nil }
      (distance, size) = (first, second)
    }
    return size >> 1 <= UInt64(end &- offset) ? (distance, Int(size >> 1)) : nil
  }

  /// Where the position list of a row stands in the doclist of that number, which ends at `end`.
  private func find(
    _ wanted: UInt64, sampledIn number: Int, _ end: Int
  ) throws(SegmentError) -> Range<Int>? {
    let bytes = UnsafePointer(raw.bytes)
    let samples = samples[number]
    // The last sample not behind the row wanted, in doubling steps from the last one found.
    var low = lastSamples[number]
    var high = samples.count
    if low < high, UInt64(samples[low].row) <= wanted {
      var step = 1
      while low + step < samples.count, UInt64(samples[low + step].row) <= wanted {
        low += step
        step <<= 1
      }
      high = min(low + step, samples.count)
    } else {
      (low, high) = (0, low)
    }
    while high - low > 1 {
      let middle = (low + high) / 2
      if UInt64(samples[middle].row) <= wanted { low = middle } else { high = middle }
    }
    guard low < high else { return nil }
    lastSamples[number] = low
    var row = UInt64(samples[low].row)
    var offset = Int(samples[low].offset)
    let limit = high < samples.count ? Int(samples[high].offset) : end
    var isSample = true
    // A row behind the first may be absolute only where the next sample stands.
    while offset < limit {
      guard let (distance, length) = TermDoclists.entry(bytes, &offset, end: end) else {
        throw .damaged("a doclist cut off")
      }
      if !isSample { row &+= distance }
      isSample = false
      if row >= wanted { return row == wanted ? offset..<(offset + length) : nil }
      offset += length
    }
    return nil
  }

  /// Where the position list of a row stands in the doclist from `start` to `end`.
  private func find(
    _ wanted: UInt64, _ start: Int, _ end: Int
  ) throws(SegmentError) -> Range<Int>? {
    let bytes = UnsafePointer(raw.bytes)
    // The last absolute row not behind the one wanted.
    var low = raw.mark(from: start)
    var high = raw.mark(from: end)
    guard low < high else { return nil }
    while high - low > 1 {
      let middle = (low + high) / 2
      var offset = raw.absoluteRows[middle]
      guard let row = Varint.read(bytes, &offset, end: end) else {
        throw .damaged("a doclist cut off")
      }
      if row <= wanted { low = middle } else { high = middle }
    }
    let limit = low + 1 < raw.absoluteRows.count ? min(raw.absoluteRows[low + 1], end) : end
    var offset = raw.absoluteRows[low]
    let begin = offset
    defer { walked += offset - begin }
    var row: UInt64 = 0
    while offset < limit {
      guard let (distance, length) = TermDoclists.entry(bytes, &offset, end: end) else {
        throw .damaged("a doclist cut off")
      }
      row &+= distance
      if row >= wanted { return row == wanted ? offset..<(offset + length) : nil }
      offset += length
    }
    return nil
  }
}

extension SegmentReader {
  /// The doclists of a term, to be kept for looking at single rows.
  ///
  /// - Throws: `damaged`, `sqlite`.
  package func doclists(of term: [UInt8]) throws(SegmentError) -> TermDoclists {
    let (raw, starts) = try rawDoclists(of: term)
    return TermDoclists(raw.trimmed(), starts: starts)
  }
}

/// Counts how often terms stand side by side in single rows.
package struct PhraseProbe {
  private let terms: [TermDoclists]

  /// For terms in the order of the phrase.
  package init(_ terms: [TermDoclists]) {
    self.terms = terms
  }

  /// How often the terms stand side by side, in order, in each column of a row, as one number.
  ///
  /// `shifts` says for each column where its eight bits stand; more than 255 counts as 255.
  ///
  /// - Throws: `damaged`.
  package func packed(row: UInt32, shifts: [UInt64]) throws(SegmentError) -> UInt64 {
    if terms.count == 2 { return try packedPair(row: row, shifts: shifts) }
    var streams: [PositionStream] = []
    streams.reserveCapacity(terms.count)
    for term in terms {
      guard let stream = try term.places(of: UInt64(row)) else { return 0 }
      streams.append(stream)
    }
    guard !streams.isEmpty else { return 0 }
    var result: UInt64 = 0
    while streams[0].place < PositionStream.end {
      let start = streams[0].place
      var isWhole = true
      for slot in 1..<streams.count {
        let wanted = start + UInt64(slot)
        while streams[slot].place < wanted { try streams[slot].next() }
        if streams[slot].place == PositionStream.end { return result }
        if streams[slot].place != wanted {
          isWhole = false
          break
        }
      }
      let column = Int(start >> 32)
      if isWhole, column < shifts.count, result >> shifts[column] & 0xFF < 0xFF {
        result += 1 << shifts[column]
      }
      try streams[0].next()
    }
    return result
  }

  /// Likewise for two terms, which are most phrases.
  private func packedPair(row: UInt32, shifts: [UInt64]) throws(SegmentError) -> UInt64 {
    guard var first = try terms[0].places(of: UInt64(row)),
      var second = try terms[1].places(of: UInt64(row))
    else { return 0 }
    var result: UInt64 = 0
    while first.place < PositionStream.end {
      let wanted = first.place + 1
      while second.place < wanted { try second.next() }
      if second.place == PositionStream.end { break }
      if second.place == wanted {
        let column = Int(first.place >> 32)
        if column < shifts.count, result >> shifts[column] & 0xFF < 0xFF {
          result += 1 << shifts[column]
        }
      }
      try first.next()
    }
    return result
  }
}
