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
    guard segments.count == 1 else {
      // A newer segment may delete what an older one has.
      if try hasMoreRows(than: limit, of: term) { return nil }
      return try compactPostings(of: term, shifts: shifts, patterns: patterns)
    }
    let decoder = try packedDecoder(shifts, patterns)
    let key = [SegmentLayout.mainTermPrefix] + term
    try decode(key, segments[0], decoder, limit: limit)
    return decoder.count > limit ? nil : decoder.postings()
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
    if segments.count == 1 {
      let decoder = try packedDecoder(shifts, patterns)
      try forEachDoclist(longerThan: prefix, in: segments[0], decoder) { union.add(decoder) }
    } else {
      try forEachTerm(longerThan: prefix, shifts: shifts, patterns: patterns) { postings in
        postings.forEach { union.add($0, $1) }
      }
    }
    return union.postings(patterns)
  }

  /// Decodes the doclist of every term that begins with `prefix` and is longer, and calls `body` after
  /// each.
  private func forEachDoclist(
    longerThan prefix: [UInt8], in segment: SegmentRange, _ decoder: PackedDecoder,
    _ body: () -> Void
  ) throws(SegmentError) {
    let key = [SegmentLayout.mainTermPrefix] + prefix
    let first = try pageNumber(of: key, in: segment)
    for page in [first] + (try laterPages(than: key, in: segment)).drop(while: { $0 <= first }) {
      try withLeaf(segment, page) { leaf throws(SegmentError) in
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
          body()
        }
      }
    }
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
    if starts.count == 1, let pieces = piecesOf(raw) {
      return try decoded(raw, pieces, decoder)
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

  /// Pieces of a long doclist, each beginning with an absolute row; `nil` if it is not worth sharing.
  private func piecesOf(_ raw: RawDoclist) -> [Range<Int>]? {
    guard SecondThread.isThere, raw.count >= SecondThread.longDoclist else { return nil }
    let marks = raw.absoluteRows
    let begins = (1..<SecondThread.pieces).compactMap { piece in
      let mark = raw.mark(from: raw.count * piece / SecondThread.pieces)
      return mark < marks.count ? marks[mark] : nil
    }
    let bounds = [0] + begins + [raw.count]
    // Of a doclist with few pages two pieces may begin at one place.
    return zip(bounds, bounds.dropFirst()).filter { $0 < $1 }.map { $0..<$1 }
  }

  /// The postings of a doclist that two threads decode, and samples of it.
  private func decoded(
    _ raw: RawDoclist, _ pieces: [Range<Int>], _ first: PackedDecoder
  ) throws(SegmentError) -> (postings: CompactPostings, samples: [[DoclistSample]]) {
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
        try decoder.decode(raw, pieces[piece])
        return (decoder: decoder, rows: begin..<decoder.count, samples: decoder.samples)
      }
    }
    defer { second.removeAll() }
    var decoded: [DecodedPiece] = []
    var samples: [DoclistSample] = []
    var last = -1
    for result in found {
      let part = try result.get()
      let piece = part.decoder.piece(part.rows)
      if piece.count > 0 {
        guard Int(piece.rows[0]) > last else { throw .damaged("rows out of order") }
        last = Int(piece.rows[piece.count - 1])
      }
      decoded.append(piece)
      samples += part.samples
    }
    return (CompactPostings(decoded, patterns: first.patterns), [samples])
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
