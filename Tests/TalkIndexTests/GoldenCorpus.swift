import TalkModel

@testable import TalkIndex

/// Three hundred made-up talks, the same on every run: the corpus of the golden search results.
enum GoldenCorpus {
  private struct Topic {
    var series: String
    var nouns: [String]
    var qualities: [String]
    var methods: [String]
  }

  private static let topics = [
    Topic(
      series: "Machine Learning Seminar",
      nouns: ["neural networks", "language models", "decision trees", "reinforcement learning"],
      qualities: ["interpretable", "sparse", "robust", "private"],
      methods: ["gradient descent", "attention", "pruning", "distillation"]),
    Topic(
      series: "Theory Lunch",
      nouns: ["graph colouring", "sorting networks", "random walks", "matching"],
      qualities: ["randomised", "online", "parallel", "approximate"],
      methods: ["linear programming", "the probabilistic method", "spectral gaps", "hashing"]),
    Topic(
      series: "Systems Research Group",
      nouns: ["file systems", "schedulers", "key value stores", "network stacks"],
      qualities: ["fast", "verified", "distributed", "crash-safe"],
      methods: ["write-ahead logging", "capabilities", "type systems", "batching"]),
    Topic(
      series: "Algebra Seminar",
      nouns: ["finite groups", "Lie algebras", "sheaves", "elliptic curves"],
      qualities: ["solvable", "modular", "derived", "p-adic"],
      methods: ["representation theory", "cohomology", "descent", "Galois actions"]),
    Topic(
      series: "Physics Colloquium",
      nouns: ["black holes", "quantum dots", "neutron stars", "superconductors"],
      qualities: ["rotating", "entangled", "cold", "topological"],
      methods: ["interferometry", "lattice simulation", "spectroscopy", "renormalisation"]),
    Topic(
      series: "Biology Talks",
      nouns: ["protein folding", "gene regulation", "cell migration", "plant roots"],
      qualities: ["embryonic", "bacterial", "single-cell", "evolved"],
      methods: ["microscopy", "sequencing", "knockouts", "stochastic models"]),
    Topic(
      series: "Economics Workshop",
      nouns: ["auctions", "labour markets", "voting", "inflation"],
      qualities: ["repeated", "rural", "strategic", "unequal"],
      methods: ["field experiments", "game theory", "panel data", "mechanism design"]),
    Topic(
      series: "Histoire des sciences",
      nouns: ["l’astronomie", "les académies", "la chimie", "les cartes"],
      qualities: ["médiévale", "coloniale", "oubliée", "parisienne"],
      methods: ["archives", "correspondances", "instruments", "traductions"]),
  ]

  private static let people = [
    ("Ada Sørensen", "Aarhus"), ("Łukasz Wójcik", "Kraków"), ("Nguyễn Thị Hoa", "Hà Nội"),
    ("Jürgen Groß", "Göttingen"), ("María Ibáñez", "Sevilla"), ("Paul O’Brien", "Cork"),
    ("Chiara De Luca", "Pisa"), ("Jean-Luc Petit", "Lyon"), ("Wei Zhang", "Beijing"),
    ("Anna Kowalska", "Gdańsk"), ("Bjørn Dahl", "Oslo"), ("Sofia Papadopoulou", "Athens"),
    ("Tom Baker", "Leeds"), ("Tom Barker", "Leeds"), ("Ingrid Meyer", "Zürich"),
    ("Ingrid Maier", "Wien"), ("Samuel Okafor", "Lagos"), ("Priya Raman", "Chennai"),
    ("David Levi", "Haifa"), ("Elena Petrova", "Sofia"), ("Miguel Santos", "Porto"),
    ("Aoife Byrne", "Dublin"), ("Kenji Tanaka", "Kyoto"), ("Zeynep Yılmaz", "Ankara"),
  ]

  private static let titles = [
    "{q} {n}", "{q} {n} by {m}", "Towards {q} {n}", "What {m} tells us about {n}", "{n} and {m}",
    "On the limits of {q} {n}", "A short introduction to {n}", "{m} for {n}",
    "Why are {n} so {q}?", "{n}: old and new",
  ]

