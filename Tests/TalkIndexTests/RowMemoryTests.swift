import CivilTime
import TalkModel
import Testing

@testable import TalkIndex

@Suite struct RowMemoryTests {
  @Test func growsAndShrinks() {
    var memory = GrowingMemory<UInt8>(capacity: 0)
    defer { memory.deallocate() }
    var expected: [UInt8] = []
    for round in 0..<40 {
      let added = [UInt8](repeating: UInt8(round), count: round * 7 % 50)
      added.withUnsafeBufferPointer { memory.append($0) }
      memory.append(200)
      expected += added + [200]
      let removed = round % 3
      memory.removeLast(min(removed, memory.count))
      expected.removeLast(min(removed, expected.count))
      #expect(Array(memory.values) == expected)
    }
    memory.append(UnsafeBufferPointer(start: nil, count: 0))
    #expect(memory.count == expected.count)
  }

  /// Stored in indexes: two words at a time must make what one at a time makes.
  @Test func hashesAreThoseOfOneWordAfterTheOther() {
    let bytes = (0..<100).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }
    for start in 0..<3 {
      for end in start..<bytes.count {
        var expected = StableHash()
        expected.feed(Int64(end - start))
        for place in stride(from: start, to: end, by: 8) {
          let part = bytes[place..<min(place + 8, end)]
          // A whole word is little-endian; what is left, the first byte highest.
          let word =
            part.count == 8
            ? part.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            : part.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
          expected.feed(Int64(bitPattern: word))
        }
        var hash = StableHash()
        bytes.withUnsafeBytes { hash.feed(UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
        #expect(hash.value == expected.value, "\(start)..<\(end)")
      }
    }
  }

  @Test func weightsAreMarkedToTheNearestSixtyFourth() {
    for step in 0...640 {
      let exact = Double(step) / 640
      for weight in [exact, exact.nextDown, exact.nextUp] {
        let mark = KeywordMarks.mark(of: Keyword(text: "a", origin: .extracted, weight: weight))
        #expect(mark == UInt8(ascii: "0") + UInt8((min(max(weight, 0), 1) * 64).rounded()))
      }
    }
  }

  @Test func timesAreWrittenAsISO8601() throws {
    for seconds in stride(from: Int64(-62_000_000_000), to: 253_000_000_000, by: 1_234_567_891) {
      let time = try #require(CivilDateTime(secondsSinceEpoch: seconds))
      var text = TextColumns(abstract: 0, title: 0)
      defer {
        text.bytes.deallocate()
        text.ends.deallocate()
      }
      text.append(time)
      let (date, year) = (time.date, time.date.year)
      let parts = [year, date.month, date.day, time.hour, time.minute, time.second]
      let padded = parts.enumerated().map { place, part in
        String(repeating: "0", count: max(0, (place == 0 ? 4 : 2) - "\(part)".count)) + "\(part)"
      }
      #expect(
        String(decoding: text.bytes.values, as: UTF8.self)
          == padded[..<3].joined(separator: "-") + "T" + padded[3...].joined(separator: ":"))
    }
  }
}
