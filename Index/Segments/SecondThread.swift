import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The thread that shares the work on long lists.
enum SecondThread {
  static let queue = DispatchQueue(label: "talks.search.second", qos: .userInitiated)
  /// Whether the machine has a processor for it.
  static let isThere = sysconf(Int32(_SC_NPROCESSORS_ONLN)) > 1
  /// Postings from which on two threads work on them: half of them take far longer than a process that
  /// searches once needs to start a thread.
  static let longList = 1 << 17
  /// Likewise bytes of a doclist.
  static let longDoclist = 1 << 18
  /// Pieces into which the work is cut, so that neither thread waits long for the other.
  static let pieces = 6

  /// Runs `work` for `0..<count` in one go, or if they are `long` in pieces on both threads.
  ///
  /// - Returns: What `work` returns for each part, in order.
  static func share<Value: Sendable>(
    _ count: Int, long: Bool, _ work: @escaping @Sendable (Range<Int>) -> Value
  ) -> [Value] {
    guard long, count >= pieces else { return [work(0..<count)] }
    return SharedWork.run(pieces: pieces) { piece, _ in
      work(count * piece / pieces..<count * (piece + 1) / pieces)
    }
  }
}
