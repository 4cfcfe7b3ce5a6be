import ICalendar
import TalkExtraction
import TalkModel
import Testing

/// Names, labels and institutions that no list holds, told by what stands around them.
@Suite("Names that no list holds")
struct UnknownNamesTests {
  @Test(
    "Segments of a summary, one event alone in its calendar",
    arguments: [
      // A quoted title, a name after a word that says so, an institution in brackets.
      (
        "Tide Colloquium: \"Learning to Dredge\" presented by Wiebkje Oosterveld (Strandlab)",
        "Learning to Dredge / Wiebkje Oosterveld [Strandlab] / Tide Colloquium"
      ),
      (
        "Palestra \"Areia e vento\"\\, profa. Wiebkje Oosterveld (Strandlab)",
        "Areia e vento / Wiebkje Oosterveld [Strandlab] / "
      ),
      (
        "Defesa de tese - Wiebkje Oosterveld - \"Areia e vento\"",
        "Areia e vento / Wiebkje Oosterveld / "
      ),
      (
        "'How sand moves'\\, Wiebkje Oosterveld (independent scholar)",
        "How sand moves / Wiebkje Oosterveld [independent scholar] / "
      ),
      (
        "Wiebkje Oosterveld (ŠŤRK): How the sand moves along",
        "How the sand moves along / Wiebkje Oosterveld [ŠŤRK] / "
      ),
      (
        "Disputation: Wiebkje Oosterveld\\, Kvantprickar och ljus",
        "Kvantprickar och ljus / Wiebkje Oosterveld / "
      ),
      (
        "Webinar: Salt marshes - Wiebkje Oosterveld\\, Strandlab",
        "Salt marshes / Wiebkje Oosterveld [Strandlab] / "
      ),
      (
        "Wiebkje Oosterveld\\, Senior Scientist\\, Strandlab: How sand moves",
        "How sand moves / Wiebkje Oosterveld [Strandlab] / "
      ),
      // Labels around a name.
      (
        "Doctoral seminar (Wiebkje Oosterveld): How sand moves",
        "How sand moves / Wiebkje Oosterveld / Doctoral seminar"
      ),
      (
        "PhD Defense Wiebkje Oosterveld - How sand moves",
        "How sand moves / Wiebkje Oosterveld / "
      ),
      (
        "Reading group: \"How sand moves\" (presenter: Wiebkje)",
        "How sand moves / Wiebkje / Reading group"
      ),
      (
        "Ponente: Wiebkje Oosterveld (Strandlab). Título: Arena y viento",
        "Arena y viento / Wiebkje Oosterveld [Strandlab] / "
      ),
      // A label of no known form, or a label in the middle.
      (
        "Harbour lunch talk by Wiebkje Oosterveld: Sand and waves",
        "Sand and waves / Wiebkje Oosterveld / "
      ),
      (
        "Conferencia magistral de la Dra. Nayeli Quintanar (Strandlab): \"Arena y viento\"",
        "Arena y viento / Nayeli Quintanar [Strandlab] / "
      ),
      (
        "Tide Seminar: Sand in spin ice\\, Speaker: Prof. Wiebkje Oosterveld\\, UC Harbour",
        "Sand in spin ice / Wiebkje Oosterveld [UC Harbour] / Tide Seminar"
      ),
      (
        "First year talks: Nkechi Obiang\\, Pall Sveinsson",
        "First year talks / Nkechi Obiang, Pall Sveinsson / "
      ),
      ("Tide Talk: Who pays? / Moderation: Ada Park", "Tide Talk: Who pays? /  / "),
      (
        "18.00 Uhr: Dr. Wiebkje Oosterveld\\, Harbour University: Wie Sand wandert",
        "Wie Sand wandert / Wiebkje Oosterveld [Harbour University] / "
      ),
      (
        "Seminář: Ing. Wiebkje Oosterveld\\, CSc. (Strandlab): Písek v pohybu",
        "Písek v pohybu / Wiebkje Oosterveld [Strandlab] / "
      ),
      ("【学术报告】林海明（港湾大学）：沙的几何", "沙的几何 / 林海明 [港湾大学] / "),
      ("第12回談話会 高橋健一氏(港湾大学)「砂の幾何学」", "砂の幾何学 / 高橋健一 [港湾大学] / "),
      ("談話会 森田由美氏(砂丘大学)「潮の写像類群」", "潮の写像類群 / 森田由美 [砂丘大学] / "),
      ("[콜로퀴움] 이하늘 교수 (항구연구소): 모래와 그래프", "모래와 그래프 / 이하늘 [항구연구소] / "),
      ("Docentföreläsning: Sefa Tautalan\\, Hur sand minns", "Hur sand minns / Sefa Tautalan / "),
      (
        "Seminario - Sabbia e maree - Relatrice/Relatore: Gaia Ondetti (Harbour University)",
        "Sabbia e maree / Gaia Ondetti [Harbour University] / "
      ),
      (
        "Conferencia magistral “Arena y mareas”\\, impartida por el Dr. Jiasun Duna (Harbour University)",
        "Arena y mareas / Jiasun Duna [Harbour University] / "
      ),
      (
        "How sand remembers\\; speaker: Xiaoqi Dun (Harbour University)\\; chair: R. Pier",
        "How sand remembers / Xiaoqi Dun [Harbour University] / "
      ),
      ("Anna Duneva <anna@harbour.example>: Sand on the move", "Sand on the move / Anna Duneva / "),
      ("Fireside chat w/ Ada Park (Harbour University) 🔥", " / Ada Park [Harbour University] / "),
      (
        "Soutenance de thèse – Louis Dunal : scikit-sable\\, a package for dunes",
        "scikit-sable, a package for dunes / Louis Dunal / "
      ),
      ("HDR : Louis Dunal - Sable en mouvement", "Sable en mouvement / Louis Dunal / "),
      ("第31回 砂丘セミナー「砂粒の雑音」佐々木 陽菜（港湾大学）", "砂粒の雑音 / 佐々木 陽菜 [港湾大学] / "),
      (
        "Public lecture: Sand and law | Speaker Christoph Dun (Harbour University)",
        "Sand and law / Christoph Dun [Harbour University] / "
      ),
      (
        "Ada Park (Harbour) - The Quantum Group - Sand Function Dictionary",
        "The Quantum Group - Sand Function Dictionary / Ada Park [Harbour] / "
      ),
      ("AG-Seminar (Ada Park): Sand on the move", "Sand on the move / Ada Park / AG-Seminar"),
      // An honorific tells the name where no letter is a capital.
      ("이하늘 박사 (항구연구소) - 모래의 수학", "모래의 수학 / 이하늘 [항구연구소] / "),
      // A title is no name, and nobody is made up.
      (
        "Harbour: a history\\, told in three parts", "Harbour: a history, told in three parts /  / "
      ),
      (
        "Ada Park\\, born 1881\\, who built a harbour",
        "Ada Park, born 1881, who built a harbour /  / "
      ),
      ("Harbour and tide - 위험, 그리고 새로운 규칙", "Harbour and tide - 위험, 그리고 새로운 규칙 /  / "),
    ])
  func segments(summary: String, expected: String) {
    let events = Fixture.extract(Fixture.calendar([], [["SUMMARY:" + summary]]))
    #expect(events.first.map(Fixture.line) == expected)
  }

