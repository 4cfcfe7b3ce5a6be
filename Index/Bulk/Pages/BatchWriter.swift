import SQLiteConfiguration

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Pages that follow one another in the file, wherever they lie in memory.
///
/// `@unchecked Sendable`: it goes from the thread that filled the last page to the one that writes, and nobody changes
/// its pages until ``PageFile`` has them back.
struct PageBatch: @unchecked Sendable {
  /// The memory of each page; it belongs to the ``PageFile``.
  var pages: [UnsafeMutableRawPointer]
  /// Where the first one goes.
  var place: off_t
  /// Where the last one ends.
  var end: off_t
}

/// Writes batches of pages, past the cache of the system where the disk takes that.
///
/// To copy a large index into the cache costs more than to make its rows, most of all the memory that is new to
/// the cache; and it drives out what other programs have there. What a search reads of it comes there then. A small
/// index, or the beginning of a large one, is copied there, and so at hand for the first searches.
///
/// `@unchecked Sendable`: all that changes is `direct`, which only the writing of batches touches, and these are written
/// by one thread at a time; bytes at any place may be written beside it by others.
final class BatchWriter: @unchecked Sendable {
  /// What disks ask of memory and places that they write themselves.
  static let alignment = 4096
  /// Bytes of a file that go through the cache.
  private static let cachedBytes: off_t = 16 << 20

  private let file: Int32
  private let path: String
  private let pageSize: Int
  /// The same file without the cache; -1 where there is no such way.
  private var direct: Int32 = -1

  /// Writes to `file`, which stays open meanwhile, and is at `path`; `opening` opens it without the cache.
  init(
    _ file: Int32, path: String, pageSize: Int,
    opening: (String) -> Int32 = { talks_open_uncached($0) }
  ) {
    self.file = file
    self.path = path
    self.pageSize = pageSize
    if pageSize % BatchWriter.alignment == 0 { direct = opening(path) }
  }

  deinit {
    if direct >= 0 { close(direct) }
  }

  /// Writes a batch, whose pages are at multiples of ``alignment``.
  ///
  /// - Throws: `full`, `disk`.
  func write(_ batch: PageBatch) throws(TalkIndexError) {
    var done = 0
    let size = batch.pages.count * pageSize
    while done < size {
      let isDirect = direct >= 0 && batch.place >= BatchWriter.cachedBytes && done % pageSize == 0
      let written = write(batch, from: done, to: isDirect ? direct : file)
      if written < 0, errno == EINTR { continue }
      if isDirect, written <= 0 {
        // Not every file system that opens a file so writes it so.
        close(direct)
        direct = -1
        continue
      }
      guard written > 0 else { throw FileSync.failure(path) }
      done += written
    }
    // The sync in the end has less to wait for.
    if direct < 0 || batch.place < BatchWriter.cachedBytes {
      talks_begin_writing(file, Int64(batch.place), Int64(size))
    }
  }

  private func write(_ batch: PageBatch, from done: Int, to target: Int32) -> Int {
    let first = done / pageSize
    var pieces = batch.pages[first...].map { iovec(iov_base: $0, iov_len: pageSize) }
    let inFirst = done - first * pageSize
    pieces[0] = iovec(iov_base: batch.pages[first] + inFirst, iov_len: pageSize - inFirst)
    return pwritev(target, pieces, Int32(pieces.count), batch.place + off_t(done))
  }

  /// Writes bytes of which not all are at a multiple of anything.
  ///
  /// - Throws: `full`, `disk`.
  func write(
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
}
