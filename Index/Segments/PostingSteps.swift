/// Impacts of postings in steps of a 255th of the greatest that there can be, rounded up: one byte each.
///
/// They are made by the first sum that the postings are part of, and kept for the next ones.
///
/// Invariant: `values` has room for all postings; they are initialised once `areMade`. Whoever makes a sum
/// is the only one to use them meanwhile: hence `@unchecked Sendable`.
package final class PostingSteps: @unchecked Sendable {
  let values: UnsafeMutablePointer<UInt8>
  private(set) var areMade: Bool
  /// Whose memory it is; `nil` if it is their own.
  private let list: ScoredList?

  /// Room for the steps of so many postings.
  package init(count: Int) {
    values = .allocate(capacity: max(count, 1))
    areMade = false
    list = nil
  }

  /// Those that a list of the same postings and formula has; `nil` if it has none.
  package init?(of list: ImpactList) {
    guard list.scored.source != nil, let steps = list.scored.steps else { return nil }
    values = steps
    areMade = true
    self.list = list.scored
  }

  deinit { if list == nil { values.deallocate() } }

  /// Takes note that all are there.
  func finish() { areMade = true }

  /// The impact that a step stands for: a little more than a 254th of the greatest, as steps are rounded up
  /// from that.
  static func size(_ formula: PackedFormula) -> Double { formula.greatest / 254 * (1 + 1e-9) }

  /// Steps that an impact of 1 takes.
  static func scale(_ formula: PackedFormula) -> Double { 254 / formula.greatest }

  /// The step of an impact.
  @inline(__always)
  static func step(_ impact: Double, _ scale: Double) -> UInt8 {
    UInt8(truncatingIfNeeded: 1 &+ Int32(impact * scale))
  }
}
