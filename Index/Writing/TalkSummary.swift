public import TalkModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What an ingest needs to know of a stored talk to tell new, changed, same and gone apart.
public struct TalkSummary: Sendable, Hashable {
  /// Row of the talk.
  public var id: Int64
  /// UID and RECURRENCE-ID.
  public var identity: TalkIdentity
  /// Start of the first occurrence in UTC seconds since 1970.
  public var start: Int64?
  /// End of the last occurrence in UTC seconds since 1970.
  public var end: Int64?
  /// Title as stored.
  public var title: String
  /// Names of the speakers, in the order stated.
  public var speakers: [String]
  /// Names of the series.
  public var series: [String]
  /// Web page of the talk.
  public var url: String?
  /// Whether title or speaker is still to be announced.
  public var isToBeAnnounced: Bool
  /// SEQUENCE.
  public var sequence: Int
  /// LAST-MODIFIED in UTC seconds since 1970.
  public var lastModified: Int64?
  /// ``TalkRow/contentHash`` of what is stored.
  public var contentHash: Int64
  /// File in which it was last seen; `nil` where that file was removed.
  public var fileID: Int64?
  /// Line of that file, from 1.
  public var line: Int
  /// Revision in which its source stopped listing it.
  public var goneSince: Int64?

  /// Whether its source no longer lists it.
  public var isGone: Bool { goneSince != nil }
  /// The title as a key: folded words.
  public var titleKey: String { Folding.nameKey(title) }
  /// The speakers as a key: folded names, sorted.
  public var speakerKey: String {
    speakers.map(Folding.nameKey).sorted().joined(separator: "; ")
  }

  /// Columns to select from `talk AS t`, in the order that ``init(_:)`` reads them.
  static let columns = """
    t.id, t.uid, t.recurrence_id, t.start_utc,
    CASE WHEN t.is_recurring THEN (SELECT max(end_utc) FROM occurrence WHERE talk_id = t.id)
      ELSE t.end_utc END,
    t.title, t.speakers, t.series, t.is_tba, t.sequence, t.last_modified, t.content_hash,
    t.file_id, t.line, t.gone_since, t.url
    """

  /// The talks of a source or a file, in the order of their rows.
  static func all(
    of owner: TalkOwner, _ id: Int64, _ connection: RawConnection
  ) throws(TalkIndexError) -> [TalkSummary] {
    // Talks of a source are found by its files: there is an index of these only.
    let condition =
      switch owner {
      case .file: "t.file_id = ?1"
      case .source:
        "t.source_id = ?1 AND (t.file_id IN (SELECT id FROM file WHERE source_id = ?1) "
          + "OR t.file_id IS NULL)"
      }
    let statement = try connection.prepare(
      "SELECT \(columns) FROM talk t WHERE \(condition) ORDER BY t.id")
    statement.bind(1, id)
    var summaries: [TalkSummary] = []
    while try statement.step() { summaries.append(TalkSummary(statement)) }
    return summaries
  }

  /// Reads the current row of a statement that selects ``columns``.
  init(_ row: PreparedStatement) {
    id = row.integer(0) ?? 0
    identity = TalkIdentity(uid: row.text(1), recurrenceID: row.text(2))
    start = row.integer(3)
    end = row.integer(4)
    title = row.text(5) ?? ""
    speakers = NameList.split(row.text(6))
    series = NameList.split(row.text(7))
    isToBeAnnounced = row.integer(8) == 1
    sequence = Int(row.integer(9) ?? 0)
    lastModified = row.integer(10)
    contentHash = row.integer(11) ?? 0
    fileID = row.integer(12)
    line = Int(row.integer(13) ?? 0)
    goneSince = row.integer(14)
    url = row.text(15)
  }
}

extension TalkSummary {
  /// Reads a row of `talk`, all its columns in the order of the table.
  init(_ row: StoredRecord, _ id: Int64, lastEnd: Int64?) {
    self.id = id
    identity = TalkIdentity(uid: row.text(23), recurrenceID: row.text(24))
    start = row.integer(4)
    end = lastEnd ?? row.integer(5)
    title = row.text(25) ?? ""
    speakers = NameList.split(row.text(26))
    series = NameList.split(row.text(28))
    url = row.text(33)
    isToBeAnnounced = row.integer(8) == 1
    sequence = Int(row.integer(9) ?? 0)
    lastModified = row.integer(10)
    contentHash = row.integer(12) ?? 0
    fileID = row.integer(2)
    line = Int(row.integer(3) ?? 0)
    goneSince = row.integer(15)
  }
}

/// Lists of names as columns hold them: joined with `"; "`.
enum NameList {
  /// The names in `text`.
  static func split(_ text: String?) -> [String] {
    guard var text, !text.isEmpty else { return [] }
    return text.withUTF8 { bytes in
      guard let base = bytes.baseAddress else { return [] }
      var names: [String] = []
      var start = 0
      var place = 0
      while let found = memchr(base + place, Int32(UInt8(ascii: ";")), bytes.count - place) {
        let end = UnsafeRawPointer(base).distance(to: found)
        place = end + 1
        guard place < bytes.count, bytes[place] == UInt8(ascii: " ") else { continue }
        if names.isEmpty { names.reserveCapacity(8) }
        if start < end { names.append(String(decoding: bytes[start..<end], as: UTF8.self)) }
        start = end + 2
      }
      if start < bytes.count { names.append(String(decoding: bytes[start...], as: UTF8.self)) }
      return names
    }
  }
}
