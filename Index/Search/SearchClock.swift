import GRDBSQLite

/// Stops a search that takes too long.
///
/// SQLite asks it now and then through a progress handler, our own loops between steps.
final class SearchClock {
  private let hasEnded: () -> Bool
  private let path: String

  /// Virtual-machine steps of SQLite between two looks at the clock: 0.02 ms where they compute, some
  /// milliseconds where each reads a page.
  private static let steps: Int32 = 1000

  /// Begins now; `seconds` is the time allowed.
  init(seconds: Double, path: String) {
    let allowed = seconds.isFinite ? min(max(seconds, 0), 86_400) : 86_400
    let end = ContinuousClock.now + .seconds(allowed)
    hasEnded = { ContinuousClock.now >= end }
    self.path = path
  }

  /// A clock whose time is over when `hasEnded` says so; tests count how often it is asked.
  init(path: String, hasEnded: @escaping () -> Bool) {
    self.hasEnded = hasEnded
    self.path = path
  }

  /// Whether the time is over.
  var isOver: Bool { hasEnded() }

  /// - Throws: `deadline` if the time is over.
  func check() throws(TalkIndexError) {
    guard isOver else { return }
    throw TalkIndexError(
      code: .deadline, message: "The search was stopped because it took too long.",
      advice: "Ask for less: fewer words, prefixes or OR branches.")
  }

  /// Runs `body` with SQLite asking this clock.
  func watching<T>(_ connection: RawConnection, _ body: () throws -> T) throws -> T {
    // The pointer is used only between the two calls, during which `self` is alive.
    let context = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_progress_handler(
      connection.handle, SearchClock.steps,
      { context in
        guard let context else { return 0 }
        return Unmanaged<SearchClock>.fromOpaque(context).takeUnretainedValue().isOver ? 1 : 0
      }, context)
    defer { sqlite3_progress_handler(connection.handle, 0, nil, nil) }
    do {
      return try withExtendedLifetime(self) { try body() }
    } catch {
      try check()
      throw error
    }
  }
}
