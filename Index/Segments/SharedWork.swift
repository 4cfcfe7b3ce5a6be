import Dispatch
import Synchronization

/// Pieces of work that two threads take one after the other.
///
/// The first thread waits only for the piece that the second has begun: one that is busy, or comes late,
/// costs no more than handing the work over, which takes some microseconds.
final class SharedWork<Value: Sendable>: Sendable {
  private let count: Int
  private let next = Atomic(0)
  private let values: Mutex<[Value?]>
  private let pieces = DispatchGroup()
  private let work: @Sendable (_ piece: Int, _ isSecond: Bool) -> Value

  private init(
    _ count: Int, _ work: @escaping @Sendable (_ piece: Int, _ isSecond: Bool) -> Value
  ) {
    self.count = count
    self.work = work
    values = Mutex([Value?](repeating: nil, count: count))
    for _ in 0..<count { pieces.enter() }
  }

  /// Does all pieces, and returns what `work` returns for each.
  ///
  /// `isSecond` says which of the two threads is at work. A thread gets its pieces in ascending order.
  static func run(
    pieces count: Int, _ work: @escaping @Sendable (_ piece: Int, _ isSecond: Bool) -> Value
  ) -> [Value] {
    guard count > 1, SecondThread.isThere else { return (0..<count).map { work($0, false) } }
    let shared = SharedWork(count, work)
    SecondThread.queue.async { shared.take(isSecond: true) }
    shared.take(isSecond: false)
    shared.pieces.wait()
    return shared.values.withLock { $0.compactMap { $0 } }
  }

  private func take(isSecond: Bool) {
    while true {
      let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard piece < count else { return }
      let value = work(piece, isSecond)
      values.withLock { $0[piece] = value }
      pieces.leave()
    }
  }
}
