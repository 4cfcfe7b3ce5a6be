import CivilTime
import ICalendar
import Testing

@Suite("Dates and times")
struct TimeValueTests {
  @Test(
    "Dates and times in all forms",
    arguments: [
      ("DTSTART:20250509", "date 2025-05-09", false),
      ("DTSTART;VALUE=DATE:20250509", "date 2025-05-09", false),
      ("DTSTART:20250509T120000", "floating 2025-05-09T12:00:00", false),
      ("DTSTART:20250509T120000Z", "utc 2025-05-09T12:00:00", false),
      ("DTSTART;TZID=Europe/London:20250509T120000", "Europe/London 2025-05-09T12:00:00", false),
      ("DTSTART;TZID=Europe/London:20250509T120000Z", "utc 2025-05-09T12:00:00", false),
      ("DTSTART;VALUE=DATE-TIME:20250509T120000", "floating 2025-05-09T12:00:00", false),
      ("DTSTART:20250228", "date 2025-02-28", false),
      ("DTSTART:20240229", "date 2024-02-29", false),
      ("DTSTART:20250509T1200", "floating 2025-05-09T12:00:00", true),
      ("DTSTART:20250509T12", "floating 2025-05-09T12:00:00", true),
      ("DTSTART:20250509t120000z", "utc 2025-05-09T12:00:00", true),
      ("DTSTART:2025-05-09", "date 2025-05-09", true),
      ("DTSTART:2025-05-09T12:00:30", "floating 2025-05-09T12:00:30", true),
      ("DTSTART:2025-05-09 12:00", "floating 2025-05-09T12:00:00", true),
      ("DTSTART:20250509T120000.5Z", "utc 2025-05-09T12:00:00", true),
      ("DTSTART:20250509T120000+0200", "utc 2025-05-09T10:00:00", true),
      ("DTSTART:2025-05-09T12:00:00-03:30", "utc 2025-05-09T15:30:00", true),
      ("DTSTART:20250509T235960Z", "utc 2025-05-09T23:59:59", true),
      ("DTSTART:20250509T240000", "floating 2025-05-10T00:00:00", true),
      ("DTSTART: 20250509 ", "date 2025-05-09", true),
      ("DTSTART;VALUE=DATE:20250509T000000", "date 2025-05-09", false),
      ("DTSTART;VALUE=DATE:20250509T110000", "floating 2025-05-09T11:00:00", false),
      ("DTSTART:TZID=Europe/Paris:20250509T110000", "Europe/Paris 2025-05-09T11:00:00", true),
    ])
  func readable(_ line: String, _ expected: String, _ isForgiven: Bool) throws {
    let document = readEvent(line)
    let value = try #require(document.events.first?.first(.dtstart)?.timeValue)
    #expect(Self.description(value) == expected)
    #expect((document.diagnosticCounts[.forgivenTime] == 1) == isForgiven)
    #expect(document.diagnosticCounts[.badTime] == nil)
  }

  @Test("A sign among the digits makes no time of them")
  func signsAmongDigits() throws {
    for sign in ["/", ":", "0", "9", "?", "@", "p", " "] {
      for place in 0..<15 where place != 8 {
        var value = Array("19991018T203040".utf8)
        value[place] = UInt8(sign.utf8.first ?? 0)
        let text = String(decoding: value, as: UTF8.self)
        let document = readEvent("DTSTART:\(text)\r\nDTEND:\(text)Z")
        if "09".contains(sign) { continue }
        let time = document.events.first?.first(.dtstart)?.timeValue
        let isPlain = time.map { Self.description($0).contains("T20:30:40") } ?? false
        #expect(!isPlain || document.diagnosticCounts[.forgivenTime] != nil, "\(text)")
      }
    }
    for number in [0, 1, 9, 10, 12, 23, 59] {
      let two = number < 10 ? "0\(number)" : "\(number)"
      let document = readEvent("DTSTART:99991201T00\(two)\(two)")
      let time = try #require(document.events.first?.first(.dtstart)?.timeValue)
      #expect(Self.description(time) == "floating 9999-12-01T00:\(two):\(two)")
    }
  }

