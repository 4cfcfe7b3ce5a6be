public import TalkModel

/// Finds the keyphrases of a talk in its title and abstract, without a model and without a corpus.
///
/// The method is RAKE (S. Rose, D. Engel, N. Cramer, W. Cowley, "Automatic keyword extraction from
/// individual documents", in *Text Mining: Applications and Theory*, 2010): function words and
/// punctuation cut the text into runs, each run is a candidate, and a word weighs more the more
/// often it occurs and the longer the runs it occurs in. Four things differ from the paper, each
/// measured on the Inspec and SemEval-2017 sets:
///
/// - a phrase's words add log(1 + frequency) + log(1 + degree) instead of degree / frequency, so that
///   neither one long run nor one frequent word decides;
/// - early phrases weigh up to twice as much, title phrases half as much again (the position feature
///   of YAKE, R. Campos et al., *Information Sciences* 509, 2020);
/// - a trailing participle ("neural networks *trained*") is cut off, a run keeps its last four words,
///   and a capitalised term after plain words ("building *Gemma Scope*") is a candidate of its own;
/// - plurals count with their singulars.
///
/// The result depends on the text alone: same text, same keywords, in the same order.
public struct KeywordExtractor: Sendable {
  /// Makes an extractor.
  public init() {}

  /// Keyphrases of a text, the heaviest first, weights in 0...1 with 1 for the heaviest.
  ///
  /// Only the first 8 KiB of title and abstract each are read. Linear in the text.
  ///
  /// - Parameters:
  ///   - title: The title, plain text.
  ///   - abstract: The abstract, plain text.
  ///   - names: Names of the speakers: a phrase made of nothing else is no keyword.
  ///   - limit: How many keyphrases at most; default 8.
  /// - Returns: At most `limit` keywords of origin `extracted`.
  public func keywords(
    title: String, abstract: String, names: [String] = [], limit: Int = 8
  ) -> TalkKeywords {
    var title = title
    var abstract = abstract
    var scratch = KeywordScratch()
    return title.withUTF8 { title in
      abstract.withUTF8 { abstract in
        keywords(title: title, abstract: abstract, names: names, limit: limit, scratch: &scratch)
      }
    }
  }

  /// Keyphrases of a text given as UTF-8, as ``keywords(title:abstract:names:limit:)`` finds them.
  ///
  /// - Parameters:
  ///   - title: The title.
  ///   - abstract: The abstract.
  ///   - names: Names of the speakers.
  ///   - limit: How many keyphrases at most.
  ///   - scratch: What to work with; whatever was done with it before makes no difference.
  /// - Returns: At most `limit` keywords of origin `extracted`.
  package func keywords(
    title: UnsafeBufferPointer<UInt8>, abstract: UnsafeBufferPointer<UInt8>,
    names: some Sequence<String>, limit: Int, scratch: inout KeywordScratch
  ) -> TalkKeywords {
    scratch.known.removeAll()
    find(title: title, abstract: abstract, names: names, limit: limit, scratch: &scratch)
    return scratch.keywords(after: [])
  }

  /// Finds keyphrases of a text and leaves them in `scratch`; those that it knows count as found, but are
  /// left out.
  func find(
    title: UnsafeBufferPointer<UInt8>, abstract: UnsafeBufferPointer<UInt8>,
    names: some Sequence<String>, limit: Int, scratch: inout KeywordScratch
  ) {
    scratch.foundCount = 0
    guard limit > 0 else { return }
    let logarithms = Logarithms.shared
    scratch.text.set(title: title, abstract: abstract)
    scratch.words.read(scratch.text)
    scratch.numbers.number(scratch.words, logarithms)
    scratch.phrases.find(in: scratch.words, of: scratch.text, scratch.numbers)
    scratch.phrases.rank(by: scratch.numbers, logarithms, into: &scratch.ranking)
    choose(limit, from: &scratch, names: names, logarithms)
  }

  /// Takes the best phrases that say something the better ones do not; those that are known already
  /// count, but are left out.
  private func choose(
    _ limit: Int, from scratch: inout KeywordScratch, names: some Sequence<String>,
    _ logarithms: Logarithms
  ) {
    var hasNames = false
    scratch.chosen.reserve(scratch.phrases.count, filler: .none)
    scratch.found.reserve(scratch.phrases.count, filler: .none)
    var best = 0.0
    var taken = 0
    while taken < limit, let place = scratch.ranking.next() {
      let phrase = scratch.phrases.list[place]
      if repeats(phrase.words, taken, scratch) { continue }
      var range = scratch.words.bytes(from: phrase.first, count: phrase.words.count)
      if phrase.isName {
        if !hasNames { scratch.names.set(names) }
        hasNames = true
        if scratch.names.cover(range, of: scratch.text) { continue }
      }
      let score = PhraseTable.score(of: phrase, scratch.numbers.view, logarithms)
      if taken == 0 { best = score }
      guard best > 0 else { break }
      scratch.chosen[taken] = phrase.words
      taken += 1
      scratch.numbers.choose(phrase.words)
      if !scratch.words.isEvenlySpaced(from: phrase.first, count: phrase.words.count) {
        range = scratch.text.spaceEvenly(range)
      }
      // No two phrases of ASCII are the same but for capitals and blanks: they would have the same words.
      if !scratch.words.isASCII || scratch.known.mayHold(length: range.count) {
        guard scratch.known.insert(hash: scratch.text.hash(of: range)) else { continue }
      }
      scratch.found[scratch.foundCount] = FoundKeyword(range, weight: score / best)
      scratch.foundCount += 1
    }
  }

  /// Whether one of the first `count` chosen phrases has all of `words`, or these have all of its.
  private func repeats(
    _ words: PhraseWords, _ count: Int, _ scratch: borrowing KeywordScratch
  ) -> Bool {
    guard scratch.numbers.isAnyChosen(of: words) else { return false }
    let chosen = scratch.chosen.view
    for index in 0..<count where chosen[index].overlaps(words) { return true }
    return false
  }
}