  private static let sentences = [
    "I will talk about {q} {n}.", "We show how {m} helps with {n}.",
    "The answer surprised everybody who works on {n}.", "No previous knowledge is assumed.",
    "This is joint work with colleagues in {p}.", "Experiments with {m} confirm the theory.",
    "{q} {n} have been studied for decades.", "We compare {m} with {o}.",
    "The talk ends with open problems about {n}.", "Along the way we meet {o} and {n}.",
  ]

  /// The talks, UIDs `g0` to `g299`.
  static let talks: [Talk] = {
    var numbers = SeededNumbers(seed: 2026)
    return (0..<300).map { number in
      let topic = numbers.pick(topics)
      let other = numbers.pick(topics)
      func fill(_ pattern: String) -> String {
        var text = pattern
        let words = [
          ("{q}", numbers.pick(topic.qualities)), ("{n}", numbers.pick(topic.nouns)),
          ("{m}", numbers.pick(topic.methods)), ("{o}", numbers.pick(other.methods)),
          ("{p}", numbers.pick(people).1),
        ]
        for (mark, word) in words {
          text = text.split(separator: mark, omittingEmptySubsequences: false)
            .joined(separator: word)
        }
        return text.prefix(1).uppercased() + text.dropFirst()
      }
      var talk = Talk(
        identity: TalkIdentity(uid: "g\(number)"), title: fill(numbers.pick(titles)))
      for _ in 0..<1 + numbers.below(2) {
        let person = numbers.pick(people)
        talk.speakers.append(Speaker(name: person.0, affiliation: "University of \(person.1)"))
      }
      talk.series = [topic.series]
      talk.keywords = [
        Keyword(text: numbers.pick(topic.nouns), origin: .stated),
        Keyword(text: numbers.pick(topic.methods), origin: .extracted, weight: 0.5),
      ]
      talk.abstract = (0..<2 + numbers.below(6)).map { _ in fill(numbers.pick(sentences)) }
        .joined(separator: " ")
      talk.venue = "Room \(1 + numbers.below(9))"
      talk.time = Samples.time(day: numbers.below(365))
      talk.kind = numbers.below(25) == 0 ? .other : .talk
      return talk
    }
  }()

  /// The queries: names, titles, questions, slips, fields, dates.
  static let queries = [
    "sparse neural networks", "interpretable language models", "graph colouring", "random walks",
    "reinforcement learning by pruning", "verified file systems", "key value stores",
    "write-ahead logging", "elliptic curves", "lie algebras cohomology", "black holes",
    "rotating black holes interferometry", "quantum dots", "protein folding microscopy",
    "gene regulation", "labour markets", "mechanism design auctions", "astronomie médiévale",
    "academies", "chimie oubliee", "sorensen", "Sørensen sorting", "wojcik schedulers",
    "Wójcik", "nguyen", "Nguyễn quantum", "gross", "Groß algebra", "ibanez voting", "obrien",
    "o'brien sheaves", "jean-luc petit", "zhang networks", "bjorn dahl", "Bjørn", "yilmaz",
    "tom baker", "tom barker", "meyer", "maier superconductors", "neurla networks",
    "reinforcment learning", "supercondcutors cold", "kowalsk", "papadopolou", "neural netw",
    "elliptic cur", "micros", "what does game theory tell us about repeated auctions",
    "how are cold superconductors studied with spectroscopy in zürich",
    "which methods help with distributed key value stores and fast schedulers",
    "speaker:tanaka", "speaker:\"Tom Baker\" networks", "series:physics entangled",
    "title:sheaves", "\"random walks\"", "\"walks random\"", "=network", "auctions -voting",
    "(sheaves OR matching) descent", "affiliation:kyoto graph", "keyword:hashing",
    "learning date:2025-03..2025-06", "is:other networks", "venue:\"Room 3\" stars",
    "sort:newest schedulers",
  ]
}
