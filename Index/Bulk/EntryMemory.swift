/// Memory of entries of any size that are added one after the other, and of which none moves.
///
/// It grows piece by piece: what is copied into a larger one takes memory that is new to the process
/// twice, which costs more than all that is then done with it.
///
/// Invariant: an offset is the number of a piece, times `pieceSize`, and a place in it, which is less. The
/// first `used` pieces are in use; the last of them is added to, from `place` to `end`, which is beyond
/// `pieceSize` only where one entry stands alone.
struct EntryMemory {
  /// Bytes of a piece; of the first ones less, so that few entries touch little memory.
  private static let pieceSize = 1 << 20
  private static let firstSize = 1 << 16

  private var pieces: [UnsafeMutableRawBufferPointer] = []
  private var used = 0
  private var place = 0
  private var end = 0
  /// Bytes in use.
  private(set) var count = 0

  /// Room for an entry of so many bytes, and where it is.
  @inline(__always)
  mutating func reserve(_ needed: Int) -> Int {
    if needed > end - place { addPiece(needed) }
    let offset = (used - 1) * EntryMemory.pieceSize + place
    place += needed
    count += needed
    return offset
  }

  /// The bytes at an offset.
  @inline(__always)
  func address(of offset: Int) -> UnsafeMutableRawPointer {
    pieces[offset / EntryMemory.pieceSize].baseAddress.unsafelyUnwrapped
      + offset % EntryMemory.pieceSize
  }

  @inline(never)
  private mutating func addPiece(_ needed: Int) {
    // Pieces from before are used again, but for those that are too small.
    while used < pieces.count, pieces[used].count < needed {
      pieces[used].deallocate()
      pieces.remove(at: used)
    }
    if used == pieces.count {
      let size = min(EntryMemory.firstSize << min(2 * used, 8), EntryMemory.pieceSize)
      pieces.append(.allocate(byteCount: max(size, needed), alignment: 16))
    }
    place = 0
    end = max(needed, min(pieces[used].count, EntryMemory.pieceSize))
    used += 1
  }

  /// Forgets every entry; the pieces stay for the next ones.
  mutating func removeAll() {
    used = 0
    place = 0
    end = 0
    count = 0
  }

  /// Gives all memory back; it may be used again.
  mutating func deallocate() {
    for piece in pieces { piece.deallocate() }
    pieces = []
    removeAll()
  }
}
