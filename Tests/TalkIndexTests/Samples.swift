import CivilTime
import TalkModel

@testable import TalkIndex

/// Talks to write.
enum Samples {
  /// A time on a day of 2025 at noon in London, an hour long.
  static func time(day: Int, hour: Int = 12) -> TalkTime? {
    guard let date = CivilDate(year: 2025, month: 1, day: 1)?.adding(days: day),
      let start = CivilDateTime(date: date, hour: hour), let end = start.adding(seconds: 3600)
    else { return nil }
    let isSummer = (88...298).contains(day)
    let offset: Int64 = isSummer ? 3600 : 0
    return TalkTime(
      start: start.secondsSinceEpoch - offset, end: end.secondsSinceEpoch - offset,
      localStart: start, localEnd: end, zone: "Europe/London", form: .zoned, zoneOrigin: "iana")
  }

  /// A talk with every field filled.
  static func full(uid: String? = "full@example.org", day: Int = 128) -> Talk {
    Talk(
      identity: TalkIdentity(uid: uid, recurrenceID: "20250509T120000"), title: "Łańcuchy Markowa",
      speakers: [
        Speaker(name: "Ada Ørsted", affiliation: "University of X"),
        Speaker(name: "李 小龙", affiliation: "University of X"), Speaker(name: "Plato"),
      ],
      series: ["Logic Seminar", "Department of Mathematics"],
      keywords: [
        Keyword(text: "Markov chains", origin: .stated),
        Keyword(text: "量子计算", origin: .extracted, weight: 0.5),
      ],
      abstract: "We study chains; they converge.\nSometimes.", biography: "Ada was born.",
      time: time(day: day), venue: "Room 1", joinLink: "https://example.org/j/1",
      joinSecret: "https://example.org/j/1?pwd=sesame", url: "https://example.org/talk",
      organiser: "Grace Hopper", language: "pl", status: .tentative, isToBeAnnounced: true,
      sequence: 3, lastModified: 1_700_000_000, line: 42)
  }

  /// Many different talks of some words, people and series; the same for the same seed.
  static func many(_ count: Int, seed: UInt64 = 1) -> [Talk] {
    var random = Generator(state: seed)
    let words =
      (0..<400).map { "word\($0)" } + ["Ørsted", "straße", "量子", "naïve", "running", "runs"]
    func phrase(_ count: Int) -> String {
      (0..<count).map { _ in words[random.next(words.count)] }.joined(separator: " ")
    }
    return (0..<count).map { number in
      var talk = Talk(identity: TalkIdentity(uid: "\(number)@example.org"), title: phrase(5))
      talk.speakers = (0..<random.next(3)).map { _ in
        Speaker(
          name: "Given\(random.next(9)) Ørs\(random.next(9))",
          affiliation: random.next(2) == 0 ? nil : "Institute \(random.next(4))")
      }
      talk.series = (0..<random.next(3)).map { _ in "Series \(random.next(5))" }
      talk.keywords = TalkKeywords(
        (0..<random.next(5)).map { _ in
          Keyword(text: phrase(2), origin: .extracted, weight: 0.25)
        })
      talk.abstract = random.next(5) == 0 ? nil : phrase(40)
      talk.time = time(day: random.next(365), hour: random.next(24))
      if random.next(10) == 0, let first = talk.time {
        talk.occurrences = (0..<5).compactMap { week in
          time(day: Int(first.startDay) - 20_089 + week * 7, hour: first.localStart.hour)
        }
      }
      talk.line = number + 1
      return talk
    }
  }

  private struct Generator {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }
}
