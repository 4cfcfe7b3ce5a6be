import Dispatch
import Foundation

// Tables written as pages
// -----------------------
// A first build knows all rows of a table in the order of their keys. SQLite would put each into its
// B-tree by a program of its own, page by page through its cache; written directly, a row costs
// little more than copying it. These files are the only ones that know SQLite's file format
// (sqlite.org/fileformat2.html, sections 1.3 to 2.1), which its authors promise to keep:
//
//   PageFile       gives out page numbers and takes full pages, one after the other
//   BatchWriter    writes many of them at a time
//   PageRecord     a row as SQLite stores it: types, then values
//   TableTree      rows by row id: tables
//   IndexTree      rows by what they begin with: indexes, and tables WITHOUT ROWID
//   LeafCells      the leaf that either fills: a cell for each row, what is too long on other pages
//
// SQLite itself makes the empty tables and indexes, and checks and opens the file afterwards.

/// Appends pages to a database that nobody else has open; trees of several threads share it.
///
/// Pages are not copied: trees fill memory that the file gave them, hand it over, and get other memory. A thread
/// that hands over the last page of a batch has another thread write it.
///
/// Invariant: pages belong to the file, and those that are in none of `filling`, `leaving` and `spare` to the trees.
/// The pages of `filling` follow those in `leaving`, which are only read until they are written. All of it, `count` and
/// `failure`, are touched with `lock` held only, hence `@unchecked`.
final class PageFile: @unchecked Sendable {
  /// Bytes of a page.
  let pageSize: Int
  /// Bytes of a page that hold rows; some builds of SQLite keep a few back.
  let usable: Int

  /// Pages that are written together.
  private static let batchPages = 64
  /// Batches that may wait for the disk.
  private static let waitingBatches = 4

  private let path: String
  private let file: Int32
  private let writer: BatchWriter
  /// Pages to be written next.
  private var filling: [UnsafeMutableRawPointer] = []
  /// Pages that are being written.
  private var leaving: [PageBatch] = []
  /// Pages to be filled again.
  private var spare: [UnsafeMutableRawPointer] = []
  /// All memory of pages, in pieces.
  private var memory: [UnsafeMutableRawPointer] = []
  /// Of a kind that the thread sanitizer sees, as `Mutex` is not.
  private let lock = NSLock()
  private let queue = DispatchQueue(label: "talks.build.pages")
  private let room = DispatchSemaphore(value: PageFile.waitingBatches)
  /// What went wrong first; nothing is written then.
  private var failure: TalkIndexError?
  /// Pages in the file, or on their way there.
  private var count: Int

  /// Opens the database at `path`.
  ///
  /// - Throws: `denied`, `disk`.
  init(path: String) throws(TalkIndexError) {
    file = open(path, O_RDWR | O_CLOEXEC)
    guard file >= 0 else { throw FileSync.failure(path) }
    do throws(TalkIndexError) {
      let header = try PageFile.header(file, path)
      let size = Int(header[16]) << 8 | Int(header[17])
      pageSize = size == 1 ? 65_536 : size
      usable = pageSize - Int(header[20])
      count = header[28..<32].reduce(0) { $0 << 8 | Int($1) }
    } catch {
      close(file)
      throw error
    }
    self.path = path
    writer = BatchWriter(file, path: path, pageSize: pageSize)
  }

  deinit {
    for pages in memory { pages.deallocate() }
    close(file)
  }

  // MARK: Pages

  /// Memory for a page to be filled: of zeros, or as another page was.
  func newPage() -> UnsafeMutableRawPointer {
    lock.lock()
    defer { lock.unlock() }
    return takeSpare()
  }

  private func takeSpare() -> UnsafeMutableRawPointer {
    if let page = spare.popLast() { return page }
    // What memory of the process held before is nothing for a file.
    let pages = UnsafeMutableRawPointer.allocate(
      byteCount: PageFile.morePages * pageSize, alignment: BatchWriter.alignment)
    pages.initializeMemory(as: UInt8.self, repeating: 0, count: PageFile.morePages * pageSize)
    memory.append(pages)
    for number in 1..<PageFile.morePages { spare.append(pages + number * pageSize) }
    return pages
  }

  /// Pages for which memory is allocated together.
  private static let morePages = 16

  /// Appends a page of the file's memory, which is its own again then.
  ///
  /// - Returns: the number of the page, and memory for the next.
  /// - Throws: `full`, `disk`, also for pages that were appended before.
  func append(
    _ page: UnsafeMutableRawPointer
  ) throws(TalkIndexError) -> (number: UInt32, next: UnsafeMutableRawPointer) {
    let (result, batches) = try locked { () throws(TalkIndexError) in
      let batches = try appendLocked(page)
      return ((number: UInt32(count), next: takeSpare()), batches)
    }
    for _ in 0..<batches { room.wait() }
    return result
  }

  private func locked<T>(_ body: () throws(TalkIndexError) -> T) throws(TalkIndexError) -> T {
    lock.lock()
    defer { lock.unlock() }
    if let failure { throw failure }
    return try body()
  }

