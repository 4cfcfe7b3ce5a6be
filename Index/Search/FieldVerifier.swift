import TalkModel
import TalkQuery

/// Looks into rows for search-only spellings of one field.
struct FieldVerifier {
  private let session: SearchSession
  private let statement: PreparedStatement
  private let index: TextIndex

  init(_ session: SearchSession, _ field: QueryField, _ index: TextIndex) throws {
    self.session = session
    self.index = index
    statement = try session.statement(
      "SELECT \(field.column) FROM talk WHERE id = ?1")
  }

  /// Whether the field of that row has all of those forms.
  func row(_ row: UInt32, has wanted: Set<[UInt8]>) throws -> Bool {
    statement.bind(1, Int64(row))
    defer { statement.reset() }
    guard try statement.step(), let text = statement.text(0) else { return false }
    let tokenizer = index == .prose ? session.prose : session.words
    let forms = SearchForms.forms(of: text).flatMap { tokenizer.tokens($0).map(\.bytes) }
    return wanted.isSubset(of: forms)
  }
}

extension QueryField {
  /// The field of the full-text indexes.
  var textField: TextField {
    switch self {
    case .title: .title
    case .speaker: .speakers
    case .affiliation: .affiliations
    case .series: .series
    case .keyword: .keywords
    case .abstract: .abstract
    case .venue: .venue
    }
  }

  /// The column of `talk`.
  var column: String {
    switch self {
    case .title: "title"
    case .speaker: "speakers"
    case .affiliation: "affiliations"
    case .series: "series"
    case .keyword: "keywords"
    case .abstract: "abstract"
    case .venue: "venue"
    }
  }
}
