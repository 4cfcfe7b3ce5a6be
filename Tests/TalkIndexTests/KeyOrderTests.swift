import Testing

@testable import TalkIndex

@Suite struct KeyOrderTests {
  /// Keys that begin alike for so long that they are compared whole, that end in zeros, and that are
  /// the same; few enough to be compared, and enough to be dealt out.
  @Test(arguments: [2, 40, 5000])
  func keysAreInTheOrderOfTheirBytes(count: Int) {
    let beginnings: [[UInt8]] = [
      [], [0], [0, 0], Array(repeating: 7, count: 8), Array(repeating: 7, count: 16),
      Array(repeating: 7, count: 127), Array(repeating: 7, count: 300),
    ]
    var generator = SystemRandomNumberGenerator()
    let keys = (0..<count).map { _ -> [UInt8] in
      let rest = (0..<Int.random(in: 0...9, using: &generator)).map { _ -> UInt8 in
        [0, 7, 255].randomElement(using: &generator) ?? 0
      }
      return (beginnings.randomElement(using: &generator) ?? []) + rest
    }
    let offsets = keys.indices.map { $0 * 1000 }
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: count * 1000, alignment: 8)
    defer { memory.deallocate() }
    func key(_ offset: Int) -> UnsafeRawBufferPointer {
      UnsafeRawBufferPointer(rebasing: memory[offset..<offset + keys[offset / 1000].count])
    }
    for (bytes, offset) in zip(keys, offsets) {
      UnsafeMutableRawBufferPointer(rebasing: memory[offset...]).copyBytes(from: bytes)
    }
    var entries = offsets.map { KeyOrder.Entry(key($0), offset: $0) }
    KeyOrder(key: key).sort(&entries)
    let expected = keys.enumerated().sorted { a, b in
      a.element == b.element
        ? a.offset < b.offset : a.element.lexicographicallyPrecedes(b.element)
    }
    #expect(entries.map(\.offset) == expected.map { entry in entry.offset * 1000 })
  }

  @Test func keysOfNumbersAreInTheOrderOfNumbers() {
    let edges = [8, 16, 24, 32, 40, 48, 56, 63].flatMap { bits -> [Int64] in
      let edge = Int64.max >> (63 - bits)
      return [edge - 1, edge, edge &+ 1, -edge, -edge - 1, -edge &- 2]
    }
    let values = Array(Set(edges + [0, 1, -1, 2, -2, .max, .min])).sorted()
    let keys = ([nil] + values).map { value -> [UInt8] in
      var bytes = [UInt8](repeating: 0xAA, count: 9)
      let count = bytes.withUnsafeMutableBytes { SortedIndex.write(value, to: $0) }
      return Array(bytes[..<count])
    }
    for (smaller, larger) in zip(keys, keys.dropFirst()) {
      #expect(smaller.lexicographicallyPrecedes(larger))
    }
  }
}
