import TalkExtraction
import TalkModel
import Testing

/// Forms in which societies, senior universities and departments write their programmes: each row is
/// one event, alone in its calendar unless said.
@Suite("Forms of societies and departments")
struct SocietyFormsTests {
  @Test(
    "Summaries",
    arguments: [
      ("Tides of the north     Ada Park", "Tides of the north / Ada Park / "),
      ("AGM followed by:  Kelp and its uses     Ada Park", "Kelp and its uses / Ada Park / "),
      ("🚀 Salt Meetup: Async sand (Ada Park)", "Salt Meetup: Async sand / Ada Park / "),
      (
        "Noémie Perrault\\, historienne : « La route du sel »",
        "La route du sel / Noémie Perrault / "
      ),
      (
        "Noémie Perrault\\, professeur d’histoire à l’université de Brême : « La route du sel »",
        "La route du sel / Noémie Perrault [université de Brême] / "
      ),
      (
        "Charla «Arena y sal»\\, impartida por Yolotzin Ibarrola Men",
        "Arena y sal / Yolotzin Ibarrola Men / "
      ),
      ("Ada Park ‘Sand in the sea’", "Sand in the sea / Ada Park / "),
      (
        "“Sand in the sea“ by Dr. Ada Park of Brine University",
        "Sand in the sea / Ada Park [Brine University] / "
      ),
      (
        "“Sabbia e sale” con Ada Parisi dell’Università La Marina di Roma",
        "Sabbia e sale / Ada Parisi [Università La Marina di Roma] / "
      ),
      ("Salt evening w/ Ada Park: sand for beginners", "sand for beginners / Ada Park / "),
      ("Chronik: Ada Park - Was der Sand erzählt", "Was der Sand erzählt / Ada Park / "),
      (
        "Tech Talk (Ada Park\\, Platform): Moving to sand",
        "Moving to sand / Ada Park [Platform] / "
      ),
      ("Tech Talk: Moving to sand [Ada Park]", "Moving to sand / Ada Park / "),
      ("Author Talk: Ada Park\\, The Salt Road", "The Salt Road / Ada Park / "),
      ("Ph.d.-forsvar: Ada Park\\, Sand i små galakser", "Sand i små galakser / Ada Park / "),
      ("Avlyst! – Ada Park: «Sand og salt i fjorden»", "Sand og salt i fjorden / Ada Park / "),
      ("Ada Park – Sand and salt – Cancelled", "Sand and salt / Ada Park / "),
      ("Ada Park – Sand and salt (Zoom video conference)", "Sand and salt / Ada Park / "),
      ("De heer H. Zandstra: ‘Over het zout’", "Over het zout / H. Zandstra / "),
      ("제3차 콜로키움: 이하늘 항구대 교수 ‘모래와 사회’", "모래와 사회 / 이하늘 [항구대] / "),
      ("第12回「砂の歴史」浜田海氏", "砂の歴史 / 浜田海 / "),
      (
        "Sazova Konuşmaları: Prof. Dr. Ada Kumsal \"Kum ve tuz\"",
        "Kum ve tuz / Ada Kumsal / Sazova Konuşmaları"
      ),
      (
        "Negotiating Sandiness: language and the sea",
        "Negotiating Sandiness: language and the sea /  / "
      ),
      ("Sept. 15 - Ada Park\\, “Green salt”", "Green salt / Ada Park / "),
      ("8 March: Ada Park: Green salt", "Green salt / Ada Park / "),
      ("Sand of the north (Title TBC)", "Sand of the north /  / "),
      ("Antrittsrede des Prof. Noah Sandrock: Vom Salz", "Vom Salz / Noah Sandrock / "),
      ("AG-Seminar (Ada Park): Sand on the move", "Sand on the move / Ada Park / AG-Seminar"),
      ("Neurology Review: how sand is counted", "Neurology Review: how sand is counted /  / "),
      ("Sand Castles - Tjerk Wouda", "Sand Castles / Tjerk Wouda / "),
      ("Tjerk Wouda: Sand castles (hybrid)", "Sand castles / Tjerk Wouda / "),
      ("Green Markets: Sand castles", "Green Markets: Sand castles /  / "),
      ("(EN) Ada Park: Salt of the sea", "Salt of the sea / Ada Park / "),
      ("(auf Englisch) Ada Park: Salt of the sea", "Salt of the sea / Ada Park / "),
      ("(hybrid) Ada Park: Salt of the sea", "Salt of the sea / Ada Park / "),
      (
        "Ada Park Technische Universität Brack: Sand am Strand",
        "Sand am Strand / Ada Park [Technische Universität Brack] / "
      ),
    ])
  func summaries(summary: String, expected: String) {
    let events = Fixture.extract(Fixture.calendar([], [["SUMMARY:" + summary]]))
    #expect(events.first.map(Fixture.line) == expected)
  }

