/// What a table of FTS5 is made of, as far as its files depend on it.
package struct TableDescription: Sendable, Equatable {
  /// Where the text itself is kept.
  package enum Content: Sendable, Equatable {
    /// In a shadow table of the index.
    case stored
    /// In a table of that name, or nowhere if the name is empty.
    case external(String)
  }

  /// Name of the database on the connection, such as `main`.
  package let schema: String
  /// Name of the table.
  package let name: String
  /// Names of its columns, in order.
  package let columns: [String]
  /// The tokenizer and its arguments, such as `["porter", "unicode61"]`.
  package let tokenizer: [String]
  /// Where the text itself is kept.
  package let content: Content
  /// Whether it has prefix indexes (`prefix='2 3'`).
  package let hasPrefixIndexes: Bool
  /// Size that leaf pages aim at, in bytes.
  package let pageSize: Int

  /// Name of a shadow table in quotes, with its schema; suffixes are `data`, `idx`, `docsize`,
  /// `config`.
  func shadow(_ suffix: String) -> String {
    Statement.quoted(schema) + "." + Statement.quoted(name + "_" + suffix)
  }

  /// Reads the description of a table from the schema and the configuration.
  ///
  /// - Throws: `unsupported` if something is not known here: another format version,
  ///   `secure-delete`, `detail`, `columnsize`, unindexed columns, options of later versions;
  ///   `misuse` if there is no such FTS5 table.
  package init(
    connection: OpaquePointer, schema: String = "main", table: String
  ) throws(SegmentError) {
    let statement = try Statement(
      connection,
      "SELECT sql FROM \(Statement.quoted(schema)).sqlite_master WHERE type='table' AND name=?1")
    statement.bind(table, at: 1)
    guard try statement.step(), let sql = statement.text(0),
      let arguments = TableArguments(createStatement: sql)
    else {
      throw SegmentError(.misuse, "no FTS5 table of that name")
    }
    let config = try TableDescription.configuration(
      connection, Statement.quoted(schema) + "." + Statement.quoted(table + "_config"))
    self.schema = schema
    name = table
    var columns: [String] = []
    var tokenizer = ["unicode61"]
    var content = Content.stored
    var hasPrefixIndexes = false
    for argument in arguments.list {
      switch argument {
      case .column(let name, isPlain: true): columns.append(name)
      case .column: throw .unsupported("an unindexed column")
      case .option("tokenize", let value): tokenizer = TableArguments.words(value)
      case .option("content", let value): content = .external(value)
      case .option("content_rowid", _), .option("detail", "full"), .option("columnsize", "1"):
        break
      case .option("prefix", let value): hasPrefixIndexes = !value.isEmpty
      case .option(let key, _): throw .unsupported("the table option \(key)")
      }
    }
    guard (1...SegmentLayout.maximumColumns).contains(columns.count) else {
      throw .unsupported("more than \(SegmentLayout.maximumColumns) columns")
    }
    self.columns = columns
    self.tokenizer = tokenizer
    self.content = content
    self.hasPrefixIndexes = hasPrefixIndexes
    guard config["version"] == Int64(SegmentLayout.version) else {
      throw .unsupported("a format version other than \(SegmentLayout.version)")
    }
    guard config["secure-delete", default: 0] == 0 else {
      throw .unsupported("secure-delete")
    }
    let pageSize = config["pgsz", default: Int64(SegmentLayout.defaultPageSize)]
    guard (32...65_536).contains(pageSize) else { throw .damaged("an impossible page size") }
    self.pageSize = Int(pageSize)
  }

  private static func configuration(
    _ connection: OpaquePointer, _ table: String
  ) throws(SegmentError) -> [String: Int64] {
    let statement = try Statement(connection, "SELECT k, v FROM \(table)")
    var result: [String: Int64] = [:]
    while try statement.step() {
      if let key = statement.text(0) { result[key] = statement.integer(1) }
    }
    return result
  }
}

/// The arguments of `CREATE VIRTUAL TABLE … USING fts5(…)`.
struct TableArguments {
  enum Argument: Equatable {
    /// A column; not plain if anything, such as UNINDEXED, follows its name.
    case column(String, isPlain: Bool)
    /// An option; the key in lower case, the value without its quotes.
    case option(String, String)
  }

  let list: [Argument]

  /// Splits a stored CREATE statement; `nil` if it does not make an FTS5 table.
  init?(createStatement sql: String) {
    let bytes = Array(sql.utf8)
    guard let open = bytes.firstIndex(of: UInt8(ascii: "(")),
      let close = bytes.lastIndex(of: UInt8(ascii: ")")), open < close
    else { return nil }
    let head = String(decoding: bytes[..<open], as: UTF8.self).lowercased()
    guard TableArguments.words(head).suffix(2) == ["using", "fts5"] else { return nil }
    list = TableArguments.split(bytes[(open + 1)..<close]).compactMap(TableArguments.parse)
  }

  /// The words of a text: bare ones, or quoted ones without their quotes.
  static func words(_ text: String) -> [String] {
    var result: [String] = []
    var rest = Array(text.utf8)[...]
    while let word = takeWord(&rest) { result.append(word) }
    return result
  }

  private static func split(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var start = bytes.startIndex
    var quote: UInt8?
    for index in bytes.indices {
      let byte = bytes[index]
      if let end = quote {
        if byte == end { quote = nil }
      } else if let end = closingQuote(byte) {
        quote = end
      } else if byte == UInt8(ascii: ",") {
        parts.append(bytes[start..<index])
        start = index + 1
      }
    }
    parts.append(bytes[start...])
    return parts
  }

  private static func parse(_ bytes: ArraySlice<UInt8>) -> Argument? {
    var rest = bytes
    guard let first = takeWord(&rest) else { return nil }
    skipSpace(&rest)
    guard rest.first == UInt8(ascii: "=") else {
      return .column(first, isPlain: rest.isEmpty)
    }
    rest = rest.dropFirst()
    skipSpace(&rest)
    while let last = rest.last, isSpace(last) { rest = rest.dropLast() }
    if let quote = rest.first, closingQuote(quote) != nil {
      return .option(first.lowercased(), takeWord(&rest) ?? "")
    }
    return .option(first.lowercased(), String(decoding: rest, as: UTF8.self))
  }

  private static func takeWord(_ rest: inout ArraySlice<UInt8>) -> String? {
    skipSpace(&rest)
    guard let first = rest.first else { return nil }
    var word: [UInt8] = []
    if let end = closingQuote(first) {
      rest = rest.dropFirst()
      while let byte = rest.popFirst() {
        if byte == end {
          guard rest.first == end, end != UInt8(ascii: "]") else { break }
          rest = rest.dropFirst()
        }
        word.append(byte)
      }
    } else {
      while let byte = rest.first, !isSpace(byte), byte != UInt8(ascii: "="),
        closingQuote(byte) == nil
      {
        word.append(byte)
        rest = rest.dropFirst()
      }
      if word.isEmpty { return nil }
    }
    return String(decoding: word, as: UTF8.self)
  }

  private static func skipSpace(_ rest: inout ArraySlice<UInt8>) {
    while let byte = rest.first, isSpace(byte) { rest = rest.dropFirst() }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private static func closingQuote(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): byte
    case UInt8(ascii: "["): UInt8(ascii: "]")
    default: nil
    }
  }
}
