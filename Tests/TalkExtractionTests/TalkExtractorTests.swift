import CivilTime
import ICalendar
import TalkExtraction
import TalkModel
import Testing

@Suite("From events to talks")
struct TalkExtractorTests {
  @Test("One event after the other are those of all at once, also where some recur")
  func oneByOne() {
    let plain = (0..<40).map { ["SUMMARY:Looms and engines \($0) - Grace Hopper"] }
    let recurring = [
      [
        "SUMMARY:Logic seminar - Ada Byron", "UID:r", "RRULE:FREQ=WEEKLY;COUNT=3",
        "DTSTART:20270104T100000Z",
      ],
      [
        "SUMMARY:Logic seminar - Ada Byron", "UID:r", "RECURRENCE-ID:20270111T100000Z",
        "DTSTART:20270111T120000Z",
      ],
    ]
    // Some say so little that the others decide what they are.
    let mixed = plain.enumerated().map { $0 % 20 == 18 ? ["SUMMARY:Assembly"] : $1 }
    // Several calendars in one file, so that some are settled at once and others are not.
    let bytes =
      Fixture.calendar([], plain) + Fixture.calendar([], recurring + plain)
      + Fixture.calendar([], mixed)
    let document = CalendarDocument(bytes: bytes)
    let extractor = TalkExtractor(options: ExtractionOptions(keepsFindings: true))
    let all = extractor.extract(document)
    var some: [ExtractedEvent] = []
    extractor.forEachEvent(of: document) { some.append($0) }
    #expect(all.count == 122)
    #expect(some.map(\.talk) == all.map(\.talk))
    #expect(some.map(\.findings) == all.map(\.findings))
    #expect(some.map(\.isMergedIntoMaster) == all.map(\.isMergedIntoMaster))
    #expect(some.contains { $0.isMergedIntoMaster })
    #expect(some.contains { $0.talk.kind == .other })
  }

  @Test("Thousands of which little tells the kind are the same one by one as together")
  func manyUndecided() {
    let events = (0..<4300).map { number in
      number % 5 == 0 ? ["SUMMARY:Logic seminar - Ada Byron"] : ["SUMMARY:Assembly \(number)"]
    }
    let document = CalendarDocument(bytes: Fixture.calendar([], events))
    let extractor = TalkExtractor(options: ExtractionOptions())
    var some: [Talk] = []
    extractor.forEachEvent(of: document) { some.append($0.talk) }
    #expect(some == extractor.extract(document).map(\.talk))
    #expect(some.count == events.count)
  }

  @Test(
    "Exporters mark what does not take place by properties of their own",
    arguments: [
      ("X-LIVEWHALE-CANCELED:1", TalkStatus.cancelled), ("X-CANCELLED:TRUE", .cancelled),
      ("X-LIVEWHALE-CANCELED:0", .confirmed), ("X-CANCELED:", .confirmed),
    ])
  func markedCancelled(line: String, status: TalkStatus) {
    for lines in [[line, "STATUS:CONFIRMED"], ["STATUS:CONFIRMED", line]] {
      let events = Fixture.extract(
        Fixture.calendar([], [["SUMMARY:Looms and engines - Grace Hopper"] + lines]))
      #expect(events.map(\.talk.status) == [status])
    }
  }

