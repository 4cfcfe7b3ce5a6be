import TalkModel

/// The keywords of a first build, put in order.
final class BulkKeywords {
  private let tree: IndexTree
  private let sorter: ByteSorter
  private let record = PageRecord()

  /// With the tree of `talk_keyword`, memory for sorting, and a path for what does not fit.
  init(_ tree: IndexTree, memory: Int, path: String) {
    self.tree = tree
    sorter = ByteSorter(memory: memory, path: path)
  }

  /// Adds the keyword of a talk at a place; talks ascend, and places in a talk.
  ///
  /// What is sorted is the row itself, without the keyword, which is its key already.
  func add(_ keyword: Keyword, _ talk: Int64, _ position: Int) throws(TalkIndexError) {
    var key = KeywordLink.key(keyword.text)
    record.begin()
    record.append(bytesOfText: key.utf8.count)
    record.append(talk)
    record.append(Int64(position))
    record.append(Int64(keyword.storedWeight))
    record.append(keyword.origin == .stated ? 1 : 0)
    record.append(text: KeywordLink.areSame(key, keyword.text) ? nil : keyword.text)
    let rest = record.finish()
    var failure: TalkIndexError?
    key.withUTF8 { key in
      do throws(TalkIndexError) {
        try sorter.add(key: UnsafeRawBufferPointer(key), value: rest)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  /// Writes the table.
  func finish() throws(TalkIndexError) {
    var failure: TalkIndexError?
    try sorter.drain { key, rest throws(TalkIndexError) in
      let header = BulkKeywords.header(of: rest)
      withUnsafeTemporaryAllocation(byteCount: key.count + rest.count, alignment: 8) { row in
        row.copyMemory(from: UnsafeRawBufferPointer(rebasing: rest[..<header]))
        UnsafeMutableRawBufferPointer(rebasing: row[header...]).copyMemory(from: key)
        UnsafeMutableRawBufferPointer(rebasing: row[(header + key.count)...])
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: rest[header...]))
        do throws(TalkIndexError) {
          try tree.append(UnsafeRawBufferPointer(row))
        } catch {
          failure = error
        }
      }
      if let failure { throw failure }
    }
    try tree.finish()
  }

  /// Bytes before the values of a row: it has few columns, so one byte says how many.
  private static func header(of row: UnsafeRawBufferPointer) -> Int { Int(row[0]) }
}
