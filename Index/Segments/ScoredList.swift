/// The rows of a term, ascending, each with its impact: what it adds to a score before idf and
/// weight.
///
/// Long lists also know the greatest impact in each window of 128 rows and where the window begins,
/// so that a search can leave out whole windows.
///
/// Invariant: the arrays hold `count` entries (`windowCount` and one more for windows) and are only
/// read after `init`, hence `@unchecked Sendable`.
final class ScoredList: @unchecked Sendable {
  /// A window is 2⁷ rows.
  static let windowShift: UInt32 = 7
  static let windowSize = 1 << 7

  let count: Int
  /// Rows that have the term in any column.
  let documentFrequency: Int
  let rows: UnsafeMutablePointer<UInt32>
  let impacts: UnsafeMutablePointer<Double>
  /// The greatest impact.
  let maximum: Double
  /// Windows that the list knows; 0 for a short list.
  let windowCount: Int
  /// Greatest impact of each window, rounded up.
  let windowMaxima: UnsafeMutablePointer<Float>?
  /// Index of the first posting of each window.
  let windowStarts: UnsafeMutablePointer<UInt32>?

  /// Takes the arrays over.
  init(
    consumingRows rows: UnsafeMutablePointer<UInt32>, impacts: UnsafeMutablePointer<Double>,
    count: Int, documentFrequency: Int, rowLimit: Int
  ) {
    self.rows = rows
    self.impacts = impacts
    self.count = count
    self.documentFrequency = documentFrequency
    let windows = (rowLimit + ScoredList.windowSize - 1) >> Int(ScoredList.windowShift)
    var maximum = 0.0
    guard count >= 256, count >= windows / 2 else {
      for index in 0..<count { maximum = max(maximum, impacts[index]) }
      self.maximum = maximum
      windowCount = 0
      windowMaxima = nil
      windowStarts = nil
      return
    }
    let maxima = UnsafeMutablePointer<Float>.allocate(capacity: windows)
    let starts = UnsafeMutablePointer<UInt32>.allocate(capacity: windows + 1)
    var index = 0
    for window in 0..<windows {
      starts[window] = UInt32(index)
      let end = UInt32(clamping: (window + 1) << Int(ScoredList.windowShift))
      var greatest = 0.0
      while index < count, rows[index] < end {
        greatest = max(greatest, impacts[index])
        index += 1
      }
      maxima[window] = ScoredList.roundedUp(greatest)
      maximum = max(maximum, greatest)
    }
    starts[windows] = UInt32(index)
    self.maximum = maximum
    windowCount = windows
    windowMaxima = maxima
    windowStarts = starts
  }

  deinit {
    rows.deallocate()
    impacts.deallocate()
    windowMaxima?.deallocate()
    windowStarts?.deallocate()
  }

  /// Bytes of memory that the list takes, about.
  var byteCount: Int { 256 + count * 12 + windowCount * 8 }

  /// The least Float that is not below `value`.
  static func roundedUp(_ value: Double) -> Float {
    let result = Float(value)
    return Double(result) < value ? result.nextUp : result
  }
}
