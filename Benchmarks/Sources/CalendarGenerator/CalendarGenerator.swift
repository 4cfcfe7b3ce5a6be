/// Makes realistic calendars of any number of talks, the same ones for the same seed.
///
/// Words follow Zipf's law, speakers and series recur, and the files take turns in the formats of
/// several exporters. On average a talk has about 195 words and 1,400 bytes.
public struct CalendarGenerator: Sendable {
  /// Number of talks in all files together.
  public let talks: Int
  /// Number of files.
  public let files: Int
  private let seed: UInt64
  private let vocabulary: Vocabulary
  private let wordRanks: ZipfSampler
  private let personRanks: ZipfSampler
  private let seriesRanks: ZipfSampler

  /// Makes a generator.
  ///
  /// - Parameters:
  ///   - talks: Number of talks, from 1.
  ///   - files: Number of files they are spread over, from 1.
  ///   - seed: Any number; the same one gives the same bytes.
  public init(talks: Int, files: Int, seed: UInt64 = 1) {
    self.talks = max(1, talks)
    self.files = max(1, min(files, max(1, talks)))
    self.seed = seed
    vocabulary = Vocabulary(talks: self.talks, seed: seed)
    wordRanks = ZipfSampler(count: vocabulary.words.count, exponent: 1.05)
    personRanks = ZipfSampler(count: vocabulary.people.count, exponent: 0.6)
    seriesRanks = ZipfSampler(count: vocabulary.series.count, exponent: 0.8)
  }

  /// The content word of a rank, 0 being the most frequent one; for making queries.
  public func word(rank: Int) -> String {
    vocabulary.words[min(max(rank, 0), vocabulary.words.count - 1)]
  }

  /// Number of different content words.
  public var wordCount: Int { vocabulary.words.count }

  /// The speaker of a rank; 0 speaks most often.
  public func person(rank: Int) -> String {
    vocabulary.people[min(max(rank, 0), vocabulary.people.count - 1)]
  }

  /// Name of file `index`.
  public func name(ofFile index: Int) -> String {
    let digits = String(index)
    return "calendar-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits + ".ics"
  }

  /// The bytes of file `index`, 0..<files.
  public func calendar(_ index: Int) -> [UInt8] {
    let format = CalendarFormat.allCases[index % CalendarFormat.allCases.count]
    var out = CalendarText()
    out.begin(format, series: vocabulary.series[index % vocabulary.series.count])
    for number in (talks * index / files)..<(talks * (index + 1) / files) {
      var random = SeededGenerator(seed: seed &* 0x1_0000_0001 &+ UInt64(number))
      out.add(talk(number, &random), as: format)
    }
    out.end()
    return out.bytes
  }

  private func talk(_ number: Int, _ random: inout SeededGenerator) -> GeneratedTalk {
    let speakers = (0..<(random.below(8) == 0 ? 2 : 1)).map { _ in
      vocabulary.people[personRanks.sample(&random)]
    }
    let day = random.below(28) + 1
    return GeneratedTalk(
      number: number,
      title: Vocabulary.capitalised(phrase(4 + random.below(7), &random)),
      speakers: speakers,
      institution: vocabulary.institutions[random.below(vocabulary.institutions.count)],
      series: vocabulary.series[seriesRanks.sample(&random)],
      abstract: abstract(words: 80 + random.below(200), &random),
      day: (2000 + random.below(27)) * 10_000 + (1 + random.below(12)) * 100 + day,
      hour: 9 + random.below(9), room: "Room \(1 + random.below(400))")
  }

  /// Content words with a function word between them now and then.
  private func phrase(_ count: Int, _ random: inout SeededGenerator) -> String {
    var text = ""
    for index in 0..<count {
      if index > 0 { text += " " }
      let isFunctionWord = index > 0 && index < count - 1 && random.below(10) < 4
      text +=
        isFunctionWord
        ? Vocabulary.functionWords[random.below(Vocabulary.functionWords.count)]
        : vocabulary.words[wordRanks.sample(&random)]
    }
    return text
  }

  private func abstract(words: Int, _ random: inout SeededGenerator) -> String {
    var text = ""
    var left = words
    while left > 0 {
      let count = min(left, 6 + random.below(18))
      text += Vocabulary.capitalised(phrase(count, &random))
      text += random.below(12) == 0 ? "?\n\n" : random.below(5) == 0 ? ", and so on. " : ". "
      left -= count
    }
    return text
  }
}

/// A talk before it is written in a format.
struct GeneratedTalk {
  var number: Int
  var title: String
  var speakers: [String]
  var institution: String
  var series: String
  var abstract: String
  /// yyyymmdd.
  var day: Int
  var hour: Int
  var room: String
}
