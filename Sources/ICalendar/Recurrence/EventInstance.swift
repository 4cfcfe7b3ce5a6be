/// One time that an event takes place.
public struct EventInstance: Sendable, Hashable {
  /// When it begins.
  public var start: ResolvedTime
  /// When it ends, exclusive, on the clock of `start`; never before `start`.
  public var end: ResolvedTime

  /// Makes an instance.
  public init(start: ResolvedTime, end: ResolvedTime) {
    self.start = start
    self.end = end
  }
}

/// The instances of an event, in time order, each start once.
public struct InstanceList: Sendable {
  /// The instances.
  public var instances: [EventInstance]
  /// Which cap ended the list before its rules did; `nil` where it is whole.
  public var cut: RecurrenceCut?
  /// What was forgiven or dropped, and where the list was cut.
  public var diagnostics: [Diagnostic]
  /// Steps that its rules took, for callers that give many events one budget.
  public var steps: Int

  /// Whether a cap ended the list before its rules did.
  public var isCut: Bool { cut != nil }

  /// Makes a list.
  public init(
    instances: [EventInstance], cut: RecurrenceCut? = nil, diagnostics: [Diagnostic] = [],
    steps: Int = 0
  ) {
    self.instances = instances
    self.cut = cut
    self.diagnostics = diagnostics
    self.steps = steps
  }
}
