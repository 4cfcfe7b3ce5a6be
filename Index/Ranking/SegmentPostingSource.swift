import FTS5Segments

/// Reads postings straight from the segments of the indexes.
final class SegmentPostingSource: PostingSource {
  let name = "segments"

  private let readers: [SegmentReader]
  private static let shifts: [[UInt64]] = TextIndex.allCases.map { index in
    index.fields.map { UInt64($0.rawValue * 8) }
  }

  /// Takes the readers, one for each index.
  private init(_ readers: [SegmentReader]) {
    self.readers = readers
  }

  /// Opens both indexes; `nil` if they use something that only stock SQLite reads.
  static func open(_ connection: RawConnection) throws -> SegmentPostingSource? {
    var readers: [SegmentReader] = []
    for index in TextIndex.allCases {
      guard let reader = try reader(connection, index) else { return nil }
      readers.append(reader)
    }
    return SegmentPostingSource(readers)
  }

  private static func reader(
    _ connection: RawConnection, _ index: TextIndex
  ) throws -> SegmentReader? {
    do {
      let reader = try SegmentReader(connection: connection.handle, table: index.table)
      return reader.table.columns == index.columns ? reader : nil
    } catch let error where error.code == .unsupported {
      return nil
    }
  }

  /// Lengths of all talks from beside the index; `nil` where they are not stored or out of date.
  func storedLengths() throws -> [UInt64]? {
    let lengths: ColumnLengths?
    do {
      lengths = try RankingLengths.load(readers[TextIndex.prose.rawValue])
    } catch {
      // Lengths that cannot be read are no worse than none.
      guard error.code == .damaged || error.code == .unsupported else { throw error }
      return nil
    }
    return lengths?.packed(places: TextLengths.places)
  }

  func postings(of term: [UInt8], in index: TextIndex) throws -> Postings {
    packed(try readers[index.rawValue].postings(of: term), index)
  }

  func postings(ofPhrase terms: [[UInt8]], in index: TextIndex) throws -> Postings {
    packed(try readers[index.rawValue].postings(ofPhrase: terms), index)
  }

  func terms(withPrefix prefix: [UInt8], in index: TextIndex, limit: Int) throws -> [[UInt8]] {
    try readers[index.rawValue].terms(withPrefix: prefix, limit: limit)
  }

  func postings(longerThan prefix: [UInt8], in index: TextIndex) throws -> Postings {
    var lists: [Postings] = []
    try readers[index.rawValue].forEachTerm(withPrefix: prefix) { term, list in
      if term.count > prefix.count { lists.append(packed(list, index)) }
      return true
    }
    return .union(lists)
  }

  private func packed(_ list: PostingList, _ index: TextIndex) -> Postings {
    let (rows, counts) = list.packed(shifts: SegmentPostingSource.shifts[index.rawValue])
    return Postings(rows: rows, counts: counts)
  }
}
