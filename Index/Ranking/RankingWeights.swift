/// Every constant of ranking, with its reason; nothing is tuned per collection or index.
///
/// The score of a talk is the sum over the words of the query of
///
///     idf · x · (k1 + 1) / (x + k1)      x = Σ weight · tf / (1 − b + b · length / average length)
///
/// (BM25F: Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009, section 3.6) on the
/// stemmed index, plus smaller bonuses for the exact word and for words that stand side by side.
/// The values were swept one at a time over six judged collections and samples of known-item queries,
/// and taken from plateaus; the decision record says what is left with each collection held out.
package struct RankingWeights: Sendable, Hashable {
  /// Weight of each field.
  ///
  /// Title and speakers weigh four times the abstract: from 3 to 5 judged collections fall slowly
  /// and known-item search rises. A venue says little about a talk.
  package var fieldWeights: FieldValues = [
    .title: 4, .speakers: 4, .affiliations: 0.5, .series: 1, .keywords: 1, .abstract: 1,
    .venue: 0.5, .otherForms: 1,
  ]
  /// How much the length of each field counts (`b`), 0 to 1: short fields hardly vary.
  package var lengthFactors: FieldValues = [
    .title: 0.3, .speakers: 0.3, .affiliations: 0, .series: 0.5, .keywords: 0.5, .abstract: 0.5,
    .venue: 0, .otherForms: 0,
  ]
  /// Saturation of frequencies (`k1`); flat from 1.5 to 2.
  package var saturation = 1.8
  /// What a word exactly as typed adds to its stem's score, in parts of its own score.
  package var exactBonus = 0.2
  /// What two words side by side, in order, add, in parts of the score of a term as rare as both.
  package var pairBonus = 0.1
  /// `b` of the pair's length normalisation, over the length of the whole talk.
  package var pairLengthFactor = 0.5
  /// Discount of the last word read as the beginning of a longer one: people stop typing.
  package var prefixDiscount = 0.8
  /// Discount of spellings that are possible but not the likeliest.
  package var spellingDiscount = 0.5
  /// What the score of something that is no talk (lunch, registration) is multiplied with.
  package var otherKindFactor = 0.85
  /// Most that nearness in time adds with `--recent`, in parts of the score: a nudge that never
  /// hides a much better hit.
  package var recencyGain = 0.3
  /// Days after which that nearness has halved.
  package var recencyHalfLife = 180.0

  /// Talks read for more words.
  ///
  /// RM3 feedback: Lavrenko and Croft, Relevance-based language models, 2001; Abdul-Jaleel and
  /// others, UMass at TREC 2004.
  package var feedbackTalks = 5
  /// Words taken from them.
  package var feedbackTerms = 30
  /// Share of the original query in the new one.
  package var feedbackOriginal = 0.6
  /// Words in more than this share of all talks say nothing.
  package var feedbackMaximumShare = 0.1
  /// Fewest words of a query that gets feedback: questions, not names and titles.
  package var feedbackMinimumWords = 4

  /// Fewer talks than this with all words are few: talks with some of the words follow.
  package var few = 10

  /// The weights used by every search.
  package static let standard = RankingWeights()

  /// Rarity of a term that `matching` of `total` talks have.
  package func inverseDocumentFrequency(_ matching: Int, of total: Int) -> Double {
    let other = Double(max(total - matching, 0))
    return Logarithm.natural(1 + (other + 0.5) / (Double(matching) + 0.5))
  }

  /// A frequency, saturated.
  @inline(__always)
  func saturated(_ frequency: Double) -> Double {
    frequency * (saturation + 1) / (frequency + saturation)
  }
}

/// A number for each of some fields.
///
/// No dictionary: a process that searches once would spend longer on finding out how to hash a field.
package struct FieldValues: Sendable, Hashable, ExpressibleByDictionaryLiteral {
  private var values: [Double?]

  package init(dictionaryLiteral elements: (TextField, Double)...) {
    values = TextField.allCases.map { field in elements.last { $0.0 == field }?.1 }
  }

  /// The number of a field.
  package subscript(field: TextField) -> Double? {
    get { values[field.rawValue] }
    set { values[field.rawValue] = newValue }
  }
}

/// A field of text as both full-text indexes know it.
package enum TextField: Int, Sendable, Hashable, CaseIterable {
  /// Title.
  case title
  /// Names of the speakers.
  case speakers
  /// Series.
  case series
  /// Keywords.
  case keywords
  /// Abstract.
  case abstract
  /// Venue.
  case venue
  /// Search-only spellings.
  case otherForms
  /// Affiliations, in the unstemmed index only.
  case affiliations
}

/// One of the two full-text indexes.
package enum TextIndex: Int, Sendable, Hashable, CaseIterable {
  /// `talk_prose`, stemmed.
  case prose
  /// `talk_words`, unstemmed.
  case words

  /// Name of its table.
  var table: String { self == .prose ? "talk_prose" : "talk_words" }

  /// Its fields, in the order of its columns.
  var fields: [TextField] {
    switch self {
    case .prose: [.abstract, .title, .speakers, .series, .keywords, .venue, .otherForms]
    case .words:
      [.abstract, .title, .speakers, .series, .keywords, .venue, .otherForms, .affiliations]
    }
  }

  /// Names of its columns.
  var columns: [String] {
    self == .prose ? SchemaVersion1.proseColumns : SchemaVersion1.wordsColumns
  }
}
