/// Names that are only told apart by signs, which the index's tokenizer drops: C, C++ and C#; net and
/// .NET.
///
/// A single letter with `++` or `#` becomes a word of letters (`C++` → `cplusplus`, `F#` → `fsharp`),
/// and so does `.NET` (`dotnet`), also behind another name if it is written in capitals (`ASP.NET`).
public enum SignedNames {
  /// The words for the names in `text`, in its order.
  public static func forms(of text: String) -> [String] {
    var text = text
    text.makeContiguousUTF8()
    let bytes = text.utf8.span
    var result: [String] = []
    for index in bytes.indices {
      if let form = form(at: index, in: bytes) { result.append(form) }
    }
    return result
  }

  /// Whether ``forms(of:)`` finds any in these bytes of UTF-8.
  public static func areIn(_ bytes: Span<UInt8>) -> Bool {
    var index = 0
    while index &+ 8 <= bytes.count {
      // The bounds are checked by the load.
      let eight = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      if mayHoldSign(eight) {
        for place in index..<index + 8 where form(at: place, in: bytes) != nil { return true }
      }
      index &+= 8
    }
    for place in index..<bytes.count where form(at: place, in: bytes) != nil { return true }
    return false
  }

  /// Whether one of eight bytes is `+`, `#` or `.`; of other bytes few are taken for one.
  @inline(__always)
  private static func mayHoldSign(_ eight: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let (plus, sharp, dot) = (eight ^ ones &* 0x2B, eight ^ ones &* 0x23, eight ^ ones &* 0x2E)
    // Bit 7 of each byte that is zero, and of some above one.
    let zeros = (plus &- ones) & ~plus | (sharp &- ones) & ~sharp | (dot &- ones) & ~dot
    return zeros & (ones &* 0x80) != 0
  }

  /// The word for the name whose sign stands at `index`.
  @inline(__always)
  private static func form(at index: Int, in bytes: Span<UInt8>) -> String? {
    // Letters, digits and spaces, which are nearly all, are none of the three.
    let sign = bytes[index]
    guard sign < UInt8(ascii: "/"), sign > UInt8(ascii: " ") else { return nil }
    switch sign {
    case UInt8(ascii: "+"):
      guard byte(index + 1, bytes) == sign, let letter = letter(before: index, bytes),
        !isWord(byte(index + 2, bytes)) || isDigit(byte(index + 2, bytes)),
        byte(index + 2, bytes) != sign
      else { return nil }
      return letter + "plusplus"
    case UInt8(ascii: "#"):
      guard let letter = letter(before: index, bytes),
        !isWord(byte(index + 1, bytes)) || isDigit(byte(index + 1, bytes)),
        byte(index + 1, bytes) != sign
      else { return nil }
      return letter + "sharp"
    case UInt8(ascii: "."):
      return isDotNet(index, bytes) ? "dotnet" : nil
    default:
      return nil
    }
  }

  /// The only letter of the word that ends before `index`, in lower case.
  private static func letter(before index: Int, _ bytes: Span<UInt8>) -> String? {
    let letter = byte(index - 1, bytes) | 0x20
    guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter),
      !isWord(byte(index - 2, bytes))
    else { return nil }
    return String(UnicodeScalar(letter))
  }

  private static func isDotNet(_ index: Int, _ bytes: Span<UInt8>) -> Bool {
    guard index + 3 < bytes.count, !isWord(byte(index + 4, bytes)) else { return false }
    let name = (bytes[index + 1], bytes[index + 2], bytes[index + 3])
    if name == (UInt8(ascii: "N"), UInt8(ascii: "E"), UInt8(ascii: "T")) { return true }
    let lowercase = (name.0 | 0x20, name.1 | 0x20, name.2 | 0x20)
    let before = byte(index - 1, bytes)
    return lowercase == (UInt8(ascii: "n"), UInt8(ascii: "e"), UInt8(ascii: "t"))
      && !isWord(before) && before != UInt8(ascii: ".")
  }

  /// The byte at `index`; a space outside.
  private static func byte(_ index: Int, _ bytes: Span<UInt8>) -> UInt8 {
    bytes.indices.contains(index) ? bytes[index] : UInt8(ascii: " ")
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// Whether a byte belongs to a word: an ASCII letter or digit, or anything beyond ASCII.
  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
