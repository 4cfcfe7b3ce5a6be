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

  @Test("Plain is ASCII without the signs of names")
  func plain() {
    texts { bytes in
      var isPlain = true
      for (index, byte) in bytes.enumerated() {
        if byte >= 0x80 || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "#") {
          isPlain = false
        }
        if byte == UInt8(ascii: "."), index + 1 < bytes.count, bytes[index + 1] | 0x20 == 0x6E {
          isPlain = false
        }
      }
      let found = bytes.withUnsafeBytes { TokenizedAlone.isPlain($0) }
      // Other text may be taken for one that is not plain, never the other way round.
      #expect(isPlain || !found, "\(bytes)")
      if isPlain, !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
        #expect(found, "\(bytes)")
      }
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
