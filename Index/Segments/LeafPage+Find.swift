extension LeafPage {
  /// Where the doclist of `key` stands on the page.
  ///
  /// Terms ascend, so what a term shares with the one before says most: if that is more than the one
  /// before shares with the key, the term is still below the key, and if it is less, above.
  func find(
    _ key: [UInt8]
  ) throws(SegmentError) -> (start: Int, end: Int, isLast: Bool)? {
    var footer = size
    var start = 0
    var matched = 0
    var isFirst = true
    while footer < count {
      guard let distance = Varint.read(bytes, &footer, end: count), distance > 0,
        distance < UInt64(size - start)
      else { throw .damaged("a leaf page with an impossible term") }
      start += Int(distance)
      var offset = start
      var shared = 0
      if !isFirst {
        guard let value = Varint.read(bytes, &offset, end: size), value <= 1 << 16 else {
          throw .damaged("a term that shares more than there is")
        }
        shared = Int(value)
      }
      isFirst = false
      if shared < matched { return nil }
      guard let length = Varint.read(bytes, &offset, end: size), length <= UInt64(size - offset)
      else { throw .damaged("a term longer than its page") }
      if shared > matched { continue }
      let end = offset + Int(length)
      while offset < end, matched < key.count, bytes[offset] == key[matched] {
        offset += 1
        matched += 1
      }
      if matched == key.count {
        guard offset == end else { return nil }
        var next = size
        let isLast = footer >= count
        if !isLast {
          guard let distance = Varint.read(bytes, &footer, end: count),
            distance <= UInt64(size - start)
          else { throw .damaged("a leaf page with an impossible term") }
          next = start + Int(distance)
        }
        guard end <= next else { throw .damaged("a leaf page with overlapping terms") }
        return (end, next, isLast)
      }
      if offset < end, bytes[offset] > key[matched] { return nil }
    }
    return nil
  }
}
