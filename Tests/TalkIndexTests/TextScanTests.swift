import Testing

@testable import TalkIndex

/// Loops over many bytes at a time, each beside one that does the same byte by byte.
@Suite("Scans of texts")
struct TextScanTests {
  private static let alphabet: [UInt8] = Array("..nN+#;abc ".utf8) + [0x00, 0x1F, 0x20, 0x7F]

  private func texts(_ body: ([UInt8]) -> Void) {
    var generator = SystemRandomNumberGenerator()
    for length in 0..<70 {
      for _ in 0..<20 {
        var bytes = [UInt8](repeating: 0x61, count: length)
        for _ in 0..<Int.random(in: 0...3, using: &generator) where length > 0 {
          bytes[Int.random(in: 0..<length, using: &generator)] =
            TextScanTests.alphabet.randomElement(using: &generator) ?? 0x61
        }
        if length > 0, Bool.random(using: &generator) {
          bytes[Int.random(in: 0..<length, using: &generator)] = .random(in: 0...255)
        }
        body(bytes)
      }
    }
  }

  @Test("Plain is ASCII without the signs of names; the first other thing is found")
  func plain() {
    texts { bytes in
      for start in [0, bytes.count / 3, bytes.count] {
        let odd = (start..<bytes.count).first { index in
          switch bytes[index] {
          case 0x80..., UInt8(ascii: "+"), UInt8(ascii: "#"): true
          case UInt8(ascii: "."): index + 1 < bytes.count && bytes[index + 1] | 0x20 == 0x6E
          default: false
          }
        }
        let found = bytes.withUnsafeBytes { TokenizedAlone.firstOdd(in: $0, from: start) }
        #expect(found == odd, "\(bytes) from \(start)")
      }
      #expect(
        bytes.withUnsafeBytes {
          TokenizedAlone.isPlain($0) == (TokenizedAlone.firstOdd(in: $0, from: 0) == nil)
        })
    }
  }

  @Test("Control characters are seen, semicolons are counted")
  func survey() {
    texts { bytes in
      let found = bytes.withUnsafeBytes { ListedText.survey($0) }
      #expect(found.hasControls == bytes.contains { $0 < 0x20 }, "\(bytes)")
      #expect(found.semicolons == bytes.count { $0 == UInt8(ascii: ";") }, "\(bytes)")
    }
  }
}
