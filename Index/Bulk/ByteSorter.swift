#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Puts byte strings in order, with a value beside each: in memory up to a limit, and beyond it
/// through runs in a temporary file.
///
/// Keys are compared as `memcmp` does, which is SQLite's order of texts; equal ones keep the order
/// in which they came. The file is unlinked as soon as it is open, so that nothing is left behind.
///
/// What changes is not checked for other accesses at the same time, which costs as much as the work of
/// a row: nothing that is called meanwhile comes back here.
final class ByteSorter {
  /// Bytes before an entry: the sizes of its key and its value, which follow.
  private static let sizes = 8
  /// How many entries ahead the next ones are touched.
  private static let ahead = 8

  private let path: String
  private let limit: Int
  @exclusivity(unchecked) private var entries: [KeyOrder.Entry] = []
  @exclusivity(unchecked) private var memory: EntryMemory
  private var file: Int32 = -1
  /// Where each run begins in the file; the end of the last one is last.
  private var runs: [off_t] = []
  /// Keeps the touching from being optimised away.
  private var touched: UInt8 = 0

  /// Makes a sorter that uses about `memory` bytes, and then a file at `path` with another name.
  init(memory: Int, path: String) {
    limit = max(memory, 1 << 16)
    self.path = path
    self.memory = EntryMemory()
  }

  deinit {
    memory.deallocate()
    if file >= 0 { close(file) }
  }

  /// Adds an entry.
  ///
  /// - Throws: `full`, `disk` where a run cannot be written.
  func add(
    key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer
  ) throws(TalkIndexError) {
    let needed = ByteSorter.sizes + key.count + value.count
    if memory.count + needed + entries.count * MemoryLayout<KeyOrder.Entry>.stride > limit,
      !entries.isEmpty
    {
      try writeRun()
    }
    let offset = memory.reserve(needed)
    let start = memory.address(of: offset)
    start.storeBytes(of: UInt32(key.count), as: UInt32.self)
    start.storeBytes(of: UInt32(value.count), toByteOffset: 4, as: UInt32.self)
    copy(key, to: start + ByteSorter.sizes)
    copy(value, to: start + ByteSorter.sizes + key.count)
    entries.append(KeyOrder.Entry(key, offset: offset))
  }

