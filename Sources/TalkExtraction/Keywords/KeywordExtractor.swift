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
  /// Only the first 8 KiB of the abstract are read. Linear in the text.
  ///
  /// - Parameters:
  ///   - title: The title, plain text.
  ///   - abstract: The abstract, plain text.
  ///   - names: Names of the speakers: a phrase made of nothing else is no keyword.
  ///   - limit: How many keyphrases at most; default 12.
  /// - Returns: At most `limit` keywords of origin `extracted`.
  public func keywords(
    title: String, abstract: String, names: [String] = [], limit: Int = 12
  ) -> [Keyword] {
    guard limit > 0 else { return [] }
    return phrases(
      title: title, abstract: abstract, nameWords: Set(names.flatMap(words(of:))), limit: limit)
  }

  /// The words of a name or phrase, in lower case (ASCII).
  private func words(of text: String) -> [[UInt8]] {
    text.utf8.split { $0 == 0x20 || $0 == 0x2D || $0 == 0x2E }
      .map { $0.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 } }
  }

  private func phrases(
    title: String, abstract: String, nameWords: Set<[UInt8]>, limit: Int
  ) -> [Keyword] {
    var title = title
    var abstract = abstract
    return title.withUTF8 { title in
      abstract.withUTF8 { abstract in
        let read = min(abstract.count, Self.abstractLimit)
        let end = title.count + 2 + read
        return withUnsafeTemporaryAllocation(
          of: UInt8.self, capacity: end + PackedWord.padding
        ) { text in
          text.initialize(repeating: 0x0A)
          _ = text.update(fromContentsOf: title)
          _ = text[(title.count + 2)...].update(fromContentsOf: abstract.prefix(read))
          let readable = UnsafeBufferPointer(rebasing: text[..<end])
          let phrases = PhraseRuns(bytes: readable, titleEnd: title.count).candidates()
          return select(phrases, from: readable, nameWords: nameWords, limit: limit)
        }
      }
    }
  }

  /// Bytes of an abstract that are read: 8 KiB, some 1,200 words.
  private static let abstractLimit = 8192

  /// Takes the best candidates that say something the better ones do not.
  private func select(
    _ candidates: [PhraseCandidate], from text: UnsafeBufferPointer<UInt8>,
    nameWords: Set<[UInt8]>, limit: Int
  ) -> [Keyword] {
    // Highest score first, then the earlier phrase, as one integer each: scores are positive.
    var order = candidates.indices.map { index in
      UInt64(Float(candidates[index].score).bitPattern) << 32 | UInt64(UInt32.max - UInt32(index))
    }
    order.sort(by: >)
    var chosen: [Int] = []
    for key in order where chosen.count < limit {
      let index = Int(UInt32.max - UInt32(truncatingIfNeeded: key))
      let words = candidates[index].words
      if chosen.contains(where: { candidates[$0].words.overlaps(words) }) { continue }
      if candidates[index].isName, !nameWords.isEmpty {
        let phrase = String(decoding: text[candidates[index].bytes], as: UTF8.self)
        if nameWords.isSuperset(of: self.words(of: phrase)) { continue }
      }
      chosen.append(index)
    }
    guard let best = chosen.first.map({ candidates[$0].score }), best > 0 else { return [] }
    return chosen.map { index in
      Keyword(
        text: phraseText(UnsafeBufferPointer(rebasing: text[candidates[index].bytes])),
        origin: .extracted, weight: candidates[index].score / best)
    }
  }

  /// The phrase as it stands in the text, with its line breaks and double spaces made one space.
  private func phraseText(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var isClean = true
    for index in bytes.indices where bytes[index] <= 0x20 {
      if bytes[index] < 0x20 || bytes[index - 1] <= 0x20 { isClean = false }
    }
    if isClean { return String(decoding: bytes, as: UTF8.self) }
    let words = bytes.split(whereSeparator: { $0 <= 0x20 })
    return words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
  }
}
