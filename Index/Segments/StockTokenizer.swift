import GRDBSQLite

/// A tokenizer that FTS5 brings along, called directly.
///
/// It has a small database in memory of its own, so it may be made and used on any one thread.
package final class StockTokenizer {
  /// Receives a token: context, flags, bytes, their number, start and end in the text.
  typealias Receiver =
    @convention(c) (
      UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, Int32, Int32, Int32
    ) -> Int32

  private let connection: OpaquePointer
  private let methods: fts5_tokenizer
  private let instance: OpaquePointer

  /// Makes a tokenizer as `tokenize='…'` does.
  ///
  /// - Parameter arguments: Its name and arguments, such as `["porter", "unicode61"]`.
  /// - Throws: `unsupported` if this SQLite has no such tokenizer; `sqlite`.
  package init(_ arguments: [String]) throws(SegmentError) {
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(
      ":memory:", &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let opened else {
      sqlite3_close_v2(opened)
      throw SegmentError(.sqlite, "no database in memory", sqliteCode: code)
    }
    do {
      (methods, instance) = try StockTokenizer.make(opened, arguments)
    } catch {
      sqlite3_close_v2(opened)
      throw error
    }
    connection = opened
  }

  deinit {
    methods.xDelete?(instance)
    sqlite3_close_v2(connection)
  }

  private static func make(
    _ connection: OpaquePointer, _ arguments: [String]
  ) throws(SegmentError) -> (fts5_tokenizer, OpaquePointer) {
    guard let api = try api(connection), let name = arguments.first else {
      throw .unsupported("no FTS5 in this SQLite")
    }
    var methods = fts5_tokenizer()
    var context: UnsafeMutableRawPointer?
    guard api.pointee.xFindTokenizer?(api, name, &context, &methods) == SQLITE_OK else {
      throw .unsupported("no tokenizer of that name")
    }
    // The C strings of the arguments, kept while the tokenizer is made.
    let copies = arguments.dropFirst().map { argument in
      let bytes = Array(argument.utf8CString)
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
      copy.initialize(from: bytes, count: bytes.count)
      return copy
    }
    defer { for copy in copies { copy.deallocate() } }
    var pointers = copies.map { UnsafePointer<CChar>?($0) }
    var made: OpaquePointer?
    guard
      methods.xCreate?(context, &pointers, Int32(pointers.count), &made) == SQLITE_OK, let made
    else { throw .unsupported("arguments that the tokenizer does not know") }
    return (methods, made)
  }

  /// FTS5's functions, which it hands out through a pointer bound to `SELECT fts5(?)`.
  private static func api(
    _ connection: OpaquePointer
  ) throws(SegmentError) -> UnsafeMutablePointer<fts5_api>? {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(connection, "SELECT fts5(?1)", -1, &statement, nil) == SQLITE_OK
    else { throw Statement.error(connection) }
    defer { sqlite3_finalize(statement) }
    var api: UnsafeMutablePointer<fts5_api>?
    let type: StaticString = "fts5_api_ptr"
    withUnsafeMutablePointer(to: &api) { target in
      type.utf8Start.withMemoryRebound(to: CChar.self, capacity: type.utf8CodeUnitCount + 1) {
        _ = sqlite3_bind_pointer(statement, 1, target, $0, nil)
      }
      _ = sqlite3_step(statement)
    }
    return api
  }

  /// Calls `receiver` with each token of a text.
  func tokenize(
    _ text: UnsafePointer<UInt8>, count: Int, context: UnsafeMutableRawPointer?,
    isQuery: Bool = false, _ receiver: Receiver
  ) -> Int32 {
    text.withMemoryRebound(to: CChar.self, capacity: count) { characters in
      methods.xTokenize?(
        instance, context, isQuery ? FTS5_TOKENIZE_QUERY : FTS5_TOKENIZE_DOCUMENT, characters,
        Int32(clamping: count), receiver) ?? SQLITE_ERROR
    }
  }

  /// The tokens of a text of a query, in order.
  package func tokens(of text: String) -> [[UInt8]] {
    var text = text
    var result: [[UInt8]] = []
    text.withUTF8 { bytes in
      guard let base = bytes.baseAddress else { return }
      withUnsafeMutablePointer(to: &result) { target in
        _ = tokenize(base, count: bytes.count, context: target, isQuery: true) {
          context, flags, token, count, _, _ in
          guard let context, let token, flags & FTS5_TOKEN_COLOCATED == 0 else {
            return SQLITE_OK
          }
          let kept = min(Int(count), SegmentLayout.maximumTokenBytes)
          let bytes = UnsafeRawBufferPointer(start: token, count: kept)
          context.assumingMemoryBound(to: [[UInt8]].self).pointee.append(Array(bytes))
          return SQLITE_OK
        }
      }
    }
    return result
  }
}
