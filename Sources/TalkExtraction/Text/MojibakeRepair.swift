/// Repairs UTF-8 that was read as Windows-1252 or Latin-1 and written as UTF-8 again (`Ã©` → `é`).
///
/// Only certain damage is repaired: every non-ASCII scalar of a damaged run must map back to one
/// byte, and these bytes must form well-formed multi-byte UTF-8. Genuine text such as `São` or
/// `naïve` never does, since its accented letter is followed by an ASCII letter.
enum MojibakeRepair {
  /// The repaired text, or `nil` where nothing was damaged.
  static func repaired(_ text: Bytes) -> Bytes? {
    guard mayBeDamaged(text) else { return nil }
    var result = TextWriter(beside: text, capacity: text.count)
    var changed = false
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      if byte < 0x80 {
        let end = text.endOfASCII(from: index)
        result.append(text[index..<end])
        index = end
      } else if let (bytes, next) = damagedScalar(text, at: index) {
        for byte in bytes { result.append(byte) }
        changed = true
        index = next
      } else if let next = lostBlank(text, at: index) {
        changed = true
        index = next
      } else {
        let width = min(scalarWidth(byte), text.endIndex - index)
        result.append(text[index..<(index + width)])
        index += width
      }
    }
    return changed ? result.finish() : nil
  }

  /// Text with damage repaired, else as it is.
  static func repair(_ text: Bytes) -> Bytes { repaired(text) ?? text }

  /// A lead byte of UTF-8 (C3, C2, E2, …) read as Latin-1 is itself C3 82…BF or C3 A0…B4 in the
  /// file; anything else can't be the start of damage.
  private static func mayBeDamaged(_ text: Bytes) -> Bool {
    var rest = text
    while let index = rest.firstIndex(of: 0xC3), index + 1 < text.endIndex {
      if (0x82...0xB4).contains(text[index + 1]), index + 2 < text.endIndex,
        text[index + 2] >= 0xC2 || text[index + 1] == 0x82 && text[index + 2] == Ascii.space
      {
        return true
      }
      rest = text[(index + 1)...]
    }
    return false
  }

  /// Where a `Â` at `start` ends that stands alone between blanks: what is left of a blank that does not
  /// break, once that was written as a plain one.
  private static func lostBlank(_ text: Bytes, at start: Int) -> Int? {
    guard text[start] == 0xC3, start + 2 < text.endIndex, text[start + 1] == 0x82,
      text[start + 2] == Ascii.space, start == text.startIndex || text[start - 1] == Ascii.space
    else { return nil }
    return start + 3
  }

  /// One original scalar that stands as two to four scalars at `start`.
  private static func damagedScalar(_ text: Bytes, at start: Int) -> ([UInt8], Int)? {
    guard let (lead, afterLead) = originalByte(text, at: start) else { return nil }
    let needed: Int
    switch lead {
    case 0xC2...0xDF: needed = 1
    case 0xE0...0xEF: needed = 2
    case 0xF0...0xF4: needed = 3
    default: return nil
    }
    var bytes = [lead]
    var index = afterLead
    for _ in 0..<needed {
      guard let (byte, next) = originalByte(text, at: index), (0x80...0xBF).contains(byte)
      else { return nil }
      bytes.append(byte)
      index = next
    }
    // Well-formedness beyond lead and continuation counts: overlong forms, surrogates, range.
    if bytes[0] == 0xE0 && bytes[1] < 0xA0 || bytes[0] == 0xED && bytes[1] > 0x9F
      || bytes[0] == 0xF0 && bytes[1] < 0x90 || bytes[0] == 0xF4 && bytes[1] > 0x8F
    {
      return nil
    }
    return (bytes, index)
  }

  /// The byte that the scalar at `index` stands for in Windows-1252 or Latin-1.
  private static func originalByte(_ text: Bytes, at index: Int) -> (UInt8, Int)? {
    guard index < text.endIndex, text[index] >= 0x80 else { return nil }
    let width = scalarWidth(text[index])
    guard index + width <= text.endIndex else { return nil }
    var value = UInt32(text[index])
    switch width {
    case 2: value = (value & 0x1F) << 6 | UInt32(text[index + 1] & 0x3F)
    case 3:
      value =
        (value & 0x0F) << 12 | UInt32(text[index + 1] & 0x3F) << 6
        | UInt32(text[index + 2] & 0x3F)
    default: return nil
    }
    if (0x80...0xFF).contains(value) { return (UInt8(value), index + width) }
    guard let byte = windows1252[value] else { return nil }
    return (byte, index + width)
  }

  private static func scalarWidth(_ lead: UInt8) -> Int {
    lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  }

  /// Where Windows-1252 differs from Latin-1 (0x80…0x9F).
  private static let windows1252: [UInt32: UInt8] = [
    0x20AC: 0x80, 0x201A: 0x82, 0x0192: 0x83, 0x201E: 0x84, 0x2026: 0x85, 0x2020: 0x86,
    0x2021: 0x87, 0x02C6: 0x88, 0x2030: 0x89, 0x0160: 0x8A, 0x2039: 0x8B, 0x0152: 0x8C,
    0x017D: 0x8E, 0x2018: 0x91, 0x2019: 0x92, 0x201C: 0x93, 0x201D: 0x94, 0x2022: 0x95,
    0x2013: 0x96, 0x2014: 0x97, 0x02DC: 0x98, 0x2122: 0x99, 0x0161: 0x9A, 0x203A: 0x9B,
    0x0153: 0x9C, 0x017E: 0x9E, 0x0178: 0x9F,
  ]
}
