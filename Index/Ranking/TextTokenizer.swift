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

  private final class Receiver {
    /// Takes the bytes of a token, valid only meanwhile, and where it stands in the text.
    let take: (_ token: UnsafeRawBufferPointer, _ range: Range<Int>) -> Void

    init(_ take: @escaping (_ token: UnsafeRawBufferPointer, _ range: Range<Int>) -> Void) {
      self.take = take
    }
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
    var tokens: [TextToken] = []
    forEachToken(bytes) { tokens.append(TextToken(bytes: Array($0), range: $1)) }
    return tokens
  }

  /// Calls `body` with the bytes of each token of UTF-8 bytes, valid only meanwhile, and where it stands.
  func forEachToken(
    _ bytes: UnsafeRawBufferPointer,
    _ body: (_ token: UnsafeRawBufferPointer, _ range: Range<Int>) -> Void
  ) {
    guard let start = bytes.baseAddress, bytes.count < Int(Int32.max) else { return }
    withoutActuallyEscaping(body) { body in
      let receiver = Receiver(body)
      // The callback sees `receiver` only while this call lasts.
      withExtendedLifetime(receiver) {
        let context = Unmanaged.passUnretained(receiver).toOpaque()
        _ = tokenizer.tokenize(
          context: context, tokenization: .document,
          pText: start.assumingMemoryBound(to: CChar.self), nText: CInt(bytes.count)
        ) { context, _, token, count, begin, end in
          guard let context, let token, count > 0 else { return SQLITE_OK }
          Unmanaged<Receiver>.fromOpaque(context).takeUnretainedValue().take(
            UnsafeRawBufferPointer(start: token, count: Int(count)),
            Int(begin)..<max(Int(begin), Int(end)))
          return SQLITE_OK
        }
      }
    }
  }
}
