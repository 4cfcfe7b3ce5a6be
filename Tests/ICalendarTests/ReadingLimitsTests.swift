import ICalendar
import Testing

/// Each default cap of reading: what is at it is read whole, what is one beyond is cut and counted.
@Suite("Limits of reading")
struct ReadingLimitsTests {
  @Test("The defaults are those that are documented")
  func defaults() {
    let limits = ReadingLimits.standard
    #expect(limits.fileBytes == 256 << 20)
    #expect(limits.lineBytes == 1 << 20)
    #expect(limits.depth == 8)
    #expect(limits.properties == 10_000)
    #expect(limits.parameters == 100)
    #expect(limits.values == 500)
    #expect(limits.diagnostics == 100)
  }

  @Test("A file as long as the cap is read whole, one byte more is not", arguments: [0, 1])
  func fileBytes(over: Int) {
    let bytes = Array("BEGIN:VEVENT\nUID:1\nEND:VEVENT\n".utf8)
    var limits = ReadingLimits()
    limits.fileBytes = bytes.count - over
    let document = CalendarDocument(bytes: bytes, limits: limits)
    #expect(document.diagnosticCounts[.fileTooLong, default: 0] == over)
    #expect(document.events.count == 1)
  }

  @Test(
    "A line of 1 MiB is read whole, of the next byte nothing", arguments: [0, 1], [false, true])
  func lineBytes(over: Int, isFolded: Bool) {
    let count = (1 << 20) - "SUMMARY:".utf8.count + over
    var text = String(repeating: "x", count: count)
    if isFolded { text.insert(contentsOf: "\r\n ", at: text.index(text.startIndex, offsetBy: 9)) }
    let document = readEvent("SUMMARY:" + text + "\r\nUID:1")
    #expect(document.diagnosticCounts[.lineTooLong, default: 0] == over)
    #expect(firstText(.summary, in: document)?.utf8.count == count - over)
    #expect(firstText(.uid, in: document) == "1")
  }

  @Test("Eight components inside one another are read, the ninth is dropped", arguments: [8, 9])
  func depth(_ depth: Int) {
    let names = (1..<depth).map { "X-\($0)" } + ["VEVENT"]
    let document = readCalendar(
      names.map { "BEGIN:\($0)\n" }.joined() + "SUMMARY:deep\n"
        + names.reversed().map { "END:\($0)\n" }.joined() + "BEGIN:VEVENT\nEND:VEVENT\n")
    #expect(document.diagnosticCounts[.tooDeep, default: 0] == (depth > 8 ? 1 : 0))
    #expect(document.events.contains { $0.first(.summary) != nil } == (depth == 8))
    #expect(!document.isTruncated)
  }

  @Test("10,000 properties are read, the next one is dropped", arguments: [10_000, 10_001])
  func properties(_ count: Int) {
    let document = readEvent((1...count).map { "X-\($0):a" }.joined(separator: "\n"))
    #expect(document.events.first?.properties.count == 10_000)
    let isOver = count > 10_000
    #expect((document.diagnosticCounts[.tooManyProperties] != nil) == isOver)
    #expect((document.events.first?.first("X-10001") != nil) == false)
    #expect(document.events.first?.first("X-10000")?.text == "a")
  }

  @Test("100 parameters are read, the next one is dropped", arguments: [100, 101])
  func parameters(_ count: Int) throws {
    let document = readEvent("X" + (1...count).map { ";P\($0)=\($0)" }.joined() + ":v")
    let property = try #require(document.events.first?.first("X"))
    #expect(property.parameters.count == 100)
    #expect(property.parameter("P100") == "100")
    #expect(property.parameter("P101") == nil)
    #expect(property.text == "v")
    #expect(document.diagnosticCounts[.tooManyParameters, default: 0] == count - 100)
  }

  @Test("500 values are read, the next one is dropped", arguments: [500, 501])
  func values(_ count: Int) throws {
    let list = (1...count).map { "v\($0)" }.joined(separator: ",")
    let times = Array(repeating: "20250509T120000Z", count: count).joined(separator: ",")
    let document = readEvent("CATEGORIES:\(list)\nRDATE:\(times)\nX;A=\(list):v")
    let event = try #require(document.events.first)
    #expect(event.first(.categories)?.textList.count == 500)
    #expect(event.first(.categories)?.textList.last == "v500")
    #expect(event.first(.rdate)?.timeValues.count == 500)
    #expect(event.first("X")?.parameters.first?.values.count == 500)
  }

  @Test("100 diagnostics are kept, all are counted", arguments: [100, 101])
  func diagnostics(_ count: Int) {
    let document = readEvent(
      "UID:1\nDTSTART:20250509T120000Z\n"
        + String(repeating: "BEGIN:X\nEND:Y\nEND:X\n", count: count))
    #expect(document.diagnosticCounts[.unmatchedEnd] == count)
    #expect(document.diagnostics.count == 100)
  }
}
