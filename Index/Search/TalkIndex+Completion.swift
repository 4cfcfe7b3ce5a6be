import TalkModel

/// What a half-typed text may become.
public struct Completion: Sendable, Hashable {
  /// What a completion is.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A speaker.
    case speaker
    /// A series.
    case series
    /// A keyword.
    case keyword
    /// A title.
    case title
  }

  /// What it is.
  public var kind: Kind
  /// The whole name or title.
  public var text: String
  /// Talks that have it, counted up to two hundred; a keyword's and a title's among the talks looked at.
  public var talks: Int

  /// Makes a completion.
  public init(kind: Kind, text: String, talks: Int) {
    self.kind = kind
    self.text = text
    self.talks = talks
  }
}

extension TalkIndex {
  /// Speakers, series, keywords and titles with words that begin as typed, the most frequent first;
  /// a name that itself begins as typed counts four times.
  ///
  /// All words but the last must be there as they are; a text without letters has no completion.
  /// Names and titles come from some hundred talks that have such words, the frequent words first, not
  /// from all: a short beginning of a rare name may miss it. Of words before the last, all talks are
  /// read.
  ///
  /// - Throws: `deadline` after a second; `damaged`, `busy`, `disk`.
  public func complete(
    prefix: String, limit: Int = 10
  ) throws(TalkIndexError) -> [Completion] {
    try searching(deadline: 1) { session, _ in
      try Completer(session).completions(prefix, limit: min(max(limit, 0), 100))
    }
  }
}
