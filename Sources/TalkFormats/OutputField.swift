/// A field of a hit that can be asked for with `--fields`.
public enum OutputField: String, Sendable, Hashable, CaseIterable {
  /// Row number in the index.
  case id
  /// UID as in the calendar.
  case uid
  /// The title.
  case title
  /// Names of the speakers; with affiliations in JSON.
  case speakers
  /// Affiliations of the speakers, in the same order.
  case affiliations
  /// Series and tracks.
  case series
  /// Keywords.
  case keywords
  /// The abstract.
  case abstract
  /// Biography of the speakers.
  case biography
  /// Start of the first time, or of the one that the query's days ask for: RFC 3339, a day alone for
  /// events of whole days.
  case start
  /// End, exclusive: RFC 3339.
  case end
  /// IANA name of the zone.
  case timeZone = "time_zone"
  /// The venue.
  case venue
  /// Link to join online.
  case joinLink = "join_link"
  /// Web page.
  case url
  /// Who organises.
  case organiser
  /// Language of the title.
  case language
  /// `confirmed`, `tentative` or `cancelled`.
  case status
  /// `talk` or `other`.
  case kind
  /// Score, higher is better.
  case score
  /// The best passage.
  case snippet
  /// Byte ranges that match in title and snippet; JSON only.
  case highlights
  /// Parts of the score; JSON only.
  case explanation
  /// Name of the source.
  case source
  /// File it was read from.
  case file
  /// Line of the file.
  case line

  /// What JSON prints of a hit unless told otherwise.
  public static let jsonDefault: [OutputField] = [
    .id, .uid, .title, .speakers, .series, .keywords, .start, .end, .timeZone, .venue, .url,
    .status, .score, .snippet, .source, .highlights,
  ]

  /// What CSV and TSV print of a hit unless told otherwise.
  public static let tableDefault: [OutputField] = [
    .id, .uid, .title, .speakers, .affiliations, .series, .keywords, .start, .end, .timeZone,
    .venue, .url, .status, .score, .source,
  ]

  /// The fields named in `list`, separated by commas or spaces.
  ///
  /// - Throws: ``UnknownOutputField`` for the first name that is no field.
  public static func parse(_ list: String) throws(UnknownOutputField) -> [OutputField] {
    var fields: [OutputField] = []
    for part in list.utf8.split(whereSeparator: { $0 == 0x2C || $0 == 0x20 }) {
      let name = String(decoding: part, as: UTF8.self)
      guard let field = OutputField(rawValue: name) else { throw UnknownOutputField(name: name) }
      if !fields.contains(field) { fields.append(field) }
    }
    return fields
  }
}

/// A name that is no field of a hit.
public struct UnknownOutputField: Error, Hashable, CustomStringConvertible {
  /// The name as given.
  public let name: String

  /// A sentence that says which fields there are.
  public var description: String {
    let known = OutputField.allCases.map(\.rawValue).joined(separator: ", ")
    return "there is no field “\(TerminalText.oneLine(name))”; there are \(known)"
  }
}
