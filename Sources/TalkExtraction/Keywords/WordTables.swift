/// The tables by which words are read, all in one piece of memory, so that the loop over the words of a
/// text needs one register to know where they are.
///
/// `@unchecked Sendable` since they are written before they are shared and never after. They are not
/// freed: they are made once a process.
struct WordTables: @unchecked Sendable {
  static let shared = WordTables()

  private let start: UnsafePointer<UInt64>

  /// Where ``FunctionWords`` has its entries, and its turns.
  @inline(__always) var words: UnsafePointer<UInt64> { start + Self.bytes / 8 + WordMasks.size }
  @inline(__always) var turns: UnsafePointer<UInt16> {
    at(words + FunctionWords.places + 1, as: UInt16.self)
  }
  /// Where ``WordMasks`` has its masks.
  @inline(__always) var masks: UnsafePointer<UInt64> { start + Self.bytes / 8 }
  /// Where ``WordSigns`` has its bytes.
  @inline(__always) var signs: UnsafePointer<UInt8> { at(start, as: UInt8.self) }
  /// Where ``WordEnding`` has its bytes.
  @inline(__always) var endings: UnsafePointer<UInt8> { signs + WordSigns.size }

  /// Bytes of the tables of bytes, which stand first.
  private static let bytes = WordSigns.size + WordEnding.size

  private init() {
    let count =
      Self.bytes / 8 + WordMasks.size + FunctionWords.places + 1
      + FunctionWords.groups / 4
    let memory = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
    memory.initialize(repeating: 0, count: count)
    start = UnsafePointer(memory)
    WordSigns.write(UnsafeMutablePointer(mutating: signs))
    WordEnding.write(UnsafeMutablePointer(mutating: endings))
    WordMasks.write(UnsafeMutablePointer(mutating: masks))
    FunctionWords.write(
      UnsafeMutablePointer(mutating: words), UnsafeMutablePointer(mutating: turns))
  }

  @inline(__always)
  private func at<T>(_ place: UnsafePointer<UInt64>, as type: T.Type) -> UnsafePointer<T> {
    UnsafeRawPointer(place).assumingMemoryBound(to: type)
  }
}
