/// A component of a calendar: a cheap view of what the document holds.
public struct Component: Sendable {
  let storage: DocumentStorage
  let index: Int

  private var record: ComponentRecord { storage.components[index] }

  /// The name in capital letters, `VEVENT`.
  public var name: String {
    PropertyName(storage.string(from: record.nameStart, to: record.nameEnd)).text
  }

  /// Line of its `BEGIN` in the file, from 1.
  public var line: Int { Int(record.line) }

  /// Whether its `END` was seen; `false` where the file was cut or the line forgotten.
  public var isComplete: Bool { record.isComplete }

  /// The components inside, in the order of the file.
  public var children: [Component] {
    var children: [Component] = []
    var next = Int(record.firstChild)
    while next >= 0 {
      children.append(Component(storage: storage, index: next))
      next = Int(storage.components[next].nextSibling)
    }
    return children
  }

  /// The component around it: of a `VEVENT` its `VCALENDAR`, where it has one.
  public var parent: Component? {
    record.parent < 0 ? nil : Component(storage: storage, index: Int(record.parent))
  }

  /// Its properties in the order of the file.
  public var properties: PropertyList {
    PropertyList(storage: storage, range: propertyRange)
  }

  /// Whether the component has this name, in any case of letters.
  public func isNamed(_ name: PropertyName) -> Bool {
    record.key == name.key && (NameKey.isExact(name.key) || self.name == name.text)
  }

  /// The first property of this name.
  public func first(_ name: PropertyName) -> Property? {
    storage.firstProperty(named: name, in: propertyRange).map {
      Property(storage: storage, index: $0)
    }
  }

  /// All properties of this name, in the order of the file.
  public func all(_ name: PropertyName) -> [Property] {
    var found: [Property] = []
    var range = propertyRange
    while let index = storage.firstProperty(named: name, in: range) {
      found.append(Property(storage: storage, index: index))
      range = index + 1..<range.upperBound
    }
    return found
  }

  private var propertyRange: Range<Int> {
    let record = record
    let first = Int(record.firstProperty)
    return first..<first + Int(record.propertyCount)
  }
}

/// The properties of a component, in the order of the file.
public struct PropertyList: RandomAccessCollection, Sendable {
  let storage: DocumentStorage
  let range: Range<Int>

  /// 0.
  public var startIndex: Int { 0 }
  /// Number of properties.
  public var endIndex: Int { range.count }
  /// The property at `position`, from 0.
  public subscript(position: Int) -> Property {
    precondition(position >= 0 && position < range.count)
    return Property(storage: storage, index: range.lowerBound + position)
  }
}

extension DocumentStorage {
  /// Index of the first property of this name in `range`.
  func firstProperty(named name: PropertyName, in range: Range<Int>) -> Int? {
    for i in range where isProperty(i, named: name) { return i }
    return nil
  }

  /// Whether property `index` has this name.
  @inline(__always)
  func isProperty(_ index: Int, named name: PropertyName) -> Bool {
    properties[index].key == name.key
      && (NameKey.isExact(name.key) || hasBytes(of: properties[index], equalTo: name.text))
  }

  /// Whether the name of `record` is `name`, which is upper-case already.
  private func hasBytes(of record: PropertyRecord, equalTo name: String) -> Bool {
    guard Int(record.nameLength) == name.utf8.count else { return false }
    let start = Int(record.nameStart)
    let expected = name.utf8.span
    return withText { text in
      var same = 0
      // Nearly all names are written in capitals.
      while same + 8 <= expected.count, text.word(at: start + same) == expected.word(at: same) {
        same += 8
      }
      for i in same..<expected.count where asciiUppercased(text[start + i]) != expected[i] {
        return false
      }
      return true
    }
  }
}
