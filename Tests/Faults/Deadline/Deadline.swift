import CivilTime
import TalkIndex
import TalkModel
import TalkQuery

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Measures by how much searches overrun their deadline.
///
/// `talks-deadline INDEX`: the worst that may be typed (common words, prefixes of one letter, long
/// phrases, misspelt words, everything at once) with deadlines that most of it cannot keep. Prints
/// the worst overrun of each deadline, and ends with 1 where one is over a fifth and over 30 ms. An
/// index of 100,000 talks is large enough; a machine that is busy with other things adds its own delays, so each
/// query that overruns is asked again, and its best time counts.
@main
struct Deadline {
  static func main() throws {
    guard let path = CommandLine.arguments.dropFirst().first else { exit(64) }
    let index = try TalkIndex.open(at: path, mode: .read)
    let words = try commonWords(of: index)
    let queries = try queries(words)
    var isOver = false
    for deadline in [0.02, 0.05, 0.2, 1.0] {
      var stopped = 0
      var worst = 0.0
      var worstQuery = ""
      for (number, query) in queries.enumerated() {
        var request = SearchRequest(
          query: query, match: SearchRequest.Match.allCases[number % 3], now: 1_800_000_000)
        request.deadline = deadline
        request.facets = number % 2 == 0 ? Facet.allCases : []
        request.limit = number % 5 == 0 ? 1000 : 10
        request.favoursRecent = number % 7 == 0
        var best = Double.infinity
        var isStopped = false
        // From the beginning each time: what is kept in memory makes the next search quicker.
        for _ in 0..<5 where best > 1.2 {
          let fresh = try TalkIndex.open(at: path, mode: .read)
          let begin = ContinuousClock.now
          do {
            _ = try fresh.search(request)
          } catch {
            guard error.code == .deadline else { throw error }
            isStopped = true
          }
          let spent = (ContinuousClock.now - begin) / .seconds(1)
          best = min(best, spent / deadline)
        }
        if isStopped { stopped += 1 }
        if best > worst {
          worst = best
          worstQuery = query.text
        }
      }
      isOver = isOver || (worst - 1) * deadline > max(deadline / 5, 0.03)
      let percent = Int((worst * 100).rounded())
      print(
        "\(deadline) s: \(stopped) of \(queries.count) searches stopped, the longest took \(percent) %"
          + " of the deadline: \(worstQuery.prefix(60).debugDescription)")
    }
    exit(isOver ? 1 : 0)
  }

  /// Words of titles and abstracts, the most frequent first.
  private static func commonWords(of index: TalkIndex) throws -> [String] {
    var counts: [String: Int] = [:]
    for id in stride(from: Int64(1), to: 60_000, by: 97) {
      guard let talk = try index.talk(id: id)?.talk else { continue }
      for word in Set((talk.title + " " + (talk.abstract ?? "")).split(separator: " ")) {
        let letters = word.filter { $0.isASCII && $0.isLetter }
        if letters.count == word.count { counts[letters.lowercased(), default: 0] += 1 }
      }
    }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  private static func queries(_ words: [String]) throws -> [ParsedQuery] {
    guard let today = CivilDate(year: 2026, month: 11, day: 22), words.count > 200 else {
      print("the index has too few words")
      exit(64)
    }
    let common = Array(words.prefix(32))
    let rare = Array(words.suffix(1000))
    func joined(_ list: some Sequence<String>, _ separator: String = " ") -> String {
      list.joined(separator: separator)
    }
    var texts = [
      joined(common), joined(common.prefix(20), " OR "), joined(common.prefix(8)),
      "\"" + joined(common.prefix(12)) + "\"", joined(common.prefix(10).map { "-\($0)" }),
      joined(["a*", "s*", "t*", "c*"]), joined(["a*", "s*", "t*", "c*"], " OR "),
      joined(common.prefix(12).map { "title:\($0)" }, " OR "),
      joined(common.prefix(10).map { $0 + "x" }), joined(common.prefix(24).map { "q" + $0 }),
      "has:abstract sort:newest", "after:1990 before:2090 " + joined(common.prefix(16)),
      "speaker:a* OR series:s* OR keyword:m*", "",
    ]
    for start in stride(from: 0, to: 640, by: 32) {
      let some = rare[start..<(start + 32)]
      texts.append(joined(some))
      texts.append(joined(some.prefix(16).map { String($0.reversed()) }))
      texts.append(joined(some.prefix(12), " OR ") + " OR " + joined(common.prefix(6), " OR "))
      texts.append(
        "\"" + joined(common.shuffledStably(start).prefix(3)) + "\" " + joined(common.prefix(9)))
    }
    let parser = QueryParser(today: today, limits: .typed)
    return texts.map { parser.parse($0) }
  }
}

extension Array {
  /// Another order that is the same on every run.
  fileprivate func shuffledStably(_ seed: Int) -> [Element] {
    indices.map { self[($0 * 7 + seed) % count] }
  }
}
