import TalkModel

/// The keywords of a first build, put in order.
final class BulkKeywords {
  private let tree: IndexTree
  private let sorter: ByteSorter
  private var record = PageRecord()

  /// What is kept of a link besides its keyword: talk, position, weight, whether it is stated, and
  /// whether its spelling follows.
  private static let fixed = 8 + 4 + 2 + 1 + 1

  /// With the tree of `talk_keyword`, memory for sorting, and a path for what does not fit.
  init(_ tree: IndexTree, memory: Int, path: String) {
    self.tree = tree
    sorter = ByteSorter(memory: memory, path: path)
  }

  deinit { record.deallocate() }

  /// Adds the keyword of a talk at a place; talks ascend, and places in a talk.
  func add(_ keyword: Keyword, _ talk: Int64, _ position: Int) throws(TalkIndexError) {
    var link = KeywordLink(keyword, talk, position)
    var failure: TalkIndexError?
    let text = link.text
    withUnsafeTemporaryAllocation(
      byteCount: BulkKeywords.fixed + (text?.utf8.count ?? 0), alignment: 8
    ) { value in
      value.storeBytes(of: talk, as: Int64.self)
      value.storeBytes(of: UInt32(position), toByteOffset: 8, as: UInt32.self)
      value.storeBytes(of: UInt16(link.weight), toByteOffset: 12, as: UInt16.self)
      value[14] = link.isStated ? 1 : 0
      value[15] = text == nil ? 0 : 1
      if var text {
        text.withUTF8 { bytes in
          UnsafeMutableRawBufferPointer(rebasing: value[BulkKeywords.fixed...])
            .copyBytes(from: bytes)
        }
      }
      link.key.withUTF8 { key in
        do throws(TalkIndexError) {
          try sorter.add(key: UnsafeRawBufferPointer(key), value: UnsafeRawBufferPointer(value))
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
  }

  /// Writes the table.
  func finish() throws(TalkIndexError) {
    try sorter.drain { key, value throws(TalkIndexError) in
      record.begin()
      record.append(text: key)
      record.append(value.loadUnaligned(as: Int64.self))
      record.append(Int64(value.loadUnaligned(fromByteOffset: 8, as: UInt32.self)))
      record.append(Int64(value.loadUnaligned(fromByteOffset: 12, as: UInt16.self)))
      record.append(Int64(value[14]))
      record.append(
        text: value[15] == 0
          ? nil : UnsafeRawBufferPointer(rebasing: value[BulkKeywords.fixed...]))
      try tree.append(record.finish())
    }
    try tree.finish()
  }
}
