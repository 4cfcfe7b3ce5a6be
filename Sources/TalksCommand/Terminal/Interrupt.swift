import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whether the user asked to stop.
///
/// The first SIGINT or SIGTERM asks for a safe stop, the second one ends the process at once.
enum Interrupt {
  private static let count = Atomic<Int>(0)

  /// Begins to watch for the signals.
  static func watch() {
    _ = count.load(ordering: .relaxed)
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in
        // Only what is allowed in a signal handler: an atomic, and leaving at once.
        if Interrupt.count.add(1, ordering: .relaxed).newValue > 1 { _exit(130) }
      }
    }
  }

  /// Whether a stop was asked for.
  static var isRequested: Bool { count.load(ordering: .relaxed) > 0 }
}
