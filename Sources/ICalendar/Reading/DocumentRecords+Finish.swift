extension DocumentRecords {
  /// Repairs what must be repaired over the whole buffer and gives the immutable result.
  mutating func finish(_ input: InputBytes, limits: ReadingLimits) -> DocumentStorage {
    log.sort()
    let invalid = UTF8Check.firstInvalid(text.span, from: 0)
    if invalid < text.count { repairEncoding() }
    if isScattered { gather() }
    let hasLoneCR = text.span.offset(of: 0x0D, from: 0, to: text.count) < text.count
    if hasLoneCR {
      log.addFirst(
        .note, .loneCarriageReturn,
        "Carriage returns without line feed stand inside lines; they count as line breaks of text.")
    }
    if input.hadNUL {
      log.addFirst(.warning, .nulDropped, "NUL characters are dropped.")
    }
    if input.hadBadUTF16 {
      log.addFirst(.warning, .invalidUTF8, "Unpaired surrogates are replaced by U+FFFD.")
    }
    if !isCalendar {
      log.addFirst(.error, .notACalendar, "The file holds no calendar.")
    }
    return DocumentStorage(
      text: text, properties: properties, components: components, hasLoneCR: hasLoneCR,
      isVersion1: isVersion1, limits: limits)
  }

  /// Puts the properties of each component side by side, in their order: a counting sort.
  private mutating func gather() {
    var next = 0
    for i in components.indices {
      components[i].firstProperty = UInt32(next)
      next += Int(components[i].propertyCount)
    }
    var places = components.map(\.firstProperty)
    var gathered = properties
    for record in properties {
      gathered[Int(places[Int(record.component)])] = record
      places[Int(record.component)] += 1
    }
    properties = gathered
  }

  /// Turns ``text`` into UTF-8 where it is not, piece by piece, so that all offsets can follow.
  ///
  /// A file without a single valid sequence of several bytes, or with more bytes astray than such
  /// sequences, is Windows-1252; in any other, what is astray becomes U+FFFD.
  private mutating func repairEncoding() {
    let isWindows1252 = encoding == .utf8 && hasMoreStrayBytes
    if isWindows1252 { encoding = .windows1252 }
    let old = text
    var new: [UInt8] = []
    new.reserveCapacity(old.count + old.count / 8)
    func append(_ range: Range<Int>) {
      if isWindows1252 {
        for i in range { Windows1252.append(old[i], to: &new) }
      } else {
        UTF8Check.appendRepaired(old.span, range, to: &new)
      }
    }
    for i in properties.indices {
      let record = properties[i]
      let valueStart = Int(record.valueStart)
      properties[i].nameStart = UInt32(new.count)
      append(Int(record.nameStart)..<valueStart)
      properties[i].valueStart = UInt32(new.count)
      append(valueStart..<Int(record.valueEnd))
      properties[i].valueEnd = UInt32(new.count)
    }
    for i in components.indices {
      let start = new.count
      append(Int(components[i].nameStart)..<Int(components[i].nameEnd))
      components[i].nameStart = UInt32(start)
      components[i].nameEnd = UInt32(new.count)
    }
    text = new
    if isWindows1252 {
      log.addFirst(
        .note, .otherEncoding, "The bytes are not UTF-8; they are read as Windows-1252.")
    } else {
      log.addFirst(.warning, .invalidUTF8, "Bytes that are no UTF-8 are replaced by U+FFFD.")
    }
  }

  private var hasMoreStrayBytes: Bool {
    var stray = 0
    var sequences = 0
    var i = text.span.offsetOfNonASCII(from: 0, to: text.count)
    while i < text.count {
      let length = UTF8Check.sequenceLength(text.span, at: i)
      if length == 0 {
        stray += 1
        i += 1
      } else {
        if length > 1 { sequences += 1 }
        i += length
      }
      if i < text.count, text[i] < 0x80 { i = text.span.offsetOfNonASCII(from: i, to: text.count) }
    }
    return stray > sequences
  }
}