  /// Writes the rest of a row on pages of its own and returns the first one.
  ///
  /// - Throws: `full`, `disk`.
  func appendOverflow(_ rest: [UInt8]) throws(TalkIndexError) -> UInt32 {
    let (first, batches) = try locked { () throws(TalkIndexError) in
      let first = number(after: UInt32(count))
      var batches = 0
      var offset = 0
      while offset < rest.count {
        let page = takeSpare()
        let taken = min(usable - 4, rest.count - offset)
        // Pages of a chain follow one another.
        let next = number(after: number(after: UInt32(count)))
        TreePage.put(offset + taken < rest.count ? next : 0, to: page)
        rest.withUnsafeBytes { rest in
          UnsafeMutableRawBufferPointer(start: page + 4, count: taken)
            .copyMemory(from: UnsafeRawBufferPointer(rebasing: rest[offset..<offset + taken]))
        }
        (page + 4 + taken).initializeMemory(
          as: UInt8.self, repeating: 0, count: pageSize - 4 - taken)
        batches += try appendLocked(page)
        offset += taken
      }
      return (first, batches)
    }
    for _ in 0..<batches { room.wait() }
    return first
  }

  /// Appends a page and returns how many batches were handed over, for each of which room is to be waited for
  /// when the lock is free.
  private func appendLocked(_ page: UnsafeMutableRawPointer) throws(TalkIndexError) -> Int {
    guard count < Int(UInt32.max) - 2 else {
      throw TalkIndexError(resultCode: 13, detail: "too many pages", path: path)
    }
    var batches = 0
    if Int(number(after: UInt32(count))) > count + 1 {
      // The page that locks stand for is never used.
      batches += handOver()
      count += 1
    }
    filling.append(page)
    count += 1
    if filling.count == PageFile.batchPages { batches += handOver() }
    return batches
  }

  // MARK: Writing

  /// Has the pages at hand written, and returns how many batches that are.
  private func handOver() -> Int {
    guard !filling.isEmpty else { return 0 }
    let batch = PageBatch(
      pages: filling, place: off_t(count - filling.count) * off_t(pageSize),
      end: off_t(count) * off_t(pageSize))
    leaving.append(batch)
    filling.removeAll(keepingCapacity: true)
    queue.async { [self] in
      write(batch)
      room.signal()
    }
    return 1
  }

  private func write(_ batch: PageBatch) {
    var failed: TalkIndexError?
    if lock.withLock({ failure == nil }) {
      do throws(TalkIndexError) { try writer.write(batch) } catch { failed = error }
    }
    lock.withLock {
      failure = failure ?? failed
      leaving.removeAll { $0.place == batch.place }
      spare += batch.pages
    }
  }

  /// The number that the page behind another gets: the one at 1 GiB is left out.
  func number(after number: UInt32) -> UInt32 {
    let lock = UInt32((1 << 30) / pageSize + 1)
    return number + 1 == lock ? number + 2 : number + 1
  }

  /// Writes a page that SQLite made: the root of a table or an index.
  ///
  /// - Throws: `full`, `disk`.
  func replace(_ number: UInt32, by page: UnsafeRawPointer) throws(TalkIndexError) {
    try writer.write(page, pageSize, at: off_t(number - 1) * off_t(pageSize))
  }

  /// Reads a page that was appended.
  ///
  /// - Throws: `disk`.
  func read(_ number: UInt32) throws(TalkIndexError) -> [UInt8] {
    if let page = waitingPage(number) { return page }
    var page = [UInt8](repeating: 0, count: pageSize)
    let place = (off_t(number) - 1) * off_t(pageSize)
    let got = page.withUnsafeMutableBytes { pread(file, $0.baseAddress, pageSize, place) }
    guard got == pageSize else { throw FileSync.failure(path) }
    return page
  }

  /// A page that is not written yet.
  private func waitingPage(_ number: UInt32) -> [UInt8]? {
    lock.lock()
    defer { lock.unlock() }
    let place = (off_t(number) - 1) * off_t(pageSize)
    let end = off_t(count) * off_t(pageSize)
    let next = PageBatch(
      pages: filling, place: end - off_t(filling.count) * off_t(pageSize), end: end)
    for batch in leaving + [next] where place >= batch.place && place < batch.end {
      let page = batch.pages[Int(place - batch.place) / pageSize]
      return Array(UnsafeRawBufferPointer(start: page, count: pageSize))
    }
    return nil
  }

  /// Writes what is left, and the number of pages into the header of the file; all trees are whole.
  ///
  /// - Throws: `full`, `disk`.
  func finish() throws(TalkIndexError) {
    for _ in 0..<lock.withLock({ handOver() }) { room.wait() }
    queue.sync {}
    if let failure = lock.withLock({ failure }) { throw failure }
    // The counter of changes, and the counter for which the number of pages is right, must agree.
    var header = try PageFile.header(file, path)
    let changes = Array(header[24..<28])
    header.replaceSubrange(28..<32, with: PageFile.bytes(UInt32(count)))
    header.replaceSubrange(92..<96, with: changes)
    try writer.write(header, header.count, at: 0)
  }

  private static func header(_ file: Int32, _ path: String) throws(TalkIndexError) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: 100)
    let got = header.withUnsafeMutableBytes { pread(file, $0.baseAddress, 100, 0) }
    guard got == 100 else { throw FileSync.failure(path) }
    return header
  }

  private static func bytes(_ number: UInt32) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }
}
