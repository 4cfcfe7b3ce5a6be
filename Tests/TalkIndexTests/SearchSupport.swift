import CivilTime
import TalkModel
import TalkQuery

@testable import TalkIndex

/// An index of talks in a folder of its own.
struct SearchFixture {
  let folder: TemporaryFolder
  let index: TalkIndex
  /// The same index read through stock SQLite only.
  let stock: TalkIndex

  /// Writes talks, in several transactions so that the full text has several segments.
  init(_ talks: [Talk], transactions: Int = 1, source: String = "seminars") throws {
    folder = try TemporaryFolder()
    index = try TalkIndex.open(at: folder.path("index.sqlite"), mode: .create)
    stock = TalkIndex(
      path: index.path, mode: index.mode, queue: index.queue,
      searchBox: SearchSessionBox(usesSegments: false))
    let size = max(1, (talks.count + transactions - 1) / transactions)
    for begin in stride(from: 0, to: talks.count, by: size) {
      try index.write { writer in
        let revision = try writer.beginRevision(at: 1_700_000_000)
        let source = try writer.sourceID(name: source)
        for talk in talks[begin..<min(begin + size, talks.count)] {
          try writer.insert(TalkRow(talk), source: source, file: nil, revision: revision)
        }
        try writer.finishRevision(revision, at: 1_700_000_001, counts: RevisionCounts())
      }
    }
  }

  /// Noon of 2025-06-01, UTC.
  static let now: Int64 = 1_748_779_200

  /// A request for a typed query.
  static func request(_ text: String) throws -> SearchRequest {
    guard let today = CivilDate(year: 2025, month: 6, day: 1) else { throw Missing.day }
    // A sanitizer on a busy machine takes its time.
    return SearchRequest(
      query: QueryParser(today: today).parse(text), now: now, deadline: 3600)
  }

  /// A page for a typed query.
  func page(
    _ text: String, _ change: (inout SearchRequest) -> Void = { _ in }
  ) throws -> SearchPage {
    var request = try SearchFixture.request(text)
    change(&request)
    return try index.search(request)
  }

  /// UIDs of the hits for a typed query.
  func hits(
    _ text: String, _ change: (inout SearchRequest) -> Void = { _ in }
  ) throws -> [String] {
    try page(text, change).hits.map { $0.stored.talk.identity.uid ?? "" }
  }

  enum Missing: Error { case day }
}

/// A source of numbers that are the same on every run.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    // SplitMix64 (Steele, Lea, Flood 2014).
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }

  mutating func pick<T>(_ items: [T]) -> T { items[below(items.count)] }
}
