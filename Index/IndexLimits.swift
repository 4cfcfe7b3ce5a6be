/// Limits of what an index stores, in one place.
public enum IndexLimits {
  /// Bytes of text stored of one field; more is cut off at a character boundary.
  public static let fieldBytes = 65_536
  /// Bytes of a UID or RECURRENCE-ID stored.
  public static let identityBytes = 1024
  /// Bytes of the name of a person or series, or of a keyword; more is cut off.
  public static let nameBytes = 1000
  /// Speakers, series or keywords stored of one talk.
  public static let namesPerTalk = 200
  /// Occurrences stored of one talk.
  public static let occurrencesPerTalk = 3500

  // Memory of an index that is searched.

  /// Bytes of lists that are kept from one search to the next where nobody said otherwise.
  ///
  /// 750 for each talk, which is room for nearly all words that people ask for; at least 240 MiB.
  public static func searchMemory(talks: Int) -> Int { max(240 << 20, 750 * min(talks, 1 << 32)) }
}
