import ICalendar
import Testing

/// A small fuzzer that is the same on every run: calendars of all kinds, damaged at random, are read
/// and asked for everything.
@Suite("Damaged calendars")
struct MutationTests {
  @Test("Nothing traps", arguments: 1...40)
  func mutations(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let base = Self.fixtures.randomElement(using: &random) ?? ""
      var bytes = Array(base.utf8)
      for _ in 0...Int.random(in: 0...12, using: &random) { Self.damage(&bytes, &random) }
      var limits = ReadingLimits()
      if Bool.random(using: &random) {
        limits.lineBytes = Int.random(in: 0...60, using: &random)
        limits.depth = Int.random(in: 0...3, using: &random)
        limits.properties = Int.random(in: 0...5, using: &random)
        limits.parameters = Int.random(in: 0...2, using: &random)
        limits.values = Int.random(in: 0...3, using: &random)
        limits.diagnostics = Int.random(in: 0...3, using: &random)
        limits.fileBytes = Int.random(in: 0...bytes.count, using: &random)
      }
      let document = CalendarDocument(bytes: bytes, limits: limits)
      decodeEverything(document)
      #expect(document.diagnostics.count <= limits.diagnostics)
      #expect(document.diagnostics.allSatisfy { $0.line >= 1 && $0.column >= 1 })
      #expect(document.events.allSatisfy { $0.properties.count <= limits.properties })
    }
  }

  private static func damage(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    guard !bytes.isEmpty else {
      bytes = [UInt8.random(in: 0...255, using: &random)]
      return
    }
    let place = Int.random(in: 0..<bytes.count, using: &random)
    let length = min(Int.random(in: 1...40, using: &random), bytes.count - place)
    switch Int.random(in: 0...7, using: &random) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
    case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 2: bytes.removeSubrange(place..<place + length)
    case 3: bytes.removeLast(bytes.count - place)
    case 4:
      let to = Int.random(in: 0...bytes.count, using: &random)
      bytes.insert(contentsOf: Array(bytes[place..<place + length]), at: to)
    case 5:
      let word = words.randomElement(using: &random) ?? ""
      bytes.insert(contentsOf: word.utf8, at: place)
    case 6: bytes.insert(contentsOf: [0x0D, 0x0A, 0x20], at: place)
    default: bytes.removeAll { $0 == 0x0A }
    }
  }

  private static let words = [
    "BEGIN:VEVENT\r\n", "END:VEVENT\r\n", "BEGIN:VCALENDAR\n", "\r", "\n", "\n ", "\"", ";", ":",
    "=",
    "=\r\n", "\\", "\\n", ",", "\u{FEFF}", "\u{0}", "é", "^", "(", ";TZID=(GMT+1:0) x:",
    ";ENCODING=QUOTED-PRINTABLE:=", "P99999999999999999999W", "20250231", "DESCRIPTION:a\nb: c\n",
  ]

  private static let fixtures = [
    """
    BEGIN:VCALENDAR
    VERSION:2.0
    BEGIN:VEVENT
    UID:1@example.org
    DTSTART;TZID="Europe/Paris":20250509T120000
    DURATION:PT1H30M
    SUMMARY;LANGUAGE=en:Rings\\, fields\\; and
     more – Ünïcödé
    ATTENDEE;CN="Ann ""Nick"" Lee";ROLE=CHAIR:mailto:ann@example.org
    DESCRIPTION:A line\\nand another
    Speaker: Nobody
    RDATE;VALUE=PERIOD:20250510T100000Z/PT1H,20250511T100000Z/PT1H
    BEGIN:VALARM
    TRIGGER:-PT15M
    END:VALARM
    END:VEVENT
    END:VCALENDAR

    """,
    "BEGIN:VCALENDAR\r\nVERSION:1.0\r\nBEGIN:VEVENT\r\n"
      + "SUMMARY;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Caf=C3=A9 =\r\nend=0D=0A\r\n"
      + "DTSTART:20250509T120000Z\r\nCATEGORIES:A;B\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    "BEGIN:VEVENT\rUID:2\rDTSTART:2025-05-09 12:00\rSUMMARY:old\r line\rEND:VEVENT\r",
  ]
}
