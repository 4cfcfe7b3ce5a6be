import Testing

@testable import FTS5Segments

/// The decoder for ranking counts words eight bytes at a time; the one that goes byte by byte says what is
/// right.
@Suite struct PackedDecoderTests {
  private static let shifts = (0..<8).map { UInt64($0 * 8) }

  /// A position list of random columns, with distances of one to three bytes.
  private static func positions(_ generator: inout SeededGenerator, isLong: Bool) -> [UInt8] {
    var list: [UInt8] = []
    for column in 0..<UInt8(8) where generator.next() % (isLong ? 2 : 5) == 0 {
      if column > 0 { list += [1, column] }
      for _ in 0..<(1 + generator.next() % (isLong ? 9 : 2)) {
        let distance = [1, 2, 120, 127, 300, 20_000][Int(generator.next() % 6)]
        list += Varint.bytes(of: UInt64(2 + distance))
      }
    }
    return list
  }

  /// Both decoders' answers for one doclist; `nil` where it is damaged.
  private static func decoded(
    _ doclist: [UInt8]
  ) -> (quick: [UInt32: UInt64]?, plain: [UInt32: UInt64]?) {
    let quick: [UInt32: UInt64]?
    do {
      let decoder = PackedDecoder(shifts: shifts, patterns: FrequencyPatterns())
      try doclist.withUnsafeBufferPointer { bytes in
        guard let base = bytes.baseAddress else { return }
        try decoder.append(base, count: bytes.count, isAbsolute: true)
      }
      try decoder.endDoclist()
      let packed = decoder.packed()
      quick = Dictionary(uniqueKeysWithValues: zip(packed.rows, packed.counts))
    } catch {
      quick = nil
    }
    let plain: [UInt32: UInt64]?
    var assembly = PostingAssembly(columns: 8, withPositions: false)
    do {
      let raw = RawDoclist()
      raw.markAbsoluteRow()
      doclist.withUnsafeBufferPointer { bytes in
        if let base = bytes.baseAddress { raw.append(base, count: bytes.count) }
      }
      try assembly.add(raw, from: 0)
      let (rows, counts) = assembly.finish(raw).packed(shifts: shifts)
      plain = Dictionary(uniqueKeysWithValues: zip(rows, counts))
    } catch {
      assembly.deallocate()
      plain = nil
    }
    return (quick, plain)
  }

  @Test(arguments: 1...40)
  func countsAsByteByByte(seed: Int) {
    var generator = SeededGenerator(UInt64(seed))
    var doclist: [UInt8] = []
    for _ in 0..<200 {
      let list = PackedDecoderTests.positions(&generator, isLong: generator.next() % 3 == 0)
      if list.isEmpty { continue }
      doclist += Varint.bytes(of: 1 + generator.next() % 300)
      doclist += Varint.bytes(of: UInt64(list.count * 2)) + list
    }
    let whole = PackedDecoderTests.decoded(doclist)
    #expect(whole.plain != nil)
    #expect(whole.quick == whole.plain)
    // One wrong byte: what is taken for good is so, and counted the same.
    for _ in 0..<60 {
      var wrong = doclist
      let place = Int(generator.next() % UInt64(wrong.count))
      wrong[place] = [0, 1, 2, 3, 7, 8, 0x7F, 0x80, 0xFF][Int(generator.next() % 9)]
      let (quick, plain) = PackedDecoderTests.decoded(wrong)
      if quick != nil { #expect(quick == plain, "byte \(place)") }
    }
  }
}
