import Foundation
import SQLiteConfiguration

// Tables written as pages
// -----------------------
// A first build knows all rows of a table in the order of their keys. SQLite would put each into its
// B-tree by a program of its own, page by page through its cache; written directly, a row costs
// little more than copying it. These files are the only ones that know SQLite's file format
// (sqlite.org/fileformat2.html, sections 1.3 to 2.1), which its authors promise to keep:
//
//   PageFile       gives out page numbers and writes full pages, one after the other
//   PageRecord     a row as SQLite stores it: types, then values
//   TableTree      rows by row id: tables
//   IndexTree      rows by what they begin with: indexes, and tables WITHOUT ROWID
//   LeafCells      the leaf that either fills: a cell for each row, what is too long on other pages
//
// SQLite itself makes the empty tables and indexes, and checks and opens the file afterwards.

/// Appends pages to a database that nobody else has open; trees of several threads share it.
///
/// A thread that fills the buffer takes it away and writes it, while others fill another one.
///
/// Invariant: `buffer` has room for `bufferedPages` pages, of which `buffered` are in use; they follow
/// those in `leaving`, whose buffers are only read until they are written. All of it, and `count`, are
/// touched with `lock` held only, hence `@unchecked`.
final class PageFile: @unchecked Sendable {
  /// Bytes of a page.
  let pageSize: Int
  /// Bytes of a page that hold rows; some builds of SQLite keep a few back.
  let usable: Int

  /// Few enough that they are still in the second cache when the system copies them.
  private static let bufferedPages = 16
  /// Bytes of which the system is told at once that it may begin to write them.
  private static let bytesBegun = 1 << 20

  private let path: String
  private let file: Int32
  private var buffer: UnsafeMutableRawPointer
  /// Full buffers that are being written, each by the thread that filled it.
  private var leaving: [Leaving] = []
  /// Buffers to be filled again.
  private var spare: [UnsafeMutableRawPointer] = []
  /// Of a kind that the thread sanitizer sees, as `Mutex` is not.
  private let lock = NSLock()
  private var buffered = 0
  /// From where on the system has not been told to begin to write.
  private var begun: off_t = 0
  /// Pages in the file and the buffer.
  private var count: Int

