import GRDB
import GRDBSQLite

/// A token and where it stands.
struct TextToken: Sendable, Hashable {
  /// The token as the index has it.
  var bytes: [UInt8]
  /// Byte range in the text.
  var range: Range<Int>

  /// The token as text.
  var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// SQLite's own tokenizer of one of the indexes, so that a query has exactly the index's tokens.
struct TextTokenizer {
  private let tokenizer: any FTS5Tokenizer

  private final class Gathered {
    var tokens: [TextToken] = []
  }

  /// Finds the tokenizer on a connection.
  init(_ db: Database, _ index: TextIndex) throws {
    let words = FTS5TokenizerDescriptor.unicode61(diacritics: .remove)
    tokenizer = try db.makeTokenizer(index == .prose ? .porter(wrapping: words) : words)
  }

  /// The tokens of a text, in order.
  func tokens(_ text: String) -> [TextToken] {
    var text = text
    return text.withUTF8 { bytes in tokens(UnsafeRawBufferPointer(bytes)) }
  }

  /// The tokens of UTF-8 bytes, in order.
  func tokens(_ bytes: UnsafeRawBufferPointer) -> [TextToken] {
    guard let start = bytes.baseAddress, bytes.count < Int(Int32.max) else { return [] }
    let gathered = Gathered()
    // The callback sees `gathered` only while this call lasts.
    let context = Unmanaged.passUnretained(gathered).toOpaque()
    _ = tokenizer.tokenize(
      context: context, tokenization: .document,
      pText: start.assumingMemoryBound(to: CChar.self), nText: CInt(bytes.count)
    ) { context, _, token, count, begin, end in
      guard let context, let token, count > 0 else { return SQLITE_OK }
      let bytes = UnsafeRawBufferPointer(start: token, count: Int(count))
      Unmanaged<Gathered>.fromOpaque(context).takeUnretainedValue().tokens.append(
        TextToken(bytes: Array(bytes), range: Int(begin)..<max(Int(begin), Int(end))))
      return SQLITE_OK
    }
    return gathered.tokens
  }
}
