import ICalendar
import Testing

@Suite("Unfolding")
struct UnfoldingTests {
  @Test(
    "Lines are joined where they were folded",
    arguments: [
      ("SUMMARY:one\r\n  two", "one two", "CR LF and blank"),
      ("SUMMARY:one\r\n two", "onetwo", "the blank of the fold is no text"),
      ("SUMMARY:one\n two", "onetwo", "LF only"),
      ("SUMMARY:one\r\n\ttwo", "onetwo", "a tab folds too"),
      ("SUMMARY:one\r\n \r\n two", "onetwo", "a fold of nothing"),
      ("SUMMARY:one\r\n\r\n two", "onetwo", "an empty line inside a fold"),
      ("SUMMARY:one\r\r\n two", "onetwo", "line breaks converted twice"),
      ("SUM\r\n MARY:one", "one", "a fold inside the name"),
      ("SUMMARY;LANGUAGE=e\r\n n:one", "one", "a fold inside a parameter"),
      ("SUMMARY:one \r\n two", "one two", "a blank before the fold is text"),
      ("SUMMARY:one\r\n", "one", "an empty line after it"),
      ("SUMMARY:", "", "no value"),
    ])
  func folds(_ lines: String, _ expected: String, _ reason: String) {
    #expect(firstText(.summary, in: readEvent(lines)) == expected, "\(reason)")
  }

  @Test("A character of several bytes may be split by a fold")
  func splitCharacters() {
    for character in ["é", "€", "𝄞", "é\u{301}"] {
      let bytes = Array(character.utf8)
      for cut in 1..<max(2, bytes.count) {
        let line =
          Array("SUMMARY:a".utf8) + bytes[..<cut] + [0x0D, 0x0A, 0x20] + bytes[cut...]
          + Array("b\r\n".utf8)
        let document = CalendarDocument(
          bytes: Array("BEGIN:VEVENT\r\n".utf8) + line + Array("END:VEVENT\r\n".utf8))
        #expect(firstText(.summary, in: document) == "a\(character)b")
        #expect(document.encoding == .utf8)
      }
    }
  }

  @Test(
    "Lines of any length are copied whole, whatever ends them", arguments: ["\r\n", "\n", "\r\r\n"])
  func lengths(_ lineBreak: String) {
    for first in 0...40 {
      for second in 0...40 {
        let (head, tail) = (
          String(repeating: "a", count: first), String(repeating: "b", count: second)
        )
        let lines = "SUMMARY:\(head)\(lineBreak) \(tail)\(lineBreak)UID:1"
        #expect(firstText(.summary, in: readEvent(lines)) == head + tail, "\(first), \(second)")
      }
    }
  }

  @Test("Many folds are unfolded, whatever stands among them", arguments: ["\r\n", "\n", "\r\r\n"])
  func manyFolds(_ lineBreak: String) {
    let pieces = ["one", "", "two=", "\tthree", " ", "four", "=", "five\u{e9}", "six "]
    for start in pieces.indices {
      for end in start..<pieces.count {
        let text = pieces[start...end]
        let lines = "SUMMARY:x" + text.map { lineBreak + " " + $0 }.joined() + lineBreak + "UID:1"
        let document = readEvent(lines)
        #expect(firstText(.summary, in: document) == "x" + text.joined(), "\(start)...\(end)")
        #expect(document.events.first?.first(.uid)?.line == 4 + text.count)
        #expect(firstText(.uid, in: document) == "1")
      }
    }
  }

  @Test("A text of many folds is cut at the longest line that is read, at every place")
  func longFolds() {
    for most in 12...60 {
      var limits = ReadingLimits.standard
      limits.lineBytes = most
      let folded = (0..<6).map { "\r\n \($0)234567" }.joined()
      let document = CalendarDocument(
        bytes: Array("BEGIN:VEVENT\r\nSUMMARY:\(folded)\r\nUID:1\r\nEND:VEVENT\r\n".utf8),
        limits: limits)
      let whole = (0..<6).map { "\($0)234567" }.joined()
      #expect(firstText(.summary, in: document) == String(whole.prefix(max(0, most - 8))))
      #expect(firstText(.uid, in: document) == "1")
    }
  }

  @Test("In files without LF a carriage return ends a line")
  func carriageReturns() {
    let document = readCalendar(
      "BEGIN:VEVENT\rSUMMARY:one\r two\rUID:1\rDTSTART:20250101\rEND:VEVENT\r")
    #expect(firstText(.summary, in: document) == "onetwo")
    #expect(document.diagnosticCount == 1, "outside a calendar, nothing else")
    #expect(document.events.first?.first(.uid)?.line == 4)
  }

  @Test("A lone carriage return inside a line is a line break of text, not of lines")
  func loneCarriageReturn() {
    let document = readEvent("SUMMARY:one\rATTENDEE:mailto:two\r\nUID:1")
    #expect(firstText(.summary, in: document) == "one\nATTENDEE:mailto:two")
    #expect(document.events.first?.first(.attendee) == nil)
    #expect(document.diagnosticCounts[.loneCarriageReturn] == 1)
  }

  @Test(
    "Lines whose fold lacks its blank are joined to the text before",
    arguments: [
      (
        "DESCRIPTION:Speaker follows\nSpeaker: Ada\nhttps://example.org/a:b",
        "Speaker follows\nSpeaker: Ada\nhttps://example.org/a:b", "line breaks not escaped"
      ),
      (
        "DESCRIPTION:" + String(repeating: "x", count: 62) + "-\nending here",
        String(repeating: "x", count: 62) + "-ending here", "broken at 75 bytes: a fold"
      ),
      ("DESCRIPTION:one\nSUMMARY:two", "one", "a known name is a property"),
      ("DESCRIPTION:one\nX-Thing:two", "one", "an extension is a property"),
      ("DESCRIPTION:one\nNEW-NAME:two", "one", "a name in capitals is a property"),
      ("DESCRIPTION:one\nsummary:two", "one", "known names may be small"),
    ])
  func brokenContinuations(_ lines: String, _ expected: String, _ reason: String) {
    #expect(firstText(.description, in: readEvent(lines)) == expected, "\(reason)")
  }

  @Test("What is no line is dropped after a property that holds no prose")
  func badLines() {
    let document = readEvent("SUMMARY:one\r\nX\r\nUID:1\r\n;;;\r\n:none\r\nDTSTART:20250101")
    #expect(firstText(.summary, in: document) == "one")
    #expect(document.diagnosticCounts == [.badLine: 3])
    #expect(
      document.diagnostics.map { [$0.line, $0.column] } == [[4, 1], [6, 1], [7, 1]])
    #expect(document.events.first?.properties.count == 3)
  }

  @Test("A content line longer than the cap is cut between characters")
  func longLine() {
    var limits = ReadingLimits()
    limits.lineBytes = 12
    let bytes = Array("BEGIN:VEVENT\nSUMMARY:aé\n éé\n é\nUID:1\nEND:VEVENT\n".utf8)
    let document = CalendarDocument(bytes: bytes, limits: limits)
    #expect(firstText(.summary, in: document) == "aé")
    #expect(firstText(.uid, in: document) == "1")
    #expect(document.diagnosticCounts[.lineTooLong] == 1)
    #expect(document.encoding == .utf8)
  }
}
