import CivilTime
import ICalendar
import TalkExtraction
import TalkModel
import Testing

/// How calendars of many producers write talks down; each row is one event, beside others where
/// the form shows only in several.
@Suite("Forms of many producers")
struct UnseenFormsTests {
  @Test(
    "Who speaks, stated in a line of the description",
    arguments: [
      (
        "Speaker: Ada Park\\, University of California\\, Berkeley",
        "Ada Park [University of California, Berkeley]"
      ),
      ("Speaker: Ada Park\\, London School of Economics", "Ada Park [London School of Economics]"),
      (
        "Speaker: Ada Park (Cornell) Hashing is one of the oldest tools of all",
        "Ada Park [Cornell]"
      ),
      (
        "Speaker: Ada Park\\, MPH\\, PhD Assistant Professor\\, School of Public Health",
        "Ada Park [School of Public Health]"
      ),
      (
        "Speaker: Ada Park\\, PhD Assistant Professor Georgia Institute of Technology",
        "Ada Park [Georgia Institute of Technology]"
      ),
      (
        "Speaker: Ada Park The Chinese University of Hong Kong",
        "Ada Park [The Chinese University of Hong Kong]"
      ),
      (
        "Ponente: Dr. Jorge Peña Ruiz. Universidad de Chile",
        "Jorge Peña Ruiz [Universidad de Chile]"
      ),
      (
        "Intervenant·e : Jeanne MARCHAND\\nÉtablissement : Université de Pau\\, TREE",
        "Jeanne MARCHAND [Université de Pau, TREE]"
      ),
      ("Referent*in: Dr. Lena Fuchs", "Lena Fuchs"),
      ("Prowadzący: dr hab. Ewa Nowak\\, prof. UJ", "Ewa Nowak"),
      ("主讲人: 林海明 港湾大学", "林海明 [港湾大学]"),
      ("报告人：林海明，港湾大学物理学院 教授", "林海明 [港湾大学物理学院]"),
      ("主讲人: Konrad Beyer 未知", "Konrad Beyer"),
      ("Speaker: PhD Seminar", ""),
      ("Hosted by Ada\\, Chris\\, and Lorena", ""),
    ])
  func statedLines(description: String, expected: String) {
    let event = one("SUMMARY:Sand and tides", "DESCRIPTION:" + description)
    #expect(speakers(event) == expected)
    #expect(event?.talk.title == "Sand and tides")
  }

  @Test(
    "Who speaks, said without a label",
    arguments: [
      ("Join us for a talk with Cora Dockrow about tides.", "Cora Dockrow"),
      (
        "Come along to hear from Maria Lindqvist\\, CTO at Nebula\\, about teams.",
        "Maria Lindqvist [Nebula]"
      ),
      (
        "Maria Lindqvist\\, PhD student at the Centre for Tides\\, Sand College\\, presents “Waves”.",
        "Maria Lindqvist [Sand College]"
      ),
      (
        "Maria Lindqvist: Final-year PhD Candidate\\, Computer Science\\, Princeton.",
        "Maria Lindqvist [Computer Science, Princeton]"
      ),
      (
        "Maria Lindqvist is a professor of geology at the University of Harbour.\\n\\nThis talk looks at how the tides move the sand along the coast.",
        "Maria Lindqvist"
      ),
      (
        "Talks:\\n- Sand in practice by Maria Lindqvist\\n- Waves by Shahab Tirgan & Leo Strand\\n\\nRSVP: https://x.example",
        "Maria Lindqvist, Shahab Tirgan, Leo Strand"
      ),
      ("Agenda:\\n18:30 Sand in practice - Maria Lindqvist\\n19:15 Pizza", "Maria Lindqvist"),
      (
        "Mina Park (박미나) · Harbour Tech · Professor\\nhttps://x.example", "Mina Park [Harbour Tech]"
      ),
      ("박미나 · Harbour University · Visiting Professor", "박미나 [Harbour University]"),
      (
        "Maria Lindqvist (Sand University)\\n\\nWe look at how the tides move the sand.",
        "Maria Lindqvist [Sand University]"
      ),
      ("Bring your laptop! Organised by Tom and Lena.", ""),
      (
        "Apache Kafka is a platform for streams\\, and research on it goes on at every institute.",
        ""
      ),
    ])
  func unlabelled(description: String, expected: String) {
    #expect(speakers(one("SUMMARY:Sand and tides", "DESCRIPTION:" + description)) == expected)
  }