  /// A full buffer, and where it goes.
  private struct Leaving {
    var buffer: UnsafeMutableRawPointer
    var pages: Int
    var place: off_t
    var end: off_t
  }

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
    buffer = .allocate(byteCount: PageFile.bufferedPages * pageSize, alignment: 4096)
  }

  deinit {
    buffer.deallocate()
    for other in spare { other.deallocate() }
    close(file)
  }

  /// Appends a page and returns its number.
  ///
  /// - Throws: `full`, `disk`.
  func append(_ page: UnsafeRawPointer) throws(TalkIndexError) -> UInt32 {
    let (number, full) = try appendTaking(page)
    if let full { try write(full) }
    return number
  }

  /// Appends a page, and takes the buffer away if there was no room in it.
  private func appendTaking(
    _ page: UnsafeRawPointer
  ) throws(TalkIndexError) -> (number: UInt32, full: Leaving?) {
    lock.lock()
    defer { lock.unlock() }
    guard buffered == PageFile.bufferedPages else { return (try appendLocked(page), nil) }
    let place = off_t(count - buffered) * off_t(pageSize)
    let full = Leaving(
      buffer: buffer, pages: buffered, place: place, end: off_t(count) * off_t(pageSize))
    leaving.append(full)
    buffer = spare.popLast() ?? newBuffer()
    buffered = 0
    return (try appendLocked(page), full)
  }

  /// Writes a buffer that was taken away, and gives it back.
  private func write(_ full: Leaving) throws(TalkIndexError) {
    defer { giveBack(full) }
    try write(full.buffer, full.pages * pageSize, at: full.place)
  }

  private func giveBack(_ full: Leaving) {
    lock.lock()
    leaving.removeAll { $0.buffer == full.buffer }
    spare.append(full.buffer)
    // Up to here everything is written.
    let written = leaving.map(\.place).min() ?? off_t(count - buffered) * off_t(pageSize)
    let start = begun
    let isEnough = written - start >= PageFile.bytesBegun
    if isEnough { begun = written }
    lock.unlock()
    // The sync in the end has less to wait for.
    if isEnough { talks_begin_writing(file, Int64(start), Int64(written - start)) }
  }

  private func newBuffer() -> UnsafeMutableRawPointer {
    .allocate(byteCount: PageFile.bufferedPages * pageSize, alignment: 4096)
  }

  /// Writes the rest of a row on pages of its own and returns the first one.
  ///
  /// - Throws: `full`, `disk`.
  func appendOverflow(_ rest: [UInt8]) throws(TalkIndexError) -> UInt32 {
    let page = UnsafeMutableRawPointer.allocate(byteCount: pageSize, alignment: 16)
    defer { page.deallocate() }
    lock.lock()
    defer { lock.unlock() }
    let first = number(after: UInt32(count))
    var offset = 0
    while offset < rest.count {
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
      _ = try appendLocked(page)
      offset += taken
    }
    return first
  }

  private func appendLocked(_ page: UnsafeRawPointer) throws(TalkIndexError) -> UInt32 {
    guard count < Int(UInt32.max) - 2 else {
      throw TalkIndexError(resultCode: 13, detail: "too many pages", path: path)
    }
    if Int(number(after: UInt32(count))) > count + 1 {
      // The page that locks stand for is never used.
      try flush()
      count += 1
    }
    if buffered == PageFile.bufferedPages { try flush() }
    (buffer + buffered * pageSize).copyMemory(from: page, byteCount: pageSize)
    buffered += 1
    count += 1
    return UInt32(count)
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
    try write(page, pageSize, at: off_t(number - 1) * off_t(pageSize))
  }

  /// Reads a page that was appended.
  ///
  /// - Throws: `disk`.
  func read(_ number: UInt32) throws(TalkIndexError) -> [UInt8] {
    if let page = bufferedPage(number) { return page }
    var page = [UInt8](repeating: 0, count: pageSize)
    let place = (off_t(number) - 1) * off_t(pageSize)
    let got = page.withUnsafeMutableBytes { pread(file, $0.baseAddress, pageSize, place) }
    guard got == pageSize else { throw FileSync.failure(path) }
    return page
  }

  /// A page that is not written yet.
  private func bufferedPage(_ number: UInt32) -> [UInt8]? {
    lock.lock()
    defer { lock.unlock() }
    let place = (off_t(number) - 1) * off_t(pageSize)
    let filling = Leaving(
      buffer: buffer, pages: buffered, place: off_t(count - buffered) * off_t(pageSize),
      end: off_t(count) * off_t(pageSize))
    for pages in leaving + [filling] where place >= pages.place && place < pages.end {
      let start = pages.buffer + Int(place - pages.place)
      return Array(UnsafeRawBufferPointer(start: start, count: pageSize))
    }
    return nil
  }

  /// Writes what is left, and the number of pages into the header of the file; all trees are whole.
  ///
  /// - Throws: `full`, `disk`.
  func finish() throws(TalkIndexError) {
    lock.lock()
    defer { lock.unlock() }
    try flush()
    // The counter of changes, and the counter for which the number of pages is right, must agree.
    var header = try PageFile.header(file, path)
    let changes = Array(header[24..<28])
    header.replaceSubrange(28..<32, with: PageFile.bytes(UInt32(count)))
    header.replaceSubrange(92..<96, with: changes)
    buffer.copyMemory(from: header, byteCount: header.count)
    try write(buffer, header.count, at: 0)
  }

  private static func header(_ file: Int32, _ path: String) throws(TalkIndexError) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: 100)
    let got = header.withUnsafeMutableBytes { pread(file, $0.baseAddress, 100, 0) }
    guard got == 100 else { throw FileSync.failure(path) }
    return header
  }

  private func flush() throws(TalkIndexError) {
    guard buffered > 0 else { return }
    try write(buffer, buffered * pageSize, at: off_t(count - buffered) * off_t(pageSize))
    buffered = 0
  }

  private func write(
    _ bytes: UnsafeRawPointer, _ size: Int, at place: off_t
  ) throws(TalkIndexError) {
    var done = 0
    while done < size {
      let written = pwrite(file, bytes + done, size - done, place + off_t(done))
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw FileSync.failure(path) }
      done += written
    }
  }

  private static func bytes(_ number: UInt32) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }
}
