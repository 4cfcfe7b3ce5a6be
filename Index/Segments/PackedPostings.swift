/// The rows that have a term, ascending, and the frequencies of each in all columns as one number.
///
/// Frequencies are eight bits a column, at the place that the column's shift says; 255 stands for that
/// or more.
struct PackedPostings {
  /// Rows, ascending.
  var rows: [UInt32] = []
  /// The frequencies of each row.
  var counts: [UInt64] = []

  /// Both in one walk, the newer winning where a row is in both.
  mutating func add(newer: PackedPostings) {
    var merged = PackedPostings()
    merged.rows.reserveCapacity(rows.count + newer.rows.count)
    merged.counts.reserveCapacity(rows.count + newer.rows.count)
    var left = 0
    var right = 0
    while left < rows.count || right < newer.rows.count {
      let old = left < rows.count ? rows[left] : .max
      let new = right < newer.rows.count ? newer.rows[right] : .max
      merged.rows.append(min(old, new))
      merged.counts.append(new <= old ? newer.counts[right] : counts[left])
      if old <= new { left += 1 }
      if new <= old { right += 1 }
    }
    self = merged
  }

  /// Drops rows without frequencies: those that the newest segment deletes.
  mutating func removeDeleted() {
    guard counts.contains(0) else { return }
    let kept = counts.indices.filter { counts[$0] != 0 }
    rows = kept.map { rows[$0] }
    counts = kept.map { counts[$0] }
  }
}

extension SegmentReader {
  /// The rows that have a term of the main index, with their frequencies.
  ///
  /// - Parameters:
  ///   - term: A token as the tokenizer of the table gives it.
  ///   - shifts: For each column of the table where its eight bits stand: 0, 8, … 56.
  ///   - patterns: Numbers for the frequencies.
  /// - Returns: The rows, ascending; none if no row has the term.
  /// - Throws: `misuse` if the shifts do not fit the table; `damaged`, `unsupported`, `sqlite`.
  package func compactPostings(
    of term: [UInt8], shifts: [UInt64], patterns: FrequencyPatterns
  ) throws(SegmentError) -> CompactPostings {
    let decoder = try packedDecoder(shifts, patterns)
    let key = [SegmentLayout.mainTermPrefix] + term
    for segment in segments { try decode(key, segment, decoder) }
    guard decoder.overlaps else { return decoder.postings() }
    // Rows were written again or deleted: the newest segment counts.
    return try merged(segments, decoder) { segment, decoder throws(SegmentError) in
      try decode(key, segment, decoder)
    }
  }

  /// Likewise; `nil` if more than `limit` rows have the term, of which no more are read than it takes to
  /// tell.
  ///
  /// - Throws: As above.
  package func compactPostings(
    of term: [UInt8], shifts: [UInt64], patterns: FrequencyPatterns, unlessMoreThan limit: Int
  ) throws(SegmentError) -> CompactPostings? {
    let decoder = try packedDecoder(shifts, patterns)
    let key = [SegmentLayout.mainTermPrefix] + term
    for (index, segment) in segments.enumerated() where !decoder.overlaps {
      try decode(key, segment, decoder, limit: limit)
      if decoder.count <= limit { continue }
      // A newer segment may delete what an older one has.
      for newer in segments[(index + 1)...] where !decoder.overlaps {
        if let row = try firstRow(of: key, in: newer), row <= decoder.lastRow {
          decoder.overlaps = true
        }
      }
      if !decoder.overlaps { return nil }
    }
    guard decoder.overlaps else { return decoder.postings() }
    if try hasMoreRows(than: limit, of: term) { return nil }
    return try compactPostings(of: term, shifts: shifts, patterns: patterns)
  }

  /// The first row that a segment says anything about, of those that have a term.
  private func firstRow(
    of key: [UInt8], in segment: SegmentRange
  ) throws(SegmentError) -> UInt64? {
    var result: UInt64?
    _ = try forEachPiece(of: key, in: segment) { bytes, count, _ throws(SegmentError) in
      // A term may stand at the end of a page and its first row on the next.
      if count == 0 { return true }
      var offset = 0
      guard let row = Varint.read(bytes, &offset, end: count) else {
        throw .damaged("a doclist cut off")
      }
      result = row
      return false
    }
    return result
  }

  /// Calls `body` with the postings of every term that begins with `prefix` and is longer.
  ///
  /// - Throws: As `compactPostings`.
  package func forEachTerm(
    longerThan prefix: [UInt8], shifts: [UInt64], patterns: FrequencyPatterns,
    _ body: (CompactPostings) -> Void
  ) throws(SegmentError) {
    let decoder = try packedDecoder(shifts, patterns)
    let raw = RawDoclist()
    let walk = try TermWalk(self, withPrefix: prefix)
    while let term = try walk.next() {
      guard term.count > prefix.count else { continue }
      raw.removeAll()
      var starts: [Int] = []
      try walk.gather(raw) { start throws(SegmentError) in starts.append(start) }
      let postings = try decoded(raw, starts, decoder).postings
      if postings.count > 0 { body(postings) }
    }
  }

