import Foundation
import ICalendar
import TalkExtraction
import Testing

/// Extraction is total: random and mutated events never trap and always give one result each.
@Suite("Extraction never fails")
struct ExtractionFuzzTests {
  /// SplitMix64: small, seeded, the same on every machine.
  struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  /// Seconds that this thread has worked.
  private static func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  static let pieces = [
    "Ada Lovelace", "Grace Hopper (Yale)", " - ", " – ", ": ", " | ", "Seminar", "Keynote", "TBA",
    "Dr.", "van der",
    "(", ")", "[", "]", "\"", "“", "”", "「", "」", "（", "）", "：", "、", " by ", " and ", " & ", ", ",
    "; ", "/",
    "University of ", "MIT", "CANCELLED", "https://uni.zoom.us/j/1?pwd=x", "Passcode: 12",
    "Speaker:", "Title:",
    "Abstract", "Bio:", "\\n", "\\n\\n", "<p>", "</p>", "<a href=\"http://x\">", "&amp;",
    "&#x110000;", "&#", "Ã©",
    "山田太郎", "教授", "Ōta", "é", "\u{0301}", "\u{200B}", "\u{FEFF}", "\u{202E}", "x", " ", "  ", "#1",
    "…", "—",
    "Lunch", "as part of ", "by ", "- ", " -", "--", "@handle", "0xFF", "\t", "Prof.", "Jr.", "PhD",
    "'", "’", "·",
  ]

  private func text(_ random: inout Generator) -> String {
    (0..<Int.random(in: 0...14, using: &random)).map { _ in
      Self.pieces.randomElement(using: &random) ?? ""
    }.joined()
  }

  @Test("Random texts in every property", arguments: 0..<60)
  func random(seed: Int) {
    var random = Generator(state: UInt64(seed))
    var events: [[String]] = []
    for _ in 0..<Int.random(in: 1...30, using: &random) {
      events.append([
        "SUMMARY:\(text(&random))", "DESCRIPTION:\(text(&random))\(text(&random))",
        "LOCATION:\(text(&random))",
        "CATEGORIES:\(text(&random))",
        "ORGANIZER;CN=\"\(text(&random).filter { $0 != "\"" })\":mailto:x@y",
        "ATTENDEE;CN=\(text(&random)):invalid:nomail", "CONTACT:\(text(&random))",
        "STATUS:\(text(&random))",
        "URL:\(text(&random))",
      ])
    }
    let heads = [
      [], ["PRODID:talks.cam"], ["PRODID:pretalx"], ["PRODID:indico"], ["PRODID:Pentabarf"],
      ["PRODID:researchseminars"], ["PRODID:talks.ox"], ["X-WR-CALNAME:\(text(&random))"],
    ]
    let bytes = Fixture.calendar(heads[seed % heads.count], events)
    let document = CalendarDocument(bytes: bytes)
    #expect(TalkExtractor().extract(document).count == document.events.count)
  }

  @Test("Mutated bytes of a sound calendar", arguments: 0..<60)
  func mutated(seed: Int) {
    var random = Generator(state: 1000 + UInt64(seed))
    var bytes = Fixture.calendar(
      ["X-WR-CALNAME:Loom Seminar"],
      (0..<8).map { index in
        [
          "SUMMARY:Loom Seminar - Ada Lovelace (Yale)\\, Grace Hopper - Title \(index)",
          "DESCRIPTION:Speaker: Ada Lovelace\\nTitle: <b>Looms &amp; cards</b>\\n\\nAbstract: On “looms” – é.\\n\\nZoom: https://u.zoom.us/j/9?pwd=a Passcode: 1a",
          "LOCATION:Room \(index)\\, https://u.zoom.us/j/9?pwd=a", "RRULE:FREQ=DAILY;COUNT=3",
        ]
      })
    for _ in 0..<Int.random(in: 1...40, using: &random) {
      let index = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0...2, using: &random) {
      case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: index)
      default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: index)
      }
    }
    let document = CalendarDocument(bytes: bytes)
    #expect(TalkExtractor().extract(document).count == document.events.count)
  }

  @Test(
    "Long runs of one sign take linear time",
    arguments: [
      "(", ")", "- ", ": ", "\"", "<", "&", ",", " and ", "Ã", "http://", "A ", "\\n", "pass",
    ])
  func long(piece: String) {
    let text = String(repeating: piece, count: 60_000 / piece.utf8.count)
    let bytes = Fixture.calendar(
      [], [["SUMMARY:\(text)", "DESCRIPTION:\(text)", "LOCATION:\(text)"]])
    // Time of this thread only, so that a busy machine counts for nothing: quadratic time would be
    // minutes.
    let start = Self.threadSeconds()
    #expect(Fixture.extract(bytes).count == 1)
    #expect(Self.threadSeconds() - start < 60, "\(piece)")
  }
}