  @Test("What many summaries begin with before a name is no part of it")
  func sharedHeads() {
    let events = Fixture.extract(
      Fixture.calendar(
        [],
        [
          ["SUMMARY:Snakk. Wiebkje Oosterveld\\, Strandlab: Sand og tid"],
          ["SUMMARY:Snakk. Tarmo Kuusk\\, Strandlab: Bølger"],
          ["SUMMARY:Snakk. Yolotl Tzompa\\, Strandlab: Vind"],
        ]))
    #expect(
      events.map(Fixture.line) == [
        "Sand og tid / Wiebkje Oosterveld [Strandlab] / ",
        "Bølger / Tarmo Kuusk [Strandlab] / ", "Vind / Yolotl Tzompa [Strandlab] / ",
      ])
  }

  @Test("Single given names and initials, where a calendar has several and one is known")
  func singleNames() {
    func lines(_ summaries: [String]) -> [String] {
      Fixture.extract(Fixture.calendar([], summaries.map { ["SUMMARY:" + $0] })).map(Fixture.line)
    }
    #expect(
      lines(["Sand dynamics (Ben)", "Wave energy (CJ)", "Working on tides"]) == [
        "Sand dynamics / Ben / ", "Wave energy / CJ / ", "Working on tides /  / ",
      ])
    #expect(
      lines(["Sand dynamics (Python)", "Wave energy (CJ)"]) == [
        "Sand dynamics (Python) /  / ", "Wave energy (CJ) /  / ",
      ])
  }

  @Test("An institution between bars, where others of the calendar have one there")
  func barredRows() {
    let events = Fixture.extract(
      Fixture.calendar(
        [],
        [
          ["SUMMARY:Tobias Keller | Harbour University | Sand"],
          ["SUMMARY:Ada Park | MIT | Waves"],
          ["SUMMARY:Chris Quinn | Strandlab | Firm Dynamics"],
        ]))
    #expect(events.last.map(Fixture.line) == "Firm Dynamics / Chris Quinn [Strandlab] / ")
  }

  @Test(
    "Properties and components that state who speaks",
    arguments: [
      (["X-SPEAKER:Wiebkje Oosterveld (Strandlab)"], "Wiebkje Oosterveld [Strandlab]"),
      (
        ["X-PLAN-SPEAKER-NAME:Wiebkje Oosterveld", "X-PLAN-AFFILIATION:Strandlab"],
        "Wiebkje Oosterveld [Strandlab]"
      ),
      (
        [
          "X-TRUMBA-CUSTOMFIELD;NAME=\"Speaker\";ID=1;TYPE=SingleLine:Wiebkje Oosterveld\\, Strandlab",
          "X-TRUMBA-CUSTOMFIELD;NAME=\"Contact Name\";ID=2;TYPE=SingleLine:Ada Park",
        ], "Wiebkje Oosterveld [Strandlab]"
      ),
      (
        [
          "ATTENDEE;ROLE=SPEAKER;CN=Wiebkje Oosterveld:mailto:w@example.org",
          "ATTENDEE;ROLE=CHAIR;CN=Ada Park:mailto:a@example.org",
        ], "Wiebkje Oosterveld"
      ),
      (
        [
          "BEGIN:PARTICIPANT", "UID:p1", "PARTICIPANT-TYPE:SPEAKER", "SUMMARY:Wiebkje Oosterveld",
          "END:PARTICIPANT", "BEGIN:PARTICIPANT", "UID:p2", "PARTICIPANT-TYPE:SPONSOR",
          "SUMMARY:Strandlab", "END:PARTICIPANT",
        ], "Wiebkje Oosterveld"
      ),
      (
        [
          "BEGIN:PARTICIPANT", "UID:p1", "PARTICIPANT-TYPE:SPEAKER",
          "STRUCTURED-DATA;VALUE=TEXT;FMTTYPE=text/vcard:BEGIN:VCARD\\nFN:Wiebkje Oosterveld\\nEND:VCARD",
          "END:PARTICIPANT",
        ], "Wiebkje Oosterveld"
      ),
      (["X-AUTHOR:Ada Park", "ATTENDEE;CN=Ada Park:mailto:a@example.org"], ""),
    ])
  func properties(lines: [String], expected: String) {
    let events = Fixture.extract(Fixture.calendar([], [["SUMMARY:How sand moves"] + lines]))
    #expect(
      events.first.map(Fixture.line)
        == "How sand moves / \(expected) / ")
  }

  @Test(
    "A title that stands beside or below the name in the description",
    arguments: [
      ("Tobias Keller - How sand moves", "How sand moves / Tobias Keller [Harbour University] / "),
      (
        "How sand moves\\nHarbour University",
        "How sand moves / Tobias Keller [Harbour University] / "
      ),
    ])
  func titleBesideName(description: String, expected: String) {
    let events = Fixture.extract(
      Fixture.calendar(
        [],
        [["SUMMARY:Tobias Keller (Harbour University)", "DESCRIPTION:" + description]]))
    #expect(events.first.map(Fixture.line) == expected)
  }

  @Test(
    "Where the speaker works, said in the first lines of the description",
    arguments: [
      ("Associate Professor\\nDepartment of Sand\\nHarbour University\\n\\nTitle: Sand moves"),
      ("Professor\\, Harbour University\\n\\nTitle: Sand moves"),
      ("Harbour University\\nSand moves\\nWe show that it moves with every tide that comes."),
    ])
  func placeAbove(description: String) {
    let events = Fixture.extract(
      Fixture.calendar(
        [], [["SUMMARY:Tide Seminar: Wiebkje Oosterveld", "DESCRIPTION:" + description]]))
    #expect(
      events.first.map(Fixture.line)
        == "Sand moves / Wiebkje Oosterveld [Harbour University] / Tide Seminar")
  }
}