  /// The rows that have any term that begins with `prefix` and is longer, with the sums of their
  /// frequencies.
  ///
  /// - Throws: As `compactPostings`.
  package func compactPostings(
    longerThan prefix: [UInt8], shifts: [UInt64], patterns: FrequencyPatterns
  ) throws(SegmentError) -> CompactPostings {
    let union = union ?? PostingUnion(denseLimit: 8 * rowCount + (1 << 16))
    self.union = union
    defer { union.removeAll() }
    if try !addDoclists(longerThan: prefix, to: union, try packedDecoder(shifts, patterns)) {
      union.removeAll()
      try forEachTerm(longerThan: prefix, shifts: shifts, patterns: patterns) { postings in
        postings.forEach { union.add($0, $1) }
      }
    }
    return union.postings(patterns)
  }

  /// Adds the doclists of every term that begins with `prefix` and is longer, segment by segment.
  ///
  /// - Returns: False, with some of them added, where a segment may have a row that a newer one has, too: of
  ///   one term only the newest counts.
  private func addDoclists(
    longerThan prefix: [UInt8], to union: PostingUnion, _ decoder: PackedDecoder
  ) throws(SegmentError) -> Bool {
    // The first row that newer segments say anything about.
    var newer = UInt64.max
    for segment in segments.reversed() {
      var first = newer
      let areApart = try forEachDoclist(longerThan: prefix, in: segment, decoder) {
        guard decoder.lastRow < newer else { return false }
        first = min(first, decoder.firstRow)
        union.add(decoder)
        return true
      }
      guard areApart else { return false }
      newer = first
    }
    return true
  }

  /// Decodes the doclist of every term that begins with `prefix` and is longer, and calls `body` after
  /// each, until it returns false; returns what it returned last.
  private func forEachDoclist(
    longerThan prefix: [UInt8], in segment: SegmentRange, _ decoder: PackedDecoder,
    _ body: () -> Bool
  ) throws(SegmentError) -> Bool {
    let key = [SegmentLayout.mainTermPrefix] + prefix
    let first = try pageNumber(of: key, in: segment)
    for page in [first] + (try laterPages(than: key, in: segment)).drop(while: { $0 <= first }) {
      let goesOn = try withLeaf(segment, page) { leaf throws(SegmentError) in
        var walk = leaf.terms
        while try walk.next() {
          guard walk.term.count > key.count, walk.term.starts(with: key) else { continue }
          decoder.removeAll()
          try decoder.append(
            leaf.bytes + walk.doclistStart, count: walk.doclistEnd - walk.doclistStart,
            isAbsolute: true)
          if walk.isLast {
            try forEachPiece(of: segment, after: page) {
              bytes, count, isAbsolute throws(SegmentError) in
              try decoder.append(bytes, count: count, isAbsolute: isAbsolute)
              return true
            }
          }
          try decoder.endDoclist()
          guard body() else { return false }
        }
        return true
      }
      guard goesOn else { return false }
    }
    return true
  }

  /// The rows of a term with their frequencies, and its doclists, to be kept for looking at single rows.
  ///
  /// - Throws: As `compactPostings`.
  package func keptPostings(
    of term: [UInt8], shifts: [UInt64], patterns: FrequencyPatterns
  ) throws(SegmentError) -> (postings: CompactPostings, doclists: TermDoclists) {
    let decoder = try packedDecoder(shifts, patterns)
    let raw = scratch
    raw.removeAll()
    let starts = try appendDoclists(of: term, to: raw)
    let (postings, samples) = try decoded(raw, starts, decoder)
    // Long doclists are read into memory of their own, of the right size.
    let isFitting = raw.count >= SegmentReader.ownBytes && raw.spareCount <= raw.count / 8
    if isFitting || raw.count > SegmentReader.scratchBytes { scratch = RawDoclist() }
    return (
      postings, TermDoclists(isFitting ? raw : raw.trimmed(), starts: starts, samples: samples)
    )
  }

  /// Bytes from which on a doclist is not copied for keeping it.
  private static let ownBytes = 1 << 16

  /// The postings of doclists, newest first, that begin at `starts`, and samples of each.
  private func decoded(
    _ raw: RawDoclist, _ starts: [Int], _ decoder: PackedDecoder
  ) throws(SegmentError) -> (postings: CompactPostings, samples: [[DoclistSample]]) {
    if let pieces = piecesOf(raw, starts),
      let found = try decoded(raw, pieces, doclists: starts.count, decoder)
    {
      return found
    }
    decoder.removeAll()
    var samples: [[DoclistSample]] = []
    let ranges = starts.indices.reversed().map { index in
      starts[index]..<(index + 1 < starts.count ? starts[index + 1] : raw.count)
    }
    for range in ranges {
      try decoder.decode(raw, range)
      samples.insert(decoder.samples, at: 0)
    }
    guard decoder.overlaps else { return (decoder.postings(), samples) }
    let postings = try merged(ranges, decoder) { range, decoder throws(SegmentError) in
      try decoder.decode(raw, range)
    }
    return (postings, samples)
  }

