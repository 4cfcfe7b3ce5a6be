import TalkModel
import Testing

@testable import TalkExtraction

@Suite("Calendars of days")
struct DaysTests {
  private func lines(_ events: [[String]]) -> [String] {
    Fixture.extract(Fixture.calendar([], events)).map {
      Fixture.line($0) + ($0.talk.kind == .talk ? " talk" : " other")
    }
  }

  private let start = "DTSTART;VALUE=DATE:20270504"

  @Test("Nobody speaks on a holiday or an anniversary")
  func holidays() {
    #expect(
      lines([
        ["SUMMARY:Año Nuevo", start], ["SUMMARY:Viernes Santo", start],
        ["SUMMARY:Primer Gobierno", start], ["SUMMARY:Inmaculada Concepción de María", start],
      ]).dropLast() == [
        "Año Nuevo /  /  talk", "Viernes Santo /  /  other", "Primer Gobierno /  /  talk",
      ])
    #expect(
      lines([
        ["SUMMARY:Owls discovered by Ada Park\\, 1930", "RRULE:FREQ=YEARLY"],
        ["SUMMARY:1832 Ada Park (Jane Finch)", "RRULE:INTERVAL=1;FREQ=YEARLY", start],
      ]) == [
        "Owls discovered by Ada Park, 1930 /  /  other", "1832 Ada Park (Jane Finch) /  /  other",
      ])
  }

  @Test("A talk that takes a whole day is one")
  func talks() {
    #expect(
      lines([
        ["SUMMARY:Owls at night", "DESCRIPTION:Speaker: Ada Park", start],
        ["SUMMARY:Keynote: Ada Park", start], ["SUMMARY:Workshop on wrens", start],
        ["SUMMARY:Owl Seminar: Jane Finch - On finches", start],
        ["SUMMARY:The yearly owl lecture", "DESCRIPTION:Speaker: Ada Park", "RRULE:FREQ=YEARLY"],
      ]) == [
        "Owls at night / Ada Park /  talk", " / Ada Park /  talk", "Workshop on wrens /  /  talk",
        "On finches / Jane Finch / Owl Seminar talk", "The yearly owl lecture / Ada Park /  talk",
      ])
  }

  @Test("Words of scripts without capitals are no names because they stand alone")
  func scripts() {
    let words = ["中文", "日本語", "한국어", "ไทย", "עברית", "देवनागरी"]
    #expect(lines(words.map { ["SUMMARY:" + $0] }) == words.map { $0 + " /  /  talk" })
  }
}
