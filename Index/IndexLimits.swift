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

  /// Bytes of lists of talks by word that are kept from one search to the next, for so many talks.
  ///
  /// 600 for each, which is room for the lists of nearly all words that people ask for; at least 192 MiB.
  public static func postingBytes(talks: Int) -> Int { max(192 << 20, 600 * min(talks, 1 << 32)) }

  /// Bytes of lists in which places of words in single talks are looked up, for so many talks.
  ///
  /// 150 for each; at least 48 MiB.
  public static func doclistBytes(talks: Int) -> Int { max(48 << 20, 150 * min(talks, 1 << 32)) }
}
