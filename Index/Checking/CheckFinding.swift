/// Something that is wrong with an index.
public struct CheckFinding: Sendable, Hashable {
  /// What is wrong; stable, for programs.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// Pages or rows of the file are damaged.
    case structure
    /// Tables, indexes or triggers are missing or not what this schema version says.
    case schema
    /// Rows refer to rows that are not there.
    case references
    /// A full-text index does not say the same as the talks.
    case fullText = "full-text"
    /// What ranking has stored beside a full-text index does not fit it.
    case ranking
    /// A talk is not what was written: damaged, or edited by a program that left the hash.
    case content
    /// People or series differ from what a talk's row says, or its row does not say its names right.
    case names
    /// Talks without occurrences, or with other ones than their times say.
    case occurrences
    /// Keys of people or series do not fit their names.
    case keys
    /// People or series without any talk.
    case orphans
  }

  /// How bad it is.
  public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Untidy, without effect on answers.
    case note
    /// Answers may be incomplete; everything is still there.
    case warning
    /// Something may be lost.
    case error

    /// Orders by badness.
    public static func < (a: Severity, b: Severity) -> Bool {
      let order: [Severity] = [.note, .warning, .error]
      return (order.firstIndex(of: a) ?? 0) < (order.firstIndex(of: b) ?? 0)
    }
  }

  /// What is wrong.
  public var code: Code
  /// How bad it is.
  public var severity: Severity
  /// What is wrong, as a sentence.
  public var message: String
  /// What to do about it, as a sentence.
  public var advice: String
  /// Whether ``TalkIndex/repair()`` mends it.
  public var isRepairable: Bool
  /// Number of rows it is about.
  public var count: Int
  /// Rows of `talk` it is about, the first twenty.
  public var talks: [Int64]

  init(
    _ code: Code, _ severity: Severity, _ message: String, isRepairable: Bool = true,
    count: Int = 1, talks: [Int64] = []
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.isRepairable = isRepairable
    self.count = count
    self.talks = Array(talks.prefix(20))
    advice =
      isRepairable
      ? "Run `talks check --repair`."
      : "Restore a backup, or ingest the calendars again into a new index."
  }
}

/// Something that ``TalkIndex/repair()`` did.
public struct RepairAction: Sendable, Hashable {
  /// What was wrong.
  public var code: CheckFinding.Code
  /// What was done, as a sentence.
  public var message: String
}
