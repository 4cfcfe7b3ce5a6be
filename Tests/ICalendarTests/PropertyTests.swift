import ICalendar
import Testing

@Suite("Properties")
struct PropertyTests {
  @Test(
    "TEXT escapes are resolved",
    arguments: [
      (#"a\, b\; c\\ d\n\Ne"#, "a, b; c\\ d\n\ne", "RFC 5545"),
      (#"a\:b\"c"#, "a:b\"c", "forgiven"),
      (#"C:\Users\temp"#, #"C:\Users\temp"#, "other backslashes stay"),
      (#"end\"#, #"end\"#, "a backslash at the end stays"),
      (#"\\n"#, #"\n"#, "an escaped backslash escapes nothing"),
      ("a,b;c:d", "a,b;c:d", "nothing to resolve"),
    ])
  func text(_ raw: String, _ expected: String, _ reason: String) throws {
    let property = try #require(readEvent("SUMMARY:" + raw).events.first?.first(.summary))
    #expect(property.text == expected, "\(reason)")
    #expect(property.rawValue == raw)
    #expect(property.withTextUTF8 { $0.count } == expected.utf8.count)
    #expect(property.withRawUTF8 { $0.count } == raw.utf8.count)
  }

  @Test(
    "Lists are split at commas that are not escaped",
    arguments: [
      ("a,b", ["a", "b"]), (#"a\,b,c"#, ["a,b", "c"]), ("", []), ("a", ["a"]),
      ("a,,b,", ["a", "", "b", ""]), (#"a\\,b"#, ["a\\", "b"]), ("a;b", ["a;b"]),
    ])
  func lists(_ raw: String, _ expected: [String]) {
    let document = readEvent("CATEGORIES:" + raw)
    #expect(document.events.first?.first(.categories)?.textList == expected)
  }

  @Test(
    "Parameters are read, quoted, listed and with carets",
    arguments: [
      (";TZID=Europe/London", [Parameter(name: "TZID", values: ["Europe/London"])], "plain"),
      (";cn=\"a;b:c,d\"", [Parameter(name: "CN", values: ["a;b:c,d"])], "quoted"),
      (";X=a,\"b,c\",d", [Parameter(name: "X", values: ["a", "b,c", "d"])], "listed"),
      (";CN=\"a^'b^'^n^^^x\"", [Parameter(name: "CN", values: ["a\"b\"\n^^x"])], "RFC 6868"),
      (
        ";CN=\"Ann \"Nick\" Lee\";ROLE=CHAIR",
        [
          Parameter(name: "CN", values: ["Ann \"Nick\" Lee"]),
          Parameter(name: "ROLE", values: ["CHAIR"]),
        ], "quotes inside quotes"
      ),
      (";X=", [Parameter(name: "X", values: [""])], "empty"),
      (";;A=1;", [Parameter(name: "A", values: ["1"])], "empty ones are nothing"),
      (";X=a\"b", [Parameter(name: "X", values: ["a\"b"])], "a quote that begins no value"),
      (";X=\"a", [Parameter(name: "X", values: ["\"a"])], "a quote that never closes"),
      (
        ";QUOTED-PRINTABLE;WORK",
        [
          Parameter(name: "ENCODING", values: ["QUOTED-PRINTABLE"]),
          Parameter(name: "TYPE", values: ["WORK"]),
        ], "vCalendar 1.0"
      ),
      (
        ";TZID=(GMT+01:00) Here",
        [Parameter(name: "TZID", values: ["(GMT+01:00) Here"])], "a colon in parentheses"
      ),
    ])
  func parameters(_ raw: String, _ expected: [Parameter], _ reason: String) throws {
    let document = readEvent("X-P" + raw + ":value")
    let property = try #require(document.events.first?.first("X-P"))
    #expect(property.parameters == expected, "\(reason)")
    #expect(property.rawValue == "value")
    for parameter in expected {
      #expect(property.parameter(parameter.name) == parameter.values.joined(separator: ","))
    }
    #expect(property.parameter("NONE") == nil)
  }

  @Test("Names are found in any case of letters, long and short")
  func names() throws {
    let document = readEvent("Summary:a\r\nX-Microsoft-CDO-BusyStatus:b\r\nlast-modified :c")
    let event = try #require(document.events.first)
    #expect(event.first("SUMMARY")?.text == "a")
    #expect(event.first("x-microsoft-cdo-busystatus")?.text == "b")
    #expect(event.first(.lastModified)?.text == "c")
    #expect(event.first("X-MICROSOFT-CDO-BUSYSTATUT") == nil)
    #expect(
      event.properties.map(\.name) == ["SUMMARY", "X-MICROSOFT-CDO-BUSYSTATUS", "LAST-MODIFIED"])
    #expect(event.first(.summary)?.isNamed("summary") == true)
    #expect(document.diagnosticCounts[.spaceInName] == 1)
  }

  @Test("Quoted-printable, with soft line breaks and character sets")
  func quotedPrintable() {
    let document = readCalendar(
      "BEGIN:VCALENDAR\r\nVERSION:1.0\r\nBEGIN:VEVENT\r\n"
        + "SUMMARY;ENCODING=QUOTED-PRINTABLE:Caf=C3=A9 a=\r\n la=3D=\r\nb\r\n"
        + "DESCRIPTION;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Gr=FC=DFe=0D=0Azwei=\r\n"
        + "\r\nLOCATION;ENCODING=quoted-printable:=G1=\r\nEND:VEVENT\r\n"
        + "CATEGORIES:a;b,c\r\nEND:VCALENDAR\r\n")
    #expect(firstText(.summary, in: document) == "Café a la=b")
    #expect(firstText(.description, in: document) == "Grüße\nzwei")
    #expect(firstText(.location, in: document) == "=G1=")
    #expect(document.calendars.first?.first(.categories)?.textList == ["a", "b", "c"])
    #expect(document.events.count == 1)
  }

  @Test("Counts are capped")
  func caps() throws {
    var limits = ReadingLimits()
    limits.properties = 3
    limits.parameters = 2
    limits.values = 4
    let bytes = Array(
      "BEGIN:VEVENT\nA;X=1;Y=2;Z=3:a,b,c,d,e,f\nB:\nC:\nD:\nE:\nEND:VEVENT\n".utf8)
    let document = CalendarDocument(bytes: bytes, limits: limits)
    let event = try #require(document.events.first)
    #expect(event.properties.map(\.name) == ["A", "B", "C"])
    #expect(event.properties.first?.parameters.map(\.name) == ["X", "Y"])
    #expect(event.properties.first?.textList == ["a", "b", "c", "d"])
    #expect(document.diagnosticCounts[.tooManyProperties] == 1)
    #expect(document.diagnosticCounts[.tooManyParameters] == 1)
  }
}