  /// A piece of a doclist, which begins with an absolute row.
  private typealias Piece = (range: Range<Int>, doclist: Int)

  /// Pieces of long doclists, the oldest first; `nil` if they are not worth sharing.
  private func piecesOf(_ raw: RawDoclist, _ starts: [Int]) -> [Piece]? {
    guard SecondThread.isThere, raw.count >= SecondThread.longDoclist else { return nil }
    let marks = raw.absoluteRows
    var result: [Piece] = []
    for (doclist, start) in starts.enumerated().reversed() {
      let end = doclist + 1 < starts.count ? starts[doclist + 1] : raw.count
      let count = max((end - start) * SecondThread.pieces / raw.count, 1)
      let begins = (1..<count).compactMap { piece in
        let mark = raw.mark(from: start + (end - start) * piece / count)
        return mark < marks.count && marks[mark] < end ? marks[mark] : nil
      }
      let bounds = [start] + begins + [end]
      // Of a doclist with few pages two pieces may begin at one place.
      result += zip(bounds, bounds.dropFirst()).filter { $0 < $1 }.map { ($0..<$1, doclist) }
    }
    return result
  }

  /// The postings of doclists that two threads decode, and samples of each; `nil` if they may have rows in
  /// common.
  private func decoded(
    _ raw: RawDoclist, _ pieces: [Piece], doclists: Int, _ first: PackedDecoder
  ) throws(SegmentError) -> (postings: CompactPostings, samples: [[DoclistSample]])? {
    let second =
      secondDecoder.flatMap {
        $0.shifts == first.shifts && $0.patterns === first.patterns ? $0 : nil
      } ?? PackedDecoder(shifts: first.shifts, patterns: first.patterns)
    secondDecoder = second
    // What the decoders have is read after both have ended: memory may move as they get more.
    let found = SharedWork.run(pieces: pieces.count) { piece, isSecond in
      let decoder = isSecond ? second : first
      let begin = decoder.count
      return Result { () throws(SegmentError) in
        try decoder.decode(raw, pieces[piece].range)
        return (
          decoder: decoder, rows: begin..<decoder.count, samples: decoder.samples,
          last: decoder.lastRow
        )
      }
    }
    defer { second.removeAll() }
    var decoded: [DecodedPiece] = []
    var samples = [[DoclistSample]](repeating: [], count: doclists)
    var last = (row: UInt64(0), doclist: -1)
    for (result, (_, doclist)) in zip(found, pieces) {
      let part = try result.get()
      // The first row is a sample, even if it is deleted.
      if last.doclist >= 0, let first = part.samples.first, UInt64(first.row) <= last.row {
        guard doclist != last.doclist else { throw .damaged("rows out of order") }
        return nil
      }
      last = (part.last, doclist)
      decoded.append(part.decoder.piece(part.rows))
      samples[doclist] += part.samples
    }
    return (CompactPostings(decoded, patterns: first.patterns), samples)
  }

  /// The postings of doclists, oldest first, that have rows in common.
  private func merged<Source>(
    _ sources: [Source], _ decoder: PackedDecoder,
    _ decode: (Source, PackedDecoder) throws(SegmentError) -> Void
  ) throws(SegmentError) -> CompactPostings {
    var result = PackedPostings()
    for source in sources {
      decoder.removeAll()
      decoder.keepsDeleted = true
      try decode(source, decoder)
      result.add(newer: decoder.packed())
    }
    decoder.removeAll()
    result.removeDeleted()
    return CompactPostings(rows: result.rows, counts: result.counts, patterns: decoder.patterns)
  }

  private func packedDecoder(
    _ shifts: [UInt64], _ patterns: FrequencyPatterns
  ) throws(SegmentError) -> PackedDecoder {
    guard shifts.count == table.columns.count, shifts.allSatisfy({ $0 <= 56 && $0 % 8 == 0 })
    else { throw SegmentError(.misuse, "shifts that do not fit the table") }
    if let decoder, decoder.shifts == shifts, decoder.patterns === patterns {
      decoder.removeAll()
      return decoder
    }
    let made = PackedDecoder(shifts: shifts, patterns: patterns)
    decoder = made
    return made
  }

  /// Decodes what a segment has of a term, or so much that the decoder has more than `limit` rows.
  private func decode(
    _ key: [UInt8], _ segment: SegmentRange, _ decoder: PackedDecoder, limit: Int = .max
  ) throws(SegmentError) {
    _ = try forEachPiece(of: key, in: segment) { bytes, count, isAbsolute throws(SegmentError) in
      try decoder.append(bytes, count: count, isAbsolute: isAbsolute)
      return decoder.count <= limit
    }
    if decoder.count > limit { return }
    try decoder.endDoclist()
  }
}
