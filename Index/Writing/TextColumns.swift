import CivilTime
import TalkModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The text columns of a row while they are put together.
struct TextColumns {
  var bytes: [UInt8] = []
  var ends: [Int32] = []

  init(expecting talk: Talk) {
    // What is neither abstract nor title is some hundred bytes.
    bytes.reserveCapacity(
      min(talk.abstract?.utf8.count ?? 0, IndexLimits.fieldBytes)
        + min(talk.title.utf8.count, IndexLimits.fieldBytes) + 768)
    ends.reserveCapacity(TalkRow.Column.allCases.count)
  }

  private mutating func endColumn() { ends.append(Int32(truncatingIfNeeded: bytes.count)) }

  private mutating func appendNull() { ends.append(~Int32(truncatingIfNeeded: bytes.count)) }

  /// Appends a column; an empty text is NULL.
  ///
  /// U+0000 is left out, for programs that take it for the end of a text.
  mutating func append(
    _ text: String?, limit: Int = IndexLimits.fieldBytes, keepsEmpty: Bool = false
  ) {
    guard var text, keepsEmpty || !text.isEmpty else { return appendNull() }
    text.withUTF8 { utf8 in
      let kept = UnsafeBufferPointer(rebasing: utf8[..<TextColumns.cut(utf8, limit)])
      if let start = kept.baseAddress, memchr(start, 0, kept.count) != nil {
        bytes.append(contentsOf: kept.lazy.filter { $0 != 0 })
      } else {
        bytes.append(contentsOf: kept)
      }
    }
    endColumn()
  }

  /// Appends `YYYY-MM-DDTHH:MM:SS`.
  mutating func append(_ time: CivilDateTime?) {
    guard let time else { return appendNull() }
    func append(_ value: Int, _ separator: Character?) {
      bytes.append(UInt8(ascii: "0") + UInt8(value / 10))
      bytes.append(UInt8(ascii: "0") + UInt8(value % 10))
      if let byte = separator?.asciiValue { bytes.append(byte) }
    }
    append(time.date.year / 100, nil)
    append(time.date.year % 100, "-")
    append(time.date.month, "-")
    append(time.date.day, "T")
    append(time.hour, ":")
    append(time.minute, ":")
    append(time.second, nil)
    endColumn()
  }

  /// Appends what is ASCII; `nil` is NULL.
  mutating func append(marks: [UInt8]?) {
    guard let marks else { return appendNull() }
    bytes += marks
    endColumn()
  }

  /// Appends the column of keywords if they can be stored as they are, and says whether they can: few
  /// enough that none is cut, none of them empty, too long, or with what ``TalkRow/listed(_:)`` replaces.
  mutating func append(keywords: [Keyword]) -> Bool {
    guard keywords.count <= IndexLimits.fieldBytes / (IndexLimits.nameBytes + 2),
      keywords.count <= IndexLimits.namesPerTalk
    else { return false }
    let start = bytes.count
    var isStored = true
    for index in keywords.indices {
      let before = bytes.count
      var name = keywords[index].text
      name.withUTF8 { bytes.append(contentsOf: $0) }
      let count = bytes.count - before
      if count == 0 || count > IndexLimits.nameBytes { isStored = false }
      bytes.append(UInt8(ascii: ";"))
      bytes.append(UInt8(ascii: " "))
    }
    if !keywords.isEmpty { bytes.removeLast(2) }
    var semicolons = keywords.isEmpty ? 0 : 1
    for index in start..<bytes.count {
      let byte = bytes[index]
      if byte < 0x20 { isStored = false }
      semicolons += byte == UInt8(ascii: ";") ? 1 : 0
    }
    guard isStored, semicolons == keywords.count else {
      bytes.removeLast(bytes.count - start)
      return false
    }
    if keywords.isEmpty { appendNull() } else { endColumn() }
    return true
  }

  /// Appends a column of names, which are without U+0000; no name is NULL.
  mutating func append<Element>(list elements: [Element], _ name: (Element) -> String) {
    guard !elements.isEmpty else { return appendNull() }
    let start = bytes.count
    for (position, element) in elements.enumerated() {
      if position > 0 {
        bytes.append(UInt8(ascii: ";"))
        bytes.append(UInt8(ascii: " "))
      }
      var name = name(element)
      name.withUTF8 { bytes.append(contentsOf: $0) }
    }
    if bytes.count - start > IndexLimits.fieldBytes {
      let kept = bytes.withUnsafeBufferPointer { all in
        TextColumns.cut(UnsafeBufferPointer(rebasing: all[start...]), IndexLimits.fieldBytes)
      }
      bytes.removeLast(bytes.count - start - kept)
    }
    endColumn()
  }

  /// The search-only forms of the columns so far.
  func searchForms() -> String? {
    bytes.withUnsafeBytes { bytes in
      guard !TokenizedAlone.isPlain(bytes) else { return nil }
      return ends.withUnsafeBufferPointer { ends in
        var texts: [String] = []
        for column in TalkRow.Column.allCases {
          if column == .otherForms { break }
          guard let range = TextColumns.range(of: column, in: ends) else { continue }
          let text = UnsafeRawBufferPointer(rebasing: bytes[range])
          if !TokenizedAlone.isAll(text) { texts.append(String(decoding: text, as: UTF8.self)) }
        }
        return texts.isEmpty ? nil : SearchForms.column(of: texts)
      }
    }
  }

  /// The identity as stored: what is stated, unless it was cut.
  func identity(_ stated: TalkIdentity) -> TalkIdentity {
    ends.withUnsafeBufferPointer { ends in
      func stored(_ text: String?, _ column: TalkRow.Column) -> String? {
        guard let range = TextColumns.range(of: column, in: ends) else { return nil }
        return text?.utf8.count == range.count
          ? text : String(decoding: bytes[range], as: UTF8.self)
      }
      return TalkIdentity(
        uid: stored(stated.uid, .uid), recurrenceID: stored(stated.recurrenceID, .recurrenceID))
    }
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
