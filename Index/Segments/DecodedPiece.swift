/// Postings as a decoder has them in its memory.
///
/// Invariant: `rows`, ascending, and `codes` have `count` entries as long as the decoder neither forgets them
/// nor decodes more: hence `@unchecked Sendable`.
struct DecodedPiece: @unchecked Sendable {
  let rows: UnsafePointer<UInt32>
  /// The number of the pattern of each.
  let codes: UnsafePointer<UInt16>
  let count: Int
  /// Index and pattern of those whose pattern has no number, ascending.
  let unnumbered: [(index: Int, pattern: UInt64)]
}