  @Test(
    "Who speaks on what, in one summary",
    arguments: [
      (
        "Ada Park (Emory)\\, On local tides of sand", "On local tides of sand / Ada Park [Emory] / "
      ),
      ("Lucía Herrera (UNAM). Ondas y arena", "Ondas y arena / Lucía Herrera [UNAM] / "),
      (
        "TIDALUK: Maria Lindqvist (LSE)\\, \"Sand and power\"",
        "Sand and power / Maria Lindqvist [LSE] / TIDALUK"
      ),
      (
        "Dr. Jens Peter Holm\\, DESY Hamburg: Neutrinos im Eis",
        "Neutrinos im Eis / Jens Peter Holm [DESY Hamburg] / "
      ),
      ("PhD Defense of Tobias Keller: Sand", "Sand / Tobias Keller / "),
      (
        "Invited talk: Maria Lindqvist (UC Berkeley) on Sand and Tides",
        "Sand and Tides / Maria Lindqvist [UC Berkeley] / "
      ),
      (
        "[Math Colloquium] Maria Lindqvist: Sand and Tides",
        "Sand and Tides / Maria Lindqvist / Math Colloquium"
      ),
      (
        "Maria Lindqvist | Sand and Tides | Math Seminar",
        "Sand and Tides / Maria Lindqvist / Math Seminar"
      ),
      ("Maria Lindqvist speaks on Sand and Tides", "Sand and Tides / Maria Lindqvist / "),
      (
        "Panel: Sand (Maria Lindqvist\\, Tobias Keller\\, moderated by Ada Park)",
        "Sand / Maria Lindqvist, Tobias Keller / "
      ),
      ("Film: The Third Tide", "Film: The Third Tide /  / "),
      ("Moleküle in Bewegung", "Moleküle in Bewegung /  / "),
    ])
  func summaries(summary: String, expected: String) {
    #expect(one("SUMMARY:" + summary).map(Fixture.line) == expected)
  }

  @Test("What most summaries end in after a dash is their series")
  func sharedSuffix() {
    let titles = ["Sand", "Tides and waves", "Save the date", "Party of the year - with cake"]
    let events = Fixture.extract(
      Fixture.calendar([], titles.map { ["SUMMARY:\($0) - Cloud Harbour"] }))
    #expect(events.map(\.talk.title) == titles)
    #expect(events.allSatisfy { $0.talk.series == ["Cloud Harbour"] })
  }

