import Dispatch

/// Two pieces of work at the same time.
package enum SideBySide {
  /// Written by one thread, read by the other after it has waited for the first: hence
  /// `@unchecked Sendable`.
  private final class Outcome<Value>: @unchecked Sendable {
    var value: Value?
  }

  /// Runs both, the second one on another thread, and returns what they return.
  ///
  /// The queue is serial, so that waiting for it is waiting for `second`.
  package static func run<First, Second>(
    _ first: () -> First, _ second: @escaping @Sendable () -> Second
  ) -> (First, Second) {
    let outcome = Outcome<Second>()
    let queue = DispatchQueue(label: "talks.segments.second")
    queue.async { outcome.value = second() }
    let result = first()
    queue.sync {}
    return (result, outcome.value ?? second())
  }
}
