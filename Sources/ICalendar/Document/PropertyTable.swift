/// What the properties of some names stand for, looked up by name in one step.
package struct PropertyTable<Meaning: Sendable>: Sendable {
  let names: [PropertyName]
  let meanings: [Meaning]
  private let keys: [UInt64]
  /// Open addressing over ``NameKey``s: indexes into `names`, −1 in empty slots.
  private let slots: [Int8]

  /// A table of at most 100 names.
  package init(_ entries: [(PropertyName, Meaning)]) {
    precondition(entries.count <= 100)
    names = entries.map(\.0)
    meanings = entries.map(\.1)
    keys = names.map(\.key)
    var slots = [Int8](repeating: -1, count: 256)
    for (index, name) in names.enumerated() {
      var slot = Self.slot(of: name.key)
      while slots[slot] >= 0 { slot = (slot + 1) & 255 }
      slots[slot] = Int8(index)
    }
    self.slots = slots
  }

  @inline(__always)
  private static func slot(of key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 56)
  }

  /// Index of the name that has `key`; only the name itself tells where it is hashed.
  @inline(__always)
  func index(of key: UInt64) -> Int? {
    var slot = Self.slot(of: key)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if keys[index] == key { return index }
      slot = (slot + 1) & 255
    }
    return nil
  }
}

extension PropertyList {
  /// Calls `body` with every property of the names in `table`, in the order of the file.
  package func forEach<Meaning>(
    named table: PropertyTable<Meaning>, _ body: (Property, Meaning) -> Void
  ) {
    for index in range {
      let key = storage.properties[index].key
      guard let entry = table.index(of: key),
        NameKey.isExact(key) || storage.isProperty(index, named: table.names[entry])
      else { continue }
      body(Property(storage: storage, index: index), table.meanings[entry])
    }
  }
}
