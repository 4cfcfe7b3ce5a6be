import CivilTime
import Testing

@testable import ICalendar

@Suite("Zone files")
struct ZoneFileTests {
  @Test("Version 1 has times of four bytes")
  func version1() throws {
    let file = TZif(times: [-1_000, 2_000], types: [1, 0], offsets: [3600, 7200])
    let rules = try #require(ZoneFile.rules(from: file.bytes(version: 0)))
    #expect(
      [-1_001, -1_000, 1_999, 2_000].map { rules.offset(atUTC: $0) } == [3600, 7200, 7200, 3600])
  }

  @Test(
    "Later versions have times of eight bytes and a footer",
    arguments: [UInt8(ascii: "2"), UInt8(ascii: "3"), UInt8(ascii: "4")])
  func laterVersions(version: UInt8) throws {
    let file = TZif(
      times: [-5_000_000_000, 2_000], types: [1, 0], offsets: [3600, 7200],
      footer: "CET-1CEST,M3.5.0,M10.5.0/3")
    let rules = try #require(ZoneFile.rules(from: file.bytes(version: version)))
    #expect(rules.offset(atUTC: -5_000_000_001) == 3600)
    #expect(rules.offset(atUTC: -5_000_000_000) == 7200)
    #expect(rules.offset(atUTC: 1_751_328_000) == 7200, "July 2025")
    #expect(rules.offset(atUTC: 1_735_689_600) == 3600, "January 2025")
    #expect(rules.offset(atUTC: 10_429_000_000) == 7200, "June 2300, beyond the table")
    #expect(rules.offset(atUTC: 10_414_000_000) == 3600, "January 2300")
  }

  @Test("A local time that is skipped has the offset before; one that comes twice is the first")
  func gapsAndFolds() throws {
    let file = TZif(times: [], types: [], offsets: [3600], footer: "CET-1CEST,M3.5.0,M10.5.0/3")
    let rules = try #require(ZoneFile.rules(from: file.bytes(version: 50)))
    for (local, utc) in [
      ("20250330T015959", "20250330T005959"), ("20250330T020000", "20250330T010000"),
      ("20250330T025959", "20250330T015959"), ("20250330T030000", "20250330T010000"),
      ("20251026T015959", "20251025T235959"), ("20251026T020000", "20251026T000000"),
      ("20251026T025959", "20251026T005959"), ("20251026T030000", "20251026T020000"),
      ("23000325T023000", "23000325T013000"), ("23001028T023000", "23001028T003000"),
    ] {
      let clock = try #require(TimeValue.parse(local)?.wallClock)
      let expected = try #require(TimeValue.parse(utc)?.wallClock)
      #expect(rules.utc(for: clock) == expected.secondsSinceEpoch, "\(local)")
    }
  }

  @Test("Instants at the ends of the range neither trap nor give a date")
  func extremes() throws {
    let file = TZif(
      times: [0], types: [1], offsets: [0, 3600], footer: "CET-1CEST,M3.5.0,M10.5.0/3")
    let rules = try #require(ZoneFile.rules(from: file.bytes(version: 50)))
    #expect(rules.local(forUTC: Int64.max) == nil)
    #expect(rules.local(forUTC: Int64.min) == nil)
    #expect(rules.offset(atUTC: Int64.min) == 0)
    #expect(rules.offset(atUTC: Int64.max) == 3600)
  }

  @Test("Cut, changed or foreign bytes give rules or nothing, and never trap")
  func hostile() {
    let good = TZif(
      times: [-5_000_000_000, 2_000], types: [1, 0], offsets: [3600, 7200],
      footer: "CET-1CEST,M3.5.0,M10.5.0/3"
    ).bytes(version: 50)
    for length in 0..<good.count { _ = ZoneFile.rules(from: Array(good.prefix(length))) }
    for position in good.indices {
      for value: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
        var bytes = good
        bytes[position] = value
        _ = ZoneFile.rules(from: bytes)?.offset(atUTC: 1_751_328_000)
      }
    }
    #expect(ZoneFile.rules(from: []) == nil)
    #expect(ZoneFile.rules(from: Array("not a zone".utf8)) == nil)
    var leaping = TZif(times: [], types: [], offsets: [0])
    leaping.leapSeconds = 1
    #expect(ZoneFile.rules(from: leaping.bytes(version: 0)) == nil)
  }
}

/// Writes zone files.
struct TZif {
  var times: [Int64]
  var types: [UInt8]
  var offsets: [Int32]
  var footer = ""
  var leapSeconds = 0

  /// The file: for versions from 2 an empty first block, then one with times of eight bytes.
  func bytes(version: UInt8) -> [UInt8] {
    if version == 0 { return block(version: 0, timeSize: 4) }
    let first = TZif(times: [], types: [], offsets: [0]).block(version: version, timeSize: 4)
    return first + block(version: version, timeSize: 8) + Array("\n\(footer)\n".utf8)
  }

  private func block(version: UInt8, timeSize: Int) -> [UInt8] {
    func bytes(_ value: Int64, _ size: Int) -> [UInt8] {
      (0..<size).reversed().map { UInt8(truncatingIfNeeded: value >> Int64($0 * 8)) }
    }
    var block = Array("TZif".utf8) + [version] + Array(repeating: 0, count: 15)
    for count in [0, 0, leapSeconds, times.count, offsets.count, 4] {
      block += bytes(Int64(count), 4)
    }
    for time in times { block += bytes(time, timeSize) }
    block += types
    for offset in offsets { block += bytes(Int64(offset), 4) + [0, 0] }
    block += Array("XXX\0".utf8)
    for _ in 0..<leapSeconds { block += Array(repeating: 0, count: timeSize + 4) }
    return block
  }
}
