import CivilTime
import FTS5Segments
import TalkModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The text columns of a row while they are put together; their memory goes over to the row.
struct TextColumns {
  var bytes: GrowingMemory<UInt8>
  var ends: GrowingMemory<Int32>

  /// With room for an abstract and a title of so many bytes.
  init(abstract: Int, title: Int) {
    // What is neither is some hundred bytes.
    bytes = GrowingMemory(
      capacity: min(abstract, IndexLimits.fieldBytes) + min(title, IndexLimits.fieldBytes) + 768,
      slack: SegmentBuilder.textSlack)
    ends = GrowingMemory(capacity: TalkRow.Column.count + NamePlaces.usualCount)
  }

  private mutating func endColumn() { ends.append(Int32(truncatingIfNeeded: bytes.count)) }

  private mutating func appendNull() { ends.append(~Int32(truncatingIfNeeded: bytes.count)) }

  /// Appends a column; an empty text is NULL.
  ///
  /// U+0000 is left out, for programs that take it for the end of a text.
  mutating func append(
    _ text: String?, limit: Int = IndexLimits.fieldBytes, keepsEmpty: Bool = false
  ) {
    guard let text, keepsEmpty || !text.isEmpty else { return appendNull() }
    text.withBytes { utf8 in
      let kept = UnsafeBufferPointer(rebasing: utf8[..<TextColumns.cut(utf8, limit)])
      if let start = kept.baseAddress, memchr(start, 0, kept.count) != nil {
        for byte in kept where byte != 0 { bytes.append(byte) }
      } else {
        bytes.append(kept)
      }
    }
    endColumn()
  }

  /// Appends `YYYY-MM-DDTHH:MM:SS`.
  mutating func append(_ time: CivilDateTime?) {
    guard let time else { return appendNull() }
    let date = time.date
    let words = (
      (TextColumns.digits(date.year / 100) | TextColumns.digits(date.year % 100) << 16
        | UInt64(UInt8(ascii: "-")) << 32 | TextColumns.digits(date.month) << 40
        | UInt64(UInt8(ascii: "-")) << 56).littleEndian,
      (TextColumns.digits(date.day) | UInt64(UInt8(ascii: "T")) << 16
        | TextColumns.digits(time.hour) << 24 | UInt64(UInt8(ascii: ":")) << 40
        | TextColumns.digits(time.minute) << 48).littleEndian,
      (UInt64(UInt8(ascii: ":")) | TextColumns.digits(time.second) << 8).littleEndian
    )
    withUnsafeBytes(of: words) { all in
      bytes.append(UnsafeRawBufferPointer(rebasing: all[..<19]).assumingMemoryBound(to: UInt8.self))
    }
    endColumn()
  }

  /// The two digits of a number below 100, the first one lowest.
  @inline(__always)
  private static func digits(_ value: Int) -> UInt64 {
    UInt64(truncatingIfNeeded: value / 10 &+ (value % 10) &<< 8) &+ 0x3030
  }

  /// Appends the marks of keywords, see ``KeywordMarks``.
  mutating func append(marksOf keywords: TalkKeywords) {
    guard KeywordMarks.areNeeded(for: keywords) else { return appendNull() }
    keywords.forEach { _, origin, weight in bytes.append(KeywordMarks.mark(of: origin, weight)) }
    endColumn()
  }

  /// Appends the column of keywords if they can be stored as they are, and says whether they can: few
  /// enough that none is cut, none of them empty, too long, or with what ``TalkRow/listed(_:)`` replaces.
  mutating func append(keywords: TalkKeywords) -> Bool {
    guard !keywords.isEmpty else {
      appendNull()
      return true
    }
    guard keywords.count <= IndexLimits.fieldBytes / (IndexLimits.nameBytes + 2),
      keywords.count <= IndexLimits.namesPerTalk
    else { return false }
    var areStored = true
    keywords.forEach { length, _, _ in
      if length == 0 || length > IndexLimits.nameBytes { areStored = false }
    }
    let start = bytes.count
    // With the same separator between them.
    keywords.withJoinedTexts { bytes.append($0) }
    let column = ListedText.survey(
      UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes.values[start...])))
    if column.hasControls { areStored = false }
    guard areStored, column.semicolons + 1 == keywords.count else {
      bytes.removeLast(bytes.count - start)
      return false
    }
    endColumn()
    return true
  }

  /// What stands between names.
  static let separator: StaticString = "; "

  /// Appends a column of names, which are without U+0000; no name is NULL.
  ///
  /// - Parameters:
  ///   - elements: what is named.
  ///   - name: the name of an element; `nil` for one that is not listed.
  /// - Returns: where the first name stands; `nil` if there is none, or not all had room.
  @inline(__always) @discardableResult
  mutating func append<Element>(
    list elements: [Element], _ name: ([Element], Int) -> String?
  ) -> Int? {
    let start = bytes.count
    var isEmpty = true
    for place in elements.indices {
      guard let name = name(elements, place) else { continue }
      if !isEmpty { TextColumns.separator.withUTF8Buffer { bytes.append($0) } }
      isEmpty = false
      name.withBytes { bytes.append($0) }
    }
    guard !isEmpty else {
      appendNull()
      return nil
    }
    var isWhole = true
    if bytes.count - start > IndexLimits.fieldBytes {
      let kept = TextColumns.cut(
        UnsafeBufferPointer(rebasing: bytes.values[start...]), IndexLimits.fieldBytes)
      bytes.removeLast(bytes.count - start - kept)
      isWhole = false
    }
    endColumn()
    return isWhole ? start : nil
  }

  /// The search-only forms of the columns so far.
  ///
  /// All is read once, but for columns with something that is not plain.
  func searchForms() -> String? {
    let bytes = UnsafeRawBufferPointer(self.bytes.values)
    guard var odd = TokenizedAlone.firstOdd(in: bytes, from: 0) else { return nil }
    var texts: [String] = []
    for column in TalkRow.Column.allCases {
      if column == .otherForms { break }
      guard let range = TextColumns.range(of: column, in: ends.values), range.contains(odd) else {
        continue
      }
      let text = UnsafeRawBufferPointer(rebasing: bytes[range])
      if !TokenizedAlone.isAll(text) { texts.append(String(decoding: text, as: UTF8.self)) }
      guard let next = TokenizedAlone.firstOdd(in: bytes, from: range.upperBound) else { break }
      odd = next
    }
    return texts.isEmpty ? nil : SearchForms.column(of: texts)
  }

  /// Bytes of a column; `nil` for NULL.
  @inline(__always)
  static func range(of column: TalkRow.Column, in ends: UnsafeBufferPointer<Int32>) -> Range<Int>? {
    let end = ends[column.rawValue]
    guard end >= 0 else { return nil }
    guard column.rawValue > 0 else { return 0..<Int(end) }
    let before = ends[column.rawValue - 1]
    return Int(before < 0 ? ~before : before)..<Int(end)
  }

  /// Number of bytes to keep of `utf8`: at most `limit`, and whole scalars only.
  private static func cut(_ utf8: UnsafeBufferPointer<UInt8>, _ limit: Int) -> Int {
    guard utf8.count > limit else { return utf8.count }
    var end = limit
    while end > 0, utf8[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }
}