  @Test(
    "Descriptions of an event called `Sand and tides`",
    arguments: [
      (
        "Conférence par Noémie Perrault\\nProfesseur à l’École de la Mer",
        "Noémie Perrault [École de la Mer]"
      ),
      ("Vom Strand.\\n\\nFöreläsning av Ada Park\\, forskare.", "Ada Park"),
      ("Vortrag von Prof. Dr. Ada Park\\, Husum\\nDas Meer steigt.", "Ada Park [Husum]"),
      ("Vortrag und Lesung: Prof. Dr. Ada Park\\, Husum", "Ada Park"),
      ("Dr. Ada Park\\, Ober Marsch\\n\\nDer Sand wandert seit Jahren.", "Ada Park [Ober Marsch]"),
      ("Dipl.-Geograph Ada Park\\, Ober Marsch\\n\\nDer Sand wandert.", "Ada Park [Ober Marsch]"),
      ("Medverkande: Ada Park\\, professor\\nSamtalsledare: Noah Reed", "Ada Park"),
      ("Gästvärd: Noah Reed", ""),
      ("Ada Park\\n\\n(Brine University)", "Ada Park [Brine University]"),
      (
        "Speaker: Dr Ada Park\\n\\n(Brine University)\\n\\nSand moves.",
        "Ada Park [Brine University]"
      ),
      (
        "par Noémie Perrault\\, université de Brême\\n\\nLe sel.",
        "Noémie Perrault [université de Brême]"
      ),
      ("Sand for gardeners.\\nDr Ada Park\\, regular speaker\\, archaeologist", "Ada Park"),
      (
        "Speaker: Ada Park\\nProfessor\\nMarine Sciences\\nHarbour College\\nAbstract: Sand moves.",
        "Ada Park [Harbour College]"
      ),
      (
        "Speaker Name\\nAda Park\\nSpeaker Affiliation\\nBrine University\\nHost\\nNoah Reed",
        "Ada Park [Brine University]"
      ),
    ])
  func descriptions(description: String, expected: String) {
    let events = Fixture.extract(
      Fixture.calendar([], [["SUMMARY:Sand and tides", "DESCRIPTION:" + description]]))
    let line = events.first.map(Fixture.line)
    #expect(line?.dropFirst("Sand and tides / ".count).dropLast(" / ".count) ?? "-" == expected)
  }

