/// The caps that keep every recurrence finite and quick.
public struct RecurrenceLimits: Sendable, Hashable {
  /// Periods looked at and instances made before a rule is given up, default 100,000.
  public var steps = 100_000
  /// Instances of one event, default 3,500.
  public var instances = 3_500
  /// First year in which a rule makes instances, default 1900; the event's own start always counts.
  public var firstYear = 1900
  /// Last year in which a rule makes instances, default 2200.
  public var lastYear = 2200

  /// The default caps.
  public static let standard = RecurrenceLimits()

  /// Makes the default caps; change those that must differ.
  public init() {}
}

/// Why a list of instances is shorter than its rules.
public enum RecurrenceCut: String, Sendable, Hashable, CaseIterable {
  /// The rules took more steps than the cap.
  case steps
  /// There are more instances than the cap.
  case instances
  /// The rules go on beyond the last year of the cap.
  case years
}
