/// What the search for keyphrases works with, kept from one text to the next: make one a thread.
///
/// Nothing of one text is seen in the result of another. It grows with the longest text, which is
/// read to 16 KiB, so to less than 1 MiB.
package struct KeywordScratch: ~Copyable {
  var text = TextBytes()
  var words = TextWords()
  var numbers = WordNumbers()
  var phrases = PhraseTable()
  var ranking = Ranking()
  var names = SpeakerWords()
  /// Hashes of the keywords that a talk has already.
  var known = HashSet()
  /// The words of the phrases that were taken.
  var chosen = ReusableBuffer<PhraseWords>(repeating: .none, capacity: 16)

  /// Makes a scratch for texts of usual length; it grows for longer ones.
  package init() {}
}