  @Test(
    "A label in brackets that several summaries share is a series; one word in brackets is none")
  func sharedBrackets() {
    let events = Fixture.extract(
      Fixture.calendar(
        [],
        [
          ["SUMMARY:[Sand Club] — TBD"], ["SUMMARY:[Sand Club] Maria Lindqvist\\, PhD"],
          ["SUMMARY:[Sand Club] Waves"], ["SUMMARY:[open] Cliffs"], ["SUMMARY:[open] Dunes"],
          ["SUMMARY:[open] Reefs"],
        ]))
    #expect(
      events.map(Fixture.line) == [
        " /  / Sand Club", " / Maria Lindqvist / Sand Club", "Waves /  / Sand Club", "Cliffs /  / ",
        "Dunes /  / ", "Reefs /  / ",
      ])
  }

  @Test("A track that a line states goes off the title")
  func statedTrack() {
    let event = one(
      "SUMMARY:Do not feed the waves [For beginners]",
      "DESCRIPTION:Track: For beginners\\nAda Park\\n\\nhttps://x.example")
    #expect(event?.talk.title == "Do not feed the waves")
    #expect(event?.talk.series == ["For beginners"])
  }

  @Test("An acronym that mostly stands before names is a series")
  func acronyms() {
    let events = Fixture.extract(
      Fixture.calendar(
        [],
        [
          ["SUMMARY:VQMS - Maria Lindqvist"], ["SUMMARY:VQMS - Tobias Keller (ETH)"],
          ["SUMMARY:VQMS - Anna Schmidt"], ["SUMMARY:Sand and tides"],
        ]))
    #expect(events[0].talk.series == ["VQMS"])
    #expect(events[0].talk.title.isEmpty)
    #expect(speakers(events[1]) == "Tobias Keller [ETH]")
  }

  @Test("A link to who speaks is no name and no title")
  func linkedSpeakers() {
    let event = one(
      "SUMMARY:Coast Seminar: Maria Lindqvist (University of Sand)",
      "DESCRIPTION:Host: Ada Park\\nSpeaker: https://lindqvist.example/\\nProgramme: https://x.example"
    )
    #expect(event.map(Fixture.line) == " / Maria Lindqvist [University of Sand] / Coast Seminar")
  }

  @Test("Names unheard of, after a label and before a dash")
  func unheardNames() {
    let rows = [
      ("Gaofen Shin", "Sand and shells on five coasts"),
      ("Hosen Mohab", "Efficient models of waves"),
      ("Bruno Nicen", "Dunes that move by night"), ("Sara Østborg", "Cliffs under a rising sea"),
    ]
    let events = Fixture.extract(
      Fixture.calendar([], rows.map { ["SUMMARY:Seminar: \($0.0) – \($0.1)"] }))
    #expect(events.map { speakers($0) } == rows.map(\.0))
    #expect(events.map(\.talk.title) == rows.map(\.1))
  }

  @Test("Letters of two scripts in one word are no name")
  func mixedScripts() {
    #expect(speakers(one("SUMMARY:[Sand Colloquium] 생성형AI와 파도들")).isEmpty)
  }

  @Test("Breaks escaped twice are breaks")
  func literalBreaks() {
    let event = one(
      "SUMMARY:Sand", "DESCRIPTION:Speaker: Ada Park\\\\nRoom: 3\\\\nAbstract: Sand moves.")
    #expect(speakers(event) == "Ada Park")
    #expect(event?.talk.abstract == "Sand moves.")
  }

  @Test(
    "Biographies, wherever they stand, are not the abstract",
    arguments: [
      "\(abstract)\\n\\nBio: She received her PhD.",
      "\(abstract)\\n\\nAbout the speaker\\n\\nShe received her PhD.",
      "\(abstract)\\n\\nAbout Ada Park\\n\\nShe received her PhD.",
      "\(abstract)\\n\\nZur Person\\nAda Park forscht über Sand.",
      "\(abstract)\\n\\nBiographie :\\nAda Park est chercheuse.",
      "\(abstract)\\n\\nBiografía: Ada Park es profesora.",
      "\(abstract)\\n\\nAda Park received her PhD from Sand College.",
      "\(abstract)\\n\\nShe is an associate professor at Sand College and works on the geology of coasts.",
      "Ada Park is a professor at Sand College.\\n\\nShe studied geology.\\n\\n\(abstract)",
      "Ada Park is a professor at Sand College in Harbour.\\n\\nAbstract:\\n\(abstract)",
    ])
  func biographies(text: String) {
    let event = one("SUMMARY:Sand", "DESCRIPTION:Speaker: Ada Park\\n\\n" + text)
    #expect(event?.talk.abstract == Self.abstract)
    #expect(event?.talk.biography != nil)
  }

  @Test(
    "No talks: meals, shows, games, examinations",
    arguments: [
      "Film: Tides (2021)", "Concert: Harbour Strings", "Live music: The Sandpipers", "Ceilidh",
      "Poetry slam", "Coffee\\, cake & chess", "Trivia night + trivia", "Prova de sueco",
      "Dünen-Exkursion", "報名截止 | 海港夏日 2027", "抽奖", "Abendessen im Hafen",
    ])
  func others(title: String) {
    #expect(one("SUMMARY:" + title)?.talk.kind == .other)
  }

  @Test(
    "Talks whose titles hold such words",
    arguments: [
      "Registration in medical imaging", "Party hats and graph theory",
      "Lunch and learn: Kubernetes",
      "How to run a film festival with open source", "Stochastic Music: methods of composers",
    ])
  func talks(title: String) {
    let event = one(
      "SUMMARY:" + title,
      "DESCRIPTION:We present a method that is fast and robust\\, and show results on three data sets of some size."
    )
    #expect(event?.talk.kind == .talk)
  }

  @Test("An override for this and all later times that names another talk keeps all its times")
  func changedForGood() throws {
    let events = Fixture.extract(
      Fixture.calendar(
        [],
        [
          [
            "UID:s", "DTSTART:20270104T100000Z", "DTEND:20270104T110000Z",
            "RRULE:FREQ=WEEKLY;COUNT=6", "SUMMARY:Sand - Ada Park",
          ],
          [
            "UID:s", "RECURRENCE-ID;RANGE=THISANDFUTURE:20270118T100000Z",
            "DTSTART:20270118T120000Z", "DTEND:20270118T130000Z", "SUMMARY:Waves - Leo Strand",
          ],
        ]))
    #expect(events[0].talk.occurrences.count == 2)
    #expect(!events[1].isMergedIntoMaster)
    #expect(
      events[1].talk.occurrences.map(\.localStart.description) == [
        "2027-01-18T12:00:00", "2027-01-25T12:00:00", "2027-02-01T12:00:00", "2027-02-08T12:00:00",
      ])
  }

  private static let abstract =
    "We look at how the tides move the sand along the coast and what that means for the harbour."

  private func one(_ lines: String...) -> ExtractedEvent? {
    Fixture.extract(Fixture.calendar([], [lines])).first
  }

  private func speakers(_ event: ExtractedEvent?) -> String {
    (event?.talk.speakers ?? []).map { speaker in
      speaker.affiliation.map { "\(speaker.name) [\($0)]" } ?? speaker.name
    }.joined(separator: ", ")
  }
}
