import Testing

@testable import TalkIndex

@Suite("Words that say nothing")
struct StopWordsTests {
  @Test(
    "What only asks for talks is not searched for",
    arguments: [
      ("talks by ada park", "ada park"),
      ("talks about the owls", "owls"),
      ("show me all talks on owls", "owls"),
      ("who speaks about graph databases", "graph databases"),
      ("who is speaking on owls", "owls"),
      ("are there any lectures on owls", "owls"),
      // In the middle, without a link, or alone these are words like others.
      ("the art of talks by design", "art talks design"),
      ("lightning talks", "lightning talks"),
      ("talks", "talks"),
      ("talks about", "talks about"),
      ("recent owls", "recent owls"),
      ("who knows owls", "knows owls"),
      ("to be or not to be", "to be or not to be"),
      ("graph databases for talks after dark nights", "graph databases talks dark nights"),
    ])
  func kept(query: String, searched: String) {
    let words = query.split(separator: " ").map(String.init)
    let kept = zip(words, StopWords.kept(words)).filter(\.1).map(\.0)
    #expect(kept.joined(separator: " ") == searched)
  }
}
