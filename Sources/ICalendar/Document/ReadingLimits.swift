/// The caps that keep the reading of a stranger's calendar bounded in time and memory.
///
/// What lies beyond a cap is left out and counted as a diagnostic; nothing beyond a cap is an error
/// of the program.
public struct ReadingLimits: Sendable, Hashable {
  /// Bytes of a file that are read, default 256 MiB; at most 1 GiB.
  public var fileBytes = 256 << 20
  /// Bytes of one unfolded content line, default 1 MiB; the rest of the line is dropped.
  public var lineBytes = 1 << 20
  /// Components open inside one another, default 8; deeper ones are dropped with their content.
  public var depth = 8
  /// Properties of one component, default 10,000.
  public var properties = 10_000
  /// Parameters of one property, default 100.
  public var parameters = 100
  /// Values of one multi-valued property or parameter, default 500.
  ///
  /// Values are read when they are asked for, so this is the one cap without a diagnostic.
  public var values = 500
  /// Diagnostics kept with position and text, default 100; all are counted.
  public var diagnostics = 100
  /// Steps, instances and years of recurrence rules.
  public var recurrence = RecurrenceLimits.standard

  /// The default caps.
  public static let standard = ReadingLimits()

  /// Makes the default caps; change those that must differ.
  public init() {}
}
