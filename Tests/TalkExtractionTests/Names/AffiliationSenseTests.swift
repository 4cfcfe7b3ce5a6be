import Testing

@testable import TalkExtraction

@Suite("What stands behind a name, and is no institution")
struct AffiliationSenseTests {
  @Test(
    "Sentences about the person, numbers and times are none",
    arguments: [
      "Ana is a forward deployed engineer at Owl Labs and writes blogs.",
      "He is available for consulting (owl.example)", "working with maps now.",
      "and chair of the Owl Society", "Hi, I'm Ana, an engineer", "Before Owl, Ana was CTO",
      "a potter with a long-term love", "is part of Owl Research where she leads the", "1922",
      "00 – 5:00pm.", "Jr., 1834", "As an engineer, I design and build systems", "—",
    ])
  func senseless(text: String) {
    #expect(Affiliation.isSenseless(Bytes(text)))
  }

  @Test(
    "Institutions are",
    arguments: [
      "MIT", "3M", "d-fine", "eBay", "The Owl Institute", "Hebrew University", "I2M Marseille",
      "Centre for Language and Speech", "University of Science, Ho Chi Minh City", "Его институт",
      "Universita e INFN, Bologna (IT)", "Is Institute", "institut für Eulen", "東京大学",
      "Owl (Principal Engineer)", "and.co", "U. of Owls",
    ])
  func sensible(text: String) {
    #expect(!Affiliation.isSenseless(Bytes(text)))
  }
}
