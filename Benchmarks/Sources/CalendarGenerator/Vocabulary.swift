/// The words, people, institutions and series that generated talks are made of.
///
/// Content words are made of syllables, so that there are as many as wanted; English function words
/// stand between them, as in an abstract. Names mix scripts and diacritics as real programmes do.
struct Vocabulary: Sendable {
  let words: [String]
  let people: [String]
  let institutions: [String]
  let series: [String]

  init(talks: Int, seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    words = Self.distinct(max(2_000, min(60_000, 2_000 + talks / 2))) { Self.word(&random) }
    people = Self.distinct(max(40, talks / 6)) { Self.person(&random) }
    institutions = Self.distinct(max(20, min(2_000, talks / 50))) {
      let town = Self.capitalised(Self.word(&random))
      return ["University of \(town)", "\(town) Institute of Technology", "Universität \(town)"][
        random.below(3)]
    }
    series = Self.distinct(max(8, min(4_000, talks / 120))) {
      let topic = Self.capitalised(Self.word(&random))
      return ["\(topic) Seminar", "\(topic) Colloquium", "\(topic) and Friends"][random.below(3)]
    }
  }

  static let functionWords = [
    "the", "of", "and", "to", "in", "a", "is", "we", "that", "for", "with", "on", "as", "are", "by",
    "this", "from", "be", "which", "an", "can", "or", "at", "how", "it", "our", "has", "between",
  ]

  private static let onsets = [
    "b", "br", "c", "ch", "cl", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l", "m", "n", "p",
    "pl", "pr", "qu", "r", "s", "sp", "st", "t", "tr", "v", "w",
  ]
  private static let nuclei = ["a", "e", "i", "o", "u", "ai", "ea", "io", "ou"]
  private static let codas = ["", "", "n", "r", "l", "s", "t", "m", "nd", "st", "ck"]
  private static let endings = [
    "", "", "", "", "", "s", "s", "ing", "ed", "ation", "al", "ive", "er",
  ]

  private static let given = [
    "Anna", "José", "Mei-Ling", "Søren", "Łukasz", "Fatima", "Nguyễn Thị", "Aoife", "Jürgen", "Zoë",
    "Oluwaseun", "Priya", "Dmitri", "Ingrid", "Tomáš", "Chloé", "Kofi", "Yūki", "Ana María", "John",
    "Émile", "Ravi", "Þóra", "Gergő", "Sam", "Wei", "Leïla", "Arthur", "Beatriz", "Mariana",
  ]

  private static func word(_ random: inout SeededGenerator) -> String {
    var word = ""
    for _ in 0..<(1 + random.below(2)) {
      word += onsets[random.below(onsets.count)] + nuclei[random.below(nuclei.count)]
      word += codas[random.below(codas.count)]
    }
    return word + endings[random.below(endings.count)]
  }

  private static func person(_ random: inout SeededGenerator) -> String {
    let family = capitalised(word(&random))
    let extra = random.below(9)
    let particle = extra == 0 ? "van " : extra == 1 ? "de la " : ""
    let tail = extra == 2 ? "-" + capitalised(word(&random)) : extra == 3 ? "ová" : ""
    return given[random.below(given.count)] + " " + particle + family + tail
  }

  static func capitalised(_ word: String) -> String {
    word.prefix(1).uppercased() + word.dropFirst()
  }

  /// `count` different strings, as far as a few tries each find them.
  private static func distinct(_ count: Int, _ make: () -> String) -> [String] {
    var seen: Set<String> = []
    var list: [String] = []
    list.reserveCapacity(count)
    var tries = 0
    while list.count < count, tries < count * 8 {
      let next = make()
      if seen.insert(next).inserted { list.append(next) }
      tries += 1
    }
    return list
  }
}
