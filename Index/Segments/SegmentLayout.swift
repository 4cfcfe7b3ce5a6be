/// The numbers of FTS5's on-disk format, version 4.
///
/// A table `t` keeps its index in three shadow tables: `t_data` (pages, by number), `t_idx` (which
/// page a term stands on) and `t_docsize` (tokens per column of each row). `t_data` holds the
/// averages record, the structure record, the leaf pages of each segment and their doclist indexes.
enum SegmentLayout {
  /// The only format version handled here (`version` in `t_config`).
  static let version = 4
  /// `t_data` row of the averages record.
  static let averagesID: Int64 = 1
  /// `t_data` row of the structure record.
  static let structureID: Int64 = 10
  /// The page size that FTS5 aims at unless `pgsz` is configured.
  static let defaultPageSize = 4050
  /// The greatest segment number, and the most segments a table may have.
  static let maximumSegments = 2000
  /// The most levels of a structure.
  static let maximumLevels = 64
  /// The greatest page number of a segment.
  static let maximumPage = (1 << 31) - 1
  /// Tokens are cut to this many bytes.
  static let maximumTokenBytes = 32768
  /// A doclist index is written where at least this many termless pages follow a term.
  static let pagesForDoclistIndex = 4
  /// First byte of the terms of the main index; prefix indexes use the bytes after it.
  static let mainTermPrefix = UInt8(ascii: "0")
  /// Columns that this module handles: a column mask is 64 bits.
  static let maximumColumns = 64

  /// `t_data` row of a leaf page; pages count from 1.
  static func leaf(segment: Int, page: Int) -> Int64 {
    Int64(segment) << 37 | Int64(page)
  }

  /// `t_data` row of a page of a doclist index; height 0 is next to the leaves.
  static func doclistIndex(segment: Int, height: Int, page: Int) -> Int64 {
    Int64(segment) << 37 | 1 << 36 | Int64(height) << 31 | Int64(page)
  }
}

/// A segment: a run of leaf pages with the terms in order.
package struct SegmentRange: Sendable, Hashable {
  /// Number of the segment, 1...2000.
  package var id: Int
  /// First leaf page in use, from 1; 0 if a merge has consumed the segment.
  package var firstPage: Int
  /// Last leaf page.
  package var lastPage: Int

  /// Makes a range of pages.
  package init(id: Int, firstPage: Int, lastPage: Int) {
    self.id = id
    self.firstPage = firstPage
    self.lastPage = lastPage
  }
}

/// The structure record: which segments a table has, level by level.
///
/// ```
/// record  = cookie(4 bytes) levels segments written *level
/// level   = merging count *segment          ; oldest segment first
/// segment = id first-page last-page
/// ```
/// A higher level is older than a lower one.
struct StructureRecord: Equatable {
  struct Level: Equatable {
    /// How many of the segments an unfinished merge is reading.
    var merging: Int
    /// Oldest first.
    var segments: [SegmentRange]
  }

  /// Bytes that FTS5 uses to notice a change of configuration; copied as they are.
  var cookie: [UInt8]
  /// Leaves ever written.
  var written: UInt64
  /// Level 0, the newest, first.
  var levels: [Level]

  /// Every segment that holds pages, oldest first.
  var oldestFirst: [SegmentRange] {
    levels.reversed().flatMap(\.segments).filter { $0.firstPage > 0 }
  }

  init(cookie: [UInt8], written: UInt64, levels: [Level]) {
    self.cookie = cookie
    self.written = written
    self.levels = levels
  }

  /// Reads a record.
  ///
  /// - Throws: `damaged`, or `unsupported` for the form with origin counters (SQLite 3.43 and later
  ///   write it for tables with `contentless_delete`).
  init(_ bytes: [UInt8]) throws(SegmentError) {
    guard bytes.count >= 7 else { throw .damaged("structure record too short") }
    if bytes.count >= 8, bytes[4..<8].elementsEqual([0xFF, 0x00, 0x00, 0x01]) {
      throw .unsupported("structure record with origin counters")
    }
    cookie = Array(bytes[0..<4])
    var offset = 4
    func number(_ limit: Int) throws(SegmentError) -> Int {
      guard let value = Varint.read(bytes, &offset), value <= UInt64(limit) else {
        throw .damaged("structure record with an impossible number")
      }
      return Int(value)
    }
    let levelCount = try number(SegmentLayout.maximumLevels)
    let segmentCount = try number(SegmentLayout.maximumSegments)
    guard let written = Varint.read(bytes, &offset) else {
      throw .damaged("structure record too short")
    }
    self.written = written
    levels = []
    var isSeen = [Bool](repeating: false, count: SegmentLayout.maximumSegments + 1)
    var seenCount = 0
    for _ in 0..<levelCount {
      let merging = try number(SegmentLayout.maximumSegments)
      let count = try number(segmentCount)
      guard merging <= count else { throw .damaged("structure record merges what is not there") }
      var level = Level(merging: merging, segments: [])
      for _ in 0..<count {
        let id = try number(SegmentLayout.maximumSegments)
        let first = try number(SegmentLayout.maximumPage)
        let last = try number(SegmentLayout.maximumPage)
        guard id > 0, first <= last, !isSeen[id] else {
          throw .damaged("structure record with an impossible segment")
        }
        isSeen[id] = true
        seenCount += 1
        level.segments.append(SegmentRange(id: id, firstPage: first, lastPage: last))
      }
      levels.append(level)
    }
    guard seenCount == segmentCount else {
      throw .damaged("structure record miscounts its segments")
    }
  }

  /// The bytes of the record.
  var bytes: [UInt8] {
    var result = cookie
    result += Varint.bytes(of: UInt64(levels.count))
    result += Varint.bytes(of: UInt64(levels.reduce(0) { $0 + $1.segments.count }))
    result += Varint.bytes(of: written)
    for level in levels {
      result += Varint.bytes(of: UInt64(level.merging))
      result += Varint.bytes(of: UInt64(level.segments.count))
      for segment in level.segments {
        result += Varint.bytes(of: UInt64(segment.id))
        result += Varint.bytes(of: UInt64(segment.firstPage))
        result += Varint.bytes(of: UInt64(segment.lastPage))
      }
    }
    return result
  }
}

/// The averages record: rows, then tokens per column.
///
/// It is empty for a table without rows.
struct AveragesRecord: Equatable {
  var rows: UInt64
  var tokens: [UInt64]

  init(rows: UInt64, tokens: [UInt64]) {
    self.rows = rows
    self.tokens = tokens
  }

  /// Reads a record of a table with that many columns.
  ///
  /// - Throws: `damaged`.
  init(_ bytes: [UInt8], columns: Int) throws(SegmentError) {
    rows = 0
    tokens = [UInt64](repeating: 0, count: columns)
    guard !bytes.isEmpty else { return }
    var offset = 0
    guard let rows = Varint.read(bytes, &offset), rows <= UInt64(Int64.max) else {
      throw .damaged("averages record too short")
    }
    self.rows = rows
    for column in 0..<columns {
      guard offset < bytes.count else { break }
      guard let value = Varint.read(bytes, &offset), value <= UInt64(Int64.max) else {
        throw .damaged("averages record too short")
      }
      tokens[column] = value
    }
  }

  /// The bytes of the record.
  var bytes: [UInt8] {
    tokens.reduce(into: Varint.bytes(of: rows)) { $0 += Varint.bytes(of: $1) }
  }
}
