#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Runs work side by side on all cores and hands the results over in order.
///
/// How much may be under way or waiting for its turn is bounded twice: by a number of items, and by
/// the sum of their costs, so that a few huge files don't fill the memory. One item is always under
/// way, however large.
///
/// Little more is begun than there are cores: whoever consumes runs on one of them as well, and would
/// be behind all that was begun before.
struct OrderedTasks {
  /// Items under way or waiting for their turn.
  var width: Int
  /// Sum of the costs of the items under way or waiting for their turn.
  var budget: Int
  /// Items under way.
  var lanes = max(2, sysconf(Int32(_SC_NPROCESSORS_ONLN)) + 1)

  /// Runs `work` on each item and `consume` on each result, the latter one at a time and in the
  /// order of the items.
  ///
  /// - Parameters:
  ///   - items: what is to be done.
  ///   - cost: what an item takes of the budget.
  ///   - known: the result of an item that is no work, in its turn; `nil` for work.
  ///   - work: runs side by side.
  ///   - consume: gets each result; `false` stops, and what is under way is dropped.
  /// - Throws: what `consume` throws.
  func run<Item: Sendable, Result: Sendable>(
    _ items: [Item], cost: (Item) -> Int, known: (Item) -> Result? = { _ in nil },
    work: @escaping @Sendable (Item) -> Result,
    consume: (Result) throws -> Bool
  ) async throws {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      var started = 0
      var running = 0
      var due = 0
      var spent = 0
      var waiting: [Int: Result] = [:]
      while due < items.count {
        while started < items.count, running < lanes, started == due || started - due < width,
          started == due || spent + cost(items[started]) <= budget
        {
          let position = started
          let item = items[position]
          spent += cost(item)
          started += 1
          if let result = known(item) {
            waiting[position] = result
          } else {
            group.addTask { (position, work(item)) }
            running += 1
          }
        }
        guard let result = waiting.removeValue(forKey: due) else {
          guard let (position, result) = try await group.next() else { return }
          running -= 1
          waiting[position] = result
          continue
        }
        spent -= cost(items[due])
        due += 1
        guard try consume(result) else {
          group.cancelAll()
          return
        }
      }
    }
  }
}