  @Test(
    "What is no time is none, and the event stays",
    arguments: [
      "", "x", "2025", "202505", "20250231", "20250431", "20251301", "20250500", "00000101",
      "99999999", "999999990101", "20250509X", "20250509T", "20250509T1", "20250509T256000",
      "20250509T126100", "20250509T120000ZZ", "20250509T120000+9900", "2025050", "-20250509",
      "20250509T240001", "99991231T240000", "00010101T000000+2300", "٢٠٢٥٠٥٠٩", "TZID=",
      "TZID=a:", "20250509T12000",
    ])
  func unreadable(_ value: String) {
    let document = readEvent("DTSTART:" + value)
    #expect(document.events.first?.first(.dtstart) != nil)
    #expect(document.events.first?.first(.dtstart)?.timeValue == nil)
    #expect(document.diagnosticCounts[.badTime] == 1)
    #expect(document.diagnostics.first { $0.code == .badTime }?.column == 9)
    #expect(TimeValue.parse(value) == nil)
  }

  @Test("Lists of times leave out what is none; periods give their start")
  func lists() {
    let document = readEvent(
      "RDATE;TZID=Europe/London:20250101T100000/PT1H,x,20250102T100000/20250102T110000\r\n"
        + "EXDATE;VALUE=DATE:20250101,20250103,")
    let event = document.events.first
    #expect(
      event?.first(.rdate)?.timeValues.map(Self.description)
        == ["Europe/London 2025-01-01T10:00:00", "Europe/London 2025-01-02T10:00:00"])
    #expect(
      event?.first(.exdate)?.timeValues.map(Self.description)
        == ["date 2025-01-01", "date 2025-01-03"])
  }

  private static func description(_ value: TimeValue) -> String {
    switch value {
    case .date(let date): "date \(date)"
    case .floating(let time): "floating \(time)"
    case .utc(let time): "utc \(time)"
    case .zoned(let time, let zoneID): "\(zoneID) \(time)"
    }
  }
}

@Suite("Durations")
struct CalendarDurationTests {
  @Test(
    "Durations in all forms",
    arguments: [
      ("PT1H", 0, 3600, false), ("P1D", 1, 0, false), ("P2W", 14, 0, false),
      ("-PT15M", 0, -900, false), ("+P1DT2H3M4S", 1, 7384, false), ("-P1DT1S", -1, -1, false),
      ("PT0S", 0, 0, false), ("PT90M", 0, 5400, false), ("P", 0, 0, true), ("PT", 0, 0, true),
      ("P1W2D", 9, 0, true), ("P2H", 0, 7200, true), ("pt5m", 0, 300, true),
      ("PT1.5S", 0, 1, true), ("P2D1W", 9, 0, true), (" PT1H ", 0, 3600, true),
    ])
  func readable(_ text: String, _ days: Int, _ seconds: Int64, _ isForgiven: Bool) {
    let document = readEvent("DURATION:" + text)
    let expected = CalendarDuration(days: days, seconds: seconds)
    #expect(document.events.first?.first(.duration)?.durationValue == expected)
    #expect((document.diagnosticCounts[.forgivenDuration] == 1) == isForgiven)
    #expect(CalendarDuration.parse(expected.description) == expected)
  }

  @Test(
    "What is no duration is none, without a trap",
    arguments: [
      "", "x", "1H", "P1", "PT1", "PT1X", "P1M", "P1Y", "P999999999999999999W",
      "PT9223372036854775807H", "PT99999999999999999999999S", "-", "--PT1H", "P-1D", "PTH",
      "P146098D", "P1DT1H;X",
    ])
  func unreadable(_ text: String) {
    let document = readEvent("DURATION:" + text)
    #expect(document.events.first?.first(.duration)?.durationValue == nil)
    #expect(document.diagnosticCounts[.badDuration] == 1)
    #expect(document.events.count == 1)
  }
}