  @Test("A talk of a department's list, every field")
  func everyField() throws {
    let bytes = Fixture.calendar(
      ["PRODID:-//talks.cam.ac.uk//v3//EN"],
      [
        [
          "CATEGORIES:Lovelace Lecture Series",
          "SUMMARY:Notes on Engines - a second look - Grace Hopper (Harvard Computation Lab",
          " oratory)", "DTSTART;TZID=Europe/London:20250509T120000",
          "DTEND;TZID=Europe/London:20250509T130000", "UID:TALK42AThttp://talks.example.org",
          "URL:http://talks.example.org/talk/index/42",
          "DESCRIPTION:We look at engines and their notes\\, twice\\, and at looms of every kind.\\n\\nGrace Hopper is a r",
          " ear admiral of the Navy.\\n",
          "LOCATION:Room 12 with Hybrid Format. Here is the Zoom link: https://uni.zoom.us/j/4751?pwd=Z2ZO",
          "CONTACT:Ada Byron",
        ]
      ])
    let event = try #require(Fixture.extract(bytes).first)
    let talk = event.talk
    #expect(talk.title == "Notes on Engines - a second look")
    #expect(
      talk.speakers == [
        Speaker(name: "Grace Hopper", affiliation: "Harvard Computation Laboratory")
      ])
    #expect(talk.series == ["Lovelace Lecture Series"])
    #expect(talk.organiser == "Ada Byron")
    #expect(talk.time?.localStart.description == "2025-05-09T12:00:00")
    #expect(talk.time?.localEnd.description == "2025-05-09T13:00:00")
    #expect(talk.time?.zone == "Europe/London")
    #expect(talk.joinLink == "https://uni.zoom.us/j/4751")
    #expect(talk.joinSecret == "https://uni.zoom.us/j/4751?pwd=Z2ZO")
    #expect(talk.venue == "Room 12 with Hybrid Format.")
    #expect(talk.url == "http://talks.example.org/talk/index/42")
    #expect(
      talk.abstract == "We look at engines and their notes, twice, and at looms of every kind.")
    #expect(talk.biography == "Grace Hopper is a rear admiral of the Navy.")
    #expect(talk.kind == .talk)
    #expect(talk.status == .confirmed)
    #expect(event.findings[.speakers]?.rule == "talks-cam-summary")
    #expect(event.findings.values.allSatisfy { (0...1).contains($0.confidence) })
    let unexplained = try #require(
      TalkExtractor().extract(CalendarDocument(bytes: bytes)).first)
    #expect(unexplained.findings.isEmpty)
    #expect(unexplained.talk == talk)
  }

  @Test("Talks that are put together at a time keep to themselves", arguments: [1, 7, 200])
  func together(length: Int) {
    // Enough text for batches that end by number and by bytes.
    let events = (0..<50).map { number in
      let sentence = "Harbour \(number) silts up where tides turn\\, as dredgers\(number) know. "
      return [
        "UID:\(number)",
        "SUMMARY:Tides of harbour \(number) (Grace Hopper\(number % 3 == 0 ? "" : ", MIT"))",
        "DTSTART:20250509T120000Z",
        "DESCRIPTION:" + String(repeating: sentence, count: number % 4 == 0 ? length * 10 : length),
      ]
    }
    let all = Fixture.extract(Fixture.calendar([], events))
    #expect(all.count == 50)
    for (number, event) in all.enumerated() {
      #expect(event.talk.identity.uid == "\(number)")
      #expect(event.talk.title.contains("harbour \(number)"))
      #expect(event.talk.abstract?.contains("dredgers\(number) know.") ?? false)
      #expect(event.talk.abstract?.contains("dredgers\(number + 1) ") == false)
      #expect(!event.talk.keywords.isEmpty)
      #expect(event.talk.time?.localStart.description == "2025-05-09T12:00:00")
    }
  }

  @Test(
    "Exporters are known by what they write into the file",
    arguments: [
      (
        "PRODID:-//pretalx//x//con", "SUMMARY:Maps - and more - Lê Thu Hà\\, quokka",
        "Maps - and more / Lê Thu Hà, quokka / "
      ),
      ("PRODID:-//pretalx//x//con", "SUMMARY:Opening - ", "Opening /  / "),
      (
        "PRODID:-//CERN//INDICO//EN",
        "SUMMARY:Jets - at night\nDESCRIPTION:Speakers: Bùi Hân (CERN (CH))\\, Lorenzo Dell'Orto\\n\\nText.",
        "Jets - at night / Bùi Hân [CERN (CH)], Lorenzo Dell'Orto / "
      ),
      (
        "PRODID:researchseminars.org",
        "SUMMARY:Ann Lee\nDESCRIPTION:Title: <a href=\"https://x.org\">Knots &amp; links</a>\\nby Ann Lee (MIT) as part of Knots\\, Daily\\n\\nAbstract\\nText.",
        "Knots & links / Ann Lee [MIT] / Knots, Daily"
      ),
      (
        "PRODID:-//Pentabarf//Schedule//EN",
        "SUMMARY:[x] Title: sub - part\nCATEGORIES:Big, small and data\nATTENDEE;CN=\"Jo Ann (jo)\":invalid:nomail",
        "[x] Title: sub - part / Jo Ann (jo) / Big, small and data"
      ),
      (
        "PRODID:talks.ox.ac.uk",
        "SUMMARY:Title TBC\nDESCRIPTION:\\nSpeakers:\\nDr Ana Ruiz (Andes)",
        " / Ana Ruiz [Andes] / "
      ),
    ])
  func exporters(producer: String, lines: String, expected: String) throws {
    let event = lines.split(separator: "\n").map(String.init)
    let result = try #require(Fixture.extract(Fixture.calendar([producer], [event])).first)
    #expect(Fixture.line(result) == expected)
  }

  @Test("A calendar's own statistics tell titles from speakers")
  func statistics() {
    let summaries = [
      "Weaving at scale -- Ada Lovelace and Grace Hopper", "Looms - a history -- Niall Ross",
      "Profiler zoo -- Alexandre Bergel", "Punch cards -- Marcus Denker", "Tapes -- Chris Thorne",
      "Registration",
    ]
    let results = Fixture.extract(
      Fixture.calendar(["X-WR-CALNAME:LoomConf 2011"], summaries.map { ["SUMMARY:\($0)"] }))
    #expect(
      results.map(Fixture.line) == [
        "Weaving at scale / Ada Lovelace, Grace Hopper / LoomConf 2011",
        "Looms - a history / Niall Ross / LoomConf 2011",
        "Profiler zoo / Alexandre Bergel / LoomConf 2011",
        "Punch cards / Marcus Denker / LoomConf 2011",
        "Tapes / Chris Thorne / LoomConf 2011", "Registration /  / LoomConf 2011",
      ])
    #expect(results.last?.talk.kind == .other)
  }

  @Test("A prefix that summaries share is a series")
  func sharedPrefix() {
    let events = [
      [
        "SUMMARY:QSE - Prices and maps",
        "DESCRIPTION:Speaker: Ann Lee\\nInstitution: Hertie School",
      ],
      ["SUMMARY:QSE - TBC", "DESCRIPTION:Speaker: Hans Koster\\nInstitution: VU Amsterdam"],
      ["SUMMARY:QSE - Trade: old and new", "DESCRIPTION:Speaker: LUCY BERG\\nInstitution: LSE"],
      ["SUMMARY:QSE - ", "DESCRIPTION:Speaker: Jo Park\\nInstitution: MIT"],
    ]
    let results = Fixture.extract(Fixture.calendar([], events))
    #expect(
      results.map(Fixture.line) == [
        "Prices and maps / Ann Lee [Hertie School] / QSE", " / Hans Koster [VU Amsterdam] / QSE",
        "Trade: old and new / LUCY BERG [LSE] / QSE", " / Jo Park [MIT] / QSE",
      ])
    #expect(results[1].talk.isToBeAnnounced)
  }

  @Test(
    "Series, speaker and title wherever a department puts them",
    arguments: [
      (
        "Topology Seminar: Jane Whitfield (Warwick)", "Title: Knots",
        "Knots / Jane Whitfield [Warwick] / Topology Seminar"
      ),
      (
        "Marta Kowalczyk (Leeds): Cohomology of bricks", "",
        "Cohomology of bricks / Marta Kowalczyk [Leeds] / "
      ),
      ("PhD defence: Tomás Oliveira", "Title: Fields", "Fields / Tomás Oliveira / PhD defence"),
      ("Invited Talk 6: Dave Hodson", "", " / Dave Hodson / "),
      ("\"What is Time?\" by Harriet Lowe", "", "What is Time? / Harriet Lowe / "),
      ("Arduino for newbies with Mitch Altman", "", "Arduino for newbies / Mitch Altman / "),
      (
        "Global weaving", "Presented by Rob Douglas. Details: https://x.org",
        "Global weaving / Rob Douglas / "
      ),
      ("Data Carpentry - Day 1", "", "Data Carpentry - Day 1 /  / "),
      (
        "Let's monitor the government - UK Edition", "",
        "Let's monitor the government - UK Edition /  / "
      ),
      ("談話会：山田太郎氏（東京大学）「曲面の位相」", "", "曲面の位相 / 山田太郎 [東京大学] / "),
    ])
  func alone(summary: String, description: String, expected: String) throws {
    let result = try #require(
      Fixture.extract(Fixture.calendar([], [["SUMMARY:\(summary)", "DESCRIPTION:\(description)"]]))
        .first)
    #expect(Fixture.line(result) == expected)
  }

  @Test("ORGANIZER is who presents where every event has another")
  func presentingOrganisers() {
    let events = [
      ("WiFi", "Luca Bianchi"), ("Locks", "Raptor"), ("Firmware", "Giulia Verdi"),
      ("Meshes", "Paolo Neri"),
    ]
    .map { ["SUMMARY:\($0.0) for fun", "ORGANIZER;CN=\($0.1):mailto:x@example.org"] }
    let results = Fixture.extract(Fixture.calendar([], events))
    #expect(
      results.map { $0.talk.speakers.map(\.name) } == [
        ["Luca Bianchi"], ["Raptor"], ["Giulia Verdi"], ["Paolo Neri"],
      ])
    let same = events.map { [$0[0], "ORGANIZER;CN=Office:mailto:x@example.org"] }
    #expect(Fixture.extract(Fixture.calendar([], same)).allSatisfy { $0.talk.speakers.isEmpty })
  }

  @Test("Overrides move, cancel or become talks of their own")
  func recurrence() throws {
    let uid = "UID:weekly@example.org"
    let results = Fixture.extract(
      Fixture.calendar(
        [],
        [
          [
            uid, "SUMMARY:Reading seminar", "DTSTART:20270104T100000Z", "DTEND:20270104T110000Z",
            "RRULE:FREQ=WEEKLY;COUNT=5",
          ],
          [
            uid, "SUMMARY:Reading seminar", "RECURRENCE-ID:20270111T100000Z",
            "DTSTART:20270112T150000Z", "DTEND:20270112T160000Z",
          ],
          [
            uid, "SUMMARY:Reading seminar", "RECURRENCE-ID:20270118T100000Z",
            "DTSTART:20270118T100000Z", "STATUS:CANCELLED",
          ],
          [
            uid, "SUMMARY:Knots by Ann Marie Lee", "RECURRENCE-ID:20270125T100000Z",
            "DTSTART:20270125T100000Z",
          ],
        ]))
    #expect(results.count == 4)
    #expect(results.map(\.isMergedIntoMaster) == [false, true, true, false])
    #expect(
      results[0].talk.occurrences.map(\.localStart.description) == [
        "2027-01-04T10:00:00", "2027-01-12T15:00:00", "2027-02-01T10:00:00",
      ])
    #expect(results[3].talk.identity.recurrenceID == "20270125T100000Z")
    #expect(results[3].talk.speakers.map(\.name) == ["Ann Marie Lee"])
  }

  @Test("What the calendar states as keywords stands first, passcodes nowhere")
  func keywordsAndSecrets() throws {
    let result = try #require(
      Fixture.extract(
        Fixture.calendar(
          [],
          [
            [
              "SUMMARY:Looms", "CATEGORIES:weaving,history of looms",
              "DESCRIPTION:On looms.\\nKeywords: jacquard\\; silk\\nJoin https://uni.zoom.us/j/1?pwd=SECRETX Passcode: 998877",
            ]
          ])
      ).first)
    let stated = result.talk.keywords.filter { $0.origin == .stated }.map(\.text)
    #expect(stated == ["weaving", "history of looms", "jacquard", "silk"])
    let abstract = result.talk.abstract ?? ""
    #expect(!abstract.contains("SECRETX") && !abstract.contains("998877"))
    #expect(result.talk.joinSecret?.contains("SECRETX") == true)
  }

  @Test(
    "Empty, broken and foreign input gives as many results as events",
    arguments: [
      "", "<html>404</html>", "BEGIN:VEVENT\r\nEND:VEVENT\r\n",
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x",
    ])
  func odd(text: String) {
    let document = CalendarDocument(bytes: Array(text.utf8))
    #expect(TalkExtractor().extract(document).count == document.events.count)
  }
}