  @Test(
    "A title stands above the text where the summary is the series and a label names who speaks")
  func titleAboveText() {
    let events = Fixture.extract(
      Fixture.calendar(
        [],
        [
          [
            "SUMMARY:Harbour Colloquium",
            "DESCRIPTION:Speaker: Ada Park of Brine University\\n\\nSand in the sea\\n\\n"
              + "This talk shows how the sand of one bay came to another over a hundred years.",
          ]
        ]))
    #expect(
      events.first.map(Fixture.line)
        == "Sand in the sea / Ada Park [Brine University] / Harbour Colloquium")
  }

  @Test("Where first lines begin with names, what people are is told in many ways")
  func namesAtStart() {
    let events = Fixture.extract(
      Fixture.calendar(
        [],
        [
          ("Sand in gardens", "Ada Park\\, gardener and frequent guest of ours"),
          ("Salt of the marsh", "Dr Noah Reed\\, worked on three marshes"),
          ("Kelp on the table", "Jane Miller\\, cook of the old harbour"),
        ].map { ["SUMMARY:" + $0.0, "DESCRIPTION:" + $0.1] }))
    #expect(
      events.map { $0.talk.speakers.map(\.name) } == [["Ada Park"], ["Noah Reed"], ["Jane Miller"]])
  }

  @Test("An acronym with a number before talks is the series; a slash parts names and titles")
  func numberedAcronym() {
    let events = Fixture.extract(
      Fixture.calendar(
        [],
        ["KELPSEM 1: Ada Park, “Sand”", "KELPSEM 2: Noah Reed, “What waves carry”"]
          .map { ["SUMMARY:" + $0.replacing(",", with: "\\,")] }))
    #expect(events.map(\.talk.series) == [["KELPSEM"], ["KELPSEM"]])
    let slashed = Fixture.extract(
      Fixture.calendar(
        [],
        ["John Reed / Kelp", "Ada Park / Sand and salt", "Jane Miller / Marshes"].map {
          ["SUMMARY:" + $0]
        }))
    #expect(slashed.map(\.talk.title) == ["Kelp", "Sand and salt", "Marshes"])
  }

  @Test("`Title:` counts more than `Talk:`, which may stand before a room")
  func strongerLabel() {
    let events = Fixture.extract(
      Fixture.calendar(
        [],
        [
          [
            "SUMMARY:Special Harbour Colloquium",
            "DESCRIPTION:Talk: Pier Centre 301\\nAda Park\\, Kelp Institute\\nTitle: Sand in the sea",
          ]
        ]))
    #expect(events.first?.talk.title == "Sand in the sea")
  }

  @Test("`Tema:` beside a title in the summary says what it is about")
  func subject() {
    let events = Fixture.extract(
      Fixture.calendar(
        [],
        [
          [
            "SUMMARY:Palestra: As areias e o sal",
            "DESCRIPTION:Tema: O mar\\nPalestrante: Ada Park",
          ]
        ]))
    #expect(events.first.map(Fixture.line) == "As areias e o sal / Ada Park / ")
  }

  @Test("Where first lines end in people with titles, others end in people")
  func firstLines() {
    let rows = [
      ("Sand", "Geologie | Meereskunde: Prof. Dr. Ada Park"),
      ("Salz", "Chemie | Institut am Hafen: PD Dr. Noah Reed"),
      ("Tang", "Gastprofessur des Hafens: Wiebkje Oosterveld"),
    ]
    let events = Fixture.extract(
      Fixture.calendar(
        [], rows.map { ["SUMMARY:Vom \($0.0) am Meer", "DESCRIPTION:\($0.1)\\n\\nEin Abend."] }))
    #expect(events[2].talk.speakers.map(\.name) == ["Wiebkje Oosterveld"])
    let alone = Fixture.extract(
      Fixture.calendar(
        [],
        [["SUMMARY:Vom Tang am Meer", "DESCRIPTION:Gastprofessur des Hafens: Wiebkje Oosterveld"]]
      ))
    #expect(alone[0].talk.speakers.isEmpty)
  }

  @Test(
    "An event of few words is no talk where the others name who speaks",
    arguments: ["Kelp & Natter", "Sandfrokost i juni", "Hafenputz"])
  func littleSaid(summary: String) {
    let talks = ["Ada Park: How sand moves", "Noah Reed: What waves carry", "Jane Miller: Salt"]
    let events = Fixture.extract(
      Fixture.calendar([], (talks + [summary]).map { ["SUMMARY:" + $0] }))
    #expect(events[3].talk.kind == .other)
    #expect(events[0].talk.kind == .talk)
  }

  @Test("… but one where nobody is named")
  func littleSaidAmongTitles() {
    let events = Fixture.extract(
      Fixture.calendar(
        [], ["How sand moves", "What waves carry", "Kelp & Natter"].map { ["SUMMARY:" + $0] }))
    #expect(events[2].talk.kind == .talk)
  }

  @Test(
    "No talks",
    arguments: [
      "Elevator maintenance", "Tentamenweek", "Final exams begin", "Thanksgiving", "OOO - Ada",
      "1:1 Ada / Noah", "Ciné-club : Le Sel", "Economics majors' pizza night",
      "Tax help by appointment",
      "休館日", "Excursie Museum Zoutkeet", "Mitgliederversammlung ohne Wahl – kurz und bündig",
      "Observing evening\\, weather permitting", "Höstlov - ingen föreläsning",
    ])
  func others(summary: String) {
    let events = Fixture.extract(Fixture.calendar([], [["SUMMARY:" + summary]]))
    #expect(events.first?.talk.kind == .other)
  }
}
