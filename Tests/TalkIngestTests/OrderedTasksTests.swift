import Testing

@testable import TalkIngest

@Suite("Work side by side, results in order")
struct OrderedTasksTests {
  @Test("Results come in the order of the items, whatever each takes", arguments: [1, 2, 7, 500])
  func order(width: Int) async throws {
    var results: [Int] = []
    try await OrderedTasks(width: width, budget: 1000).run(
      Array(0..<200), cost: { $0 % 50 },
      work: { item in
        var sum = 0
        for number in 0..<((item * 7919) % 1000) { sum &+= number }
        return sum == -1 ? -1 : item
      },
      consume: {
        results.append($0)
        return true
      })
    #expect(results == Array(0..<200))
  }

  @Test("What is no work comes in its turn", arguments: [1, 3, 100])
  func known(every: Int) async throws {
    var results: [Int] = []
    try await OrderedTasks(width: 8, budget: 100).run(
      Array(0..<100), cost: { _ in 1 }, known: { $0 % every == 0 ? -$0 : nil }, work: { $0 },
      consume: {
        results.append($0)
        return true
      })
    #expect(results == (0..<100).map { $0 % every == 0 ? -$0 : $0 })
  }

  @Test("One item is under way however large it is")
  func large() async throws {
    var results: [Int] = []
    try await OrderedTasks(width: 4, budget: 10).run(
      [100, 200, 1, 2], cost: { $0 }, work: { $0 },
      consume: {
        results.append($0)
        return true
      })
    #expect(results == [100, 200, 1, 2])
  }

  @Test("It stops when told to")
  func stops() async throws {
    var results: [Int] = []
    try await OrderedTasks(width: 4, budget: 10).run(
      Array(0..<100), cost: { _ in 1 }, work: { $0 },
      consume: {
        results.append($0)
        return $0 < 5
      })
    #expect(results == Array(0...5))
  }

  @Test("Nothing to do is done at once")
  func empty() async throws {
    try await OrderedTasks(width: 4, budget: 10).run(
      [Int](), cost: { $0 }, work: { $0 }, consume: { _ in true })
  }
}
