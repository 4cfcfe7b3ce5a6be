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

  /// Bytes of lists of talks by word that are kept from one search to the next.
  public static let postingBytes = 192 << 20
  /// Bytes of lists in which places of words in single talks are looked up.
  public static let doclistBytes = 48 << 20
}