  /// Calls `body` with every entry in order; the sorter is then empty.
  ///
  /// - Throws: what `body` throws; `full`, `disk` where runs cannot be written or read.
  func drain(
    _ body: (_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws(TalkIndexError)
      -> Void
  ) throws(TalkIndexError) {
    if runs.isEmpty {
      sort()
      for (index, entry) in entries.enumerated() {
        // Entries lie all over the memory: the one of some rounds ahead is fetched meanwhile.
        if index + ByteSorter.ahead < entries.count {
          let next = memory.address(of: entries[index + ByteSorter.ahead].offset)
          touched &+= next.load(as: UInt8.self)
        }
        let (key, value) = ByteSorter.parts(memory.address(of: entry.offset))
        try body(key, value)
      }
    } else {
      try writeRun()
      memory.deallocate()
      try merge(body)
    }
    entries = []
    memory.deallocate()
    runs = []
  }

  // MARK: In memory

  private func copy(_ source: UnsafeRawBufferPointer, to target: UnsafeMutableRawPointer) {
    if let start = source.baseAddress { target.copyMemory(from: start, byteCount: source.count) }
  }

  private static func parts(
    _ entry: UnsafeRawPointer
  ) -> (key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
    let keyCount = Int(entry.loadUnaligned(as: UInt32.self))
    let valueCount = Int(entry.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
    return (
      UnsafeRawBufferPointer(start: entry + sizes, count: keyCount),
      UnsafeRawBufferPointer(start: entry + sizes + keyCount, count: valueCount)
    )
  }

  private func sort() {
    let memory = self.memory
    KeyOrder { ByteSorter.parts(memory.address(of: $0)).key }.sort(&entries)
  }

  // MARK: Runs

  private func writeRun() throws(TalkIndexError) {
    guard !entries.isEmpty else { return }
    if file < 0 {
      file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      guard file >= 0 else { throw failure() }
      unlink(path)
      runs = [0]
    }
    sort()
    var buffer: [UInt8] = []
    buffer.reserveCapacity(RunReader.bufferSize + 4096)
    var end = runs[runs.count - 1]
    for entry in entries {
      let start = memory.address(of: entry.offset)
      let (key, value) = ByteSorter.parts(start)
      buffer.append(
        contentsOf: UnsafeRawBufferPointer(
          start: start, count: ByteSorter.sizes + key.count + value.count))
      if buffer.count >= RunReader.bufferSize { try write(&buffer, &end) }
    }
    try write(&buffer, &end)
    runs.append(end)
    entries.removeAll(keepingCapacity: true)
    memory.removeAll()
  }

  private func write(_ buffer: inout [UInt8], _ end: inout off_t) throws(TalkIndexError) {
    var done = 0
    while done < buffer.count {
      let written = buffer.withUnsafeBytes { all in
        pwrite(file, all.baseAddress.map { $0 + done }, all.count - done, end)
      }
      guard written > 0 else { throw failure() }
      done += written
      end += off_t(written)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private func merge(
    _ body: (_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws(TalkIndexError)
      -> Void
  ) throws(TalkIndexError) {
    var heap: [RunReader] = []
    for (start, end) in zip(runs, runs.dropFirst()) {
      let reader = RunReader(file, number: heap.count, from: start, to: end)
      guard try reader.advance(failure) else { continue }
      heap.append(reader)
    }
    for index in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sift(&heap, index) }
    while let first = heap.first {
      try body(first.key, first.value)
      if try !first.advance(failure) {
        heap[0] = heap[heap.count - 1]
        heap.removeLast()
      }
      sift(&heap, 0)
    }
  }

  private func sift(_ heap: inout [RunReader], _ start: Int) {
    var index = start
    while true {
      var least = index
      for child in [index * 2 + 1, index * 2 + 2]
      where child < heap.count && isBefore(heap[child], heap[least]) { least = child }
      guard least != index else { return }
      heap.swapAt(index, least)
      index = least
    }
  }

  private func isBefore(_ a: RunReader, _ b: RunReader) -> Bool {
    let order = KeyOrder.compare(a.key, b.key)
    return order == 0 ? a.number < b.number : order < 0
  }

  private func failure() -> TalkIndexError { FileSync.failure(path) }

  /// Reads one run.
  private final class RunReader {
    static let bufferSize = 1 << 18

    let number: Int
    private let file: Int32
    private var position: off_t
    private let end: off_t
    private var buffer: UnsafeMutableRawPointer
    private var capacity = RunReader.bufferSize
    private var start = 0
    private var filled = 0
    private var size = 0

    init(_ file: Int32, number: Int, from position: off_t, to end: off_t) {
      self.file = file
      self.number = number
      self.position = position
      self.end = end
      buffer = .allocate(byteCount: capacity, alignment: 16)
    }

    deinit { buffer.deallocate() }

    var key: UnsafeRawBufferPointer { ByteSorter.parts(buffer + start).key }
    var value: UnsafeRawBufferPointer { ByteSorter.parts(buffer + start).value }

    /// Goes to the next entry; false at the end.
    func advance(_ failure: () -> TalkIndexError) throws(TalkIndexError) -> Bool {
      start += size
      size = 0
      guard try fill(ByteSorter.sizes, failure) else { return false }
      let (key, value) = ByteSorter.parts(buffer + start)
      let needed = ByteSorter.sizes + key.count + value.count
      guard try fill(needed, failure) else { throw failure() }
      size = needed
      return true
    }

    /// Sees to it that `needed` bytes are there; false where the run ends before.
    private func fill(
      _ needed: Int, _ failure: () -> TalkIndexError
    ) throws(TalkIndexError) -> Bool {
      while filled - start < needed {
        guard position < end else { return false }
        if start > 0 {
          memmove(buffer, buffer + start, filled - start)
          filled -= start
          start = 0
        }
        if needed > capacity {
          let grown = UnsafeMutableRawPointer.allocate(byteCount: needed * 2, alignment: 16)
          grown.copyMemory(from: buffer, byteCount: filled)
          buffer.deallocate()
          buffer = grown
          capacity = needed * 2
        }
        let wanted = min(capacity - filled, Int(end - position))
        let got = pread(file, buffer + filled, wanted, position)
        guard got > 0 else { throw failure() }
        filled += got
        position += off_t(got)
      }
      return true
    }
  }
}
