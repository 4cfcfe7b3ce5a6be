/// How to print.
public struct PrintOptions: Sendable {
  /// Fields of a hit, in this order; `nil` for the format's own choice.
  ///
  /// Text, JSON, JSON Lines, CSV and TSV heed it.
  public var fields: [OutputField]?
  /// Whether text is coloured with SGR sequences.
  public var usesColour: Bool
  /// Columns that a line of text may take; `nil` for no limit.
  public var width: Int?
  /// Whether hits show where their score comes from.
  public var explains: Bool
  /// Name of the calendar, feed or page.
  public var title: String
  /// Whether feeds and pages are called after the query too; otherwise by ``title`` alone.
  public var namesQuery = true
  /// Address under which a feed is published, for its `self` link; http or https.
  public var feedAddress: String?

  /// Makes options; without arguments: plain text without limit of width.
  public init(
    fields: [OutputField]? = nil, usesColour: Bool = false, width: Int? = nil,
    explains: Bool = false, title: String = "Talks", feedAddress: String? = nil
  ) {
    self.fields = fields
    self.usesColour = usesColour
    self.width = width
    self.explains = explains
    self.title = title
    self.feedAddress = feedAddress
  }

  /// What a feed or page is called.
  func name(_ context: PageContext) -> String {
    namesQuery && !context.query.isEmpty ? "\(title): \(context.query)" : title
  }

  /// Sets ``feedAddress``, if `text` can be one.
  ///
  /// - Returns: Whether it is an http or https URL with a host.
  public mutating func setFeedAddress(_ text: String) -> Bool {
    guard let link = WebLink.checked(text) else { return false }
    feedAddress = link
    return true
  }
}

/// What a printer must know besides the page.
public struct PageContext: Sendable {
  /// The query as typed.
  public var query: String
  /// Identifier of the query in a batch, for `trec`.
  public var queryID: String
  /// The moment of asking, UTC seconds since 1970.
  public var now: Int64
  /// Hits skipped before the page, so that ranks go on.
  public var offset: Int

  /// Makes a context.
  public init(query: String, queryID: String = "1", now: Int64, offset: Int = 0) {
    self.query = query
    self.queryID = queryID
    self.now = now
    self.offset = offset
  }
}
