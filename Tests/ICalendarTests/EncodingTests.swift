import ICalendar
import Testing

@Suite("Encodings")
struct EncodingTests {
  private static let file =
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20250101\r\n"
    + "SUMMARY:Über 𝄞 naïve – “x”\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
  private static let summary = "Über 𝄞 naïve – “x”"

  private static func utf16(highFirst: Bool) -> [UInt8] {
    file.utf16.flatMap { unit in
      let high = UInt8(unit >> 8)
      let low = UInt8(unit & 0xFF)
      return highFirst ? [high, low] : [low, high]
    }
  }

  @Test("Files in every encoding are read alike")
  func encodings() {
    let rows: [([UInt8], TextEncoding)] = [
      (Array(Self.file.utf8), .utf8),
      ([0xEF, 0xBB, 0xBF] + Array(Self.file.utf8), .utf8WithBOM),
      ([0xC3, 0xAF, 0xC2, 0xBB, 0xC2, 0xBF] + Array(Self.file.utf8), .utf8WithBOM),
      ([0xFF, 0xFE] + Self.utf16(highFirst: false), .utf16LittleEndian),
      ([0xFE, 0xFF] + Self.utf16(highFirst: true), .utf16BigEndian),
      (Self.utf16(highFirst: false), .utf16LittleEndian),
      (Self.utf16(highFirst: true), .utf16BigEndian),
    ]
    for (bytes, encoding) in rows {
      let document = CalendarDocument(bytes: bytes)
      #expect(document.encoding == encoding)
      #expect(firstText(.summary, in: document) == Self.summary)
      #expect(document.diagnostics == [])
      #expect(document.events.first?.first(.summary)?.line == 5)
    }
  }

  @Test("A character that a fold parts is one character", arguments: [false, true])
  func foldedSurrogates(highFirst: Bool) {
    let units =
      Array(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20250101\r\nSUMMARY:a ".utf16)
      + [0xD834, 0x0D, 0x0A, 0x20, 0xDD1E] + Array(" b\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".utf16)
    let bytes = units.flatMap { unit in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return highFirst ? [high, low] : [low, high]
    }
    let document = CalendarDocument(bytes: (highFirst ? [0xFE, 0xFF] : [0xFF, 0xFE]) + bytes)
    #expect(firstText(.summary, in: document) == "a 𝄞 b")
    #expect(document.diagnostics == [])
    let folded: [UInt8] =
      Array("SUMMARY:na".utf8) + [0xC3, 0x0D, 0x0A, 0x20, 0xAF] + Array("ve".utf8)
    let whole =
      Array("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n".utf8) + folded
      + Array("\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".utf8)
    #expect(firstText(.summary, in: CalendarDocument(bytes: whole)) == "naïve")
  }

  @Test("Bytes that cannot be UTF-8 are Windows-1252")
  func windows1252() {
    let bytes =
      Array("BEGIN:VEVENT\nSUMMARY:Caf".utf8) + [0xE9, 0x20, 0x80, 0x20, 0x93, 0x78, 0x94, 0x0A]
      + Array("LOCATION;X-A=".utf8) + [0xFC] + Array(":Z".utf8) + [0xFC]
      + Array("rich\nEND:VEVENT\n".utf8)
    let document = CalendarDocument(bytes: bytes)
    #expect(document.encoding == .windows1252)
    #expect(firstText(.summary, in: document) == "Café € “x”")
    #expect(firstText(.location, in: document) == "Zürich")
    #expect(document.events.first?.first(.location)?.parameter("x-a") == "ü")
    #expect(document.diagnosticCounts[.otherEncoding] == 1)
    #expect(document.events.first?.name == "VEVENT")
  }

  @Test("In UTF-8 each broken sequence becomes one U+FFFD, and the rest stays")
  func repair() {
    let bytes =
      Array("BEGIN:VEVENT\nSUMMARY:ä ö ü é ".utf8) + [0xE2, 0x82, 0x20, 0xFF, 0x78, 0x0A]
      + Array("LOCATION:ß\nEND:VEVENT\n".utf8)
    let document = CalendarDocument(bytes: bytes)
    #expect(document.encoding == .utf8)
    #expect(firstText(.summary, in: document) == "ä ö ü é \u{FFFD} \u{FFFD}x")
    #expect(firstText(.location, in: document) == "ß")
    #expect(document.diagnosticCounts[.invalidUTF8] == 1)
  }

  @Test("NUL is dropped")
  func nul() {
    let document = readEvent("SUMMARY:a\u{0}b\r\nUID:1\r\nDTSTART:20250101")
    #expect(firstText(.summary, in: document) == "ab")
    #expect(document.diagnosticCounts == [.nulDropped: 1])
  }

  @Test("An unpaired surrogate in UTF-16 becomes U+FFFD")
  func surrogates() {
    var bytes = Self.utf16(highFirst: false)
    bytes.replaceSubrange(0..<2, with: [0xFF, 0xFE])
    let units: [UInt8] = [0x42, 0, 0x3D, 0xD8, 0x42, 0]
    let document = CalendarDocument(bytes: [0xFF, 0xFE] + units)
    #expect(document.diagnosticCounts[.invalidUTF8] == 1)
    #expect(!document.isCalendar)
  }
}
