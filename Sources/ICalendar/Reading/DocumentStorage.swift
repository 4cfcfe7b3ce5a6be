/// What a document was read into: one buffer of unfolded UTF-8 and plain records of offsets into it.
///
/// Immutable once made, so views of it may be used from any thread.
final class DocumentStorage: Sendable {
  /// The unfolded content lines, valid UTF-8.
  let text: [UInt8]
  /// All properties, those of one component side by side, in the order of the file.
  let properties: [PropertyRecord]
  /// All components in the order of their `BEGIN` lines.
  let components: [ComponentRecord]
  /// Whether lone carriage returns stand in ``text``.
  let hasLoneCR: Bool
  /// Whether the file says `VERSION:1.0` (vCalendar).
  let isVersion1: Bool
  let limits: ReadingLimits

  init(
    text: [UInt8], properties: [PropertyRecord], components: [ComponentRecord], hasLoneCR: Bool,
    isVersion1: Bool, limits: ReadingLimits
  ) {
    self.text = text
    self.properties = properties
    self.components = components
    self.hasLoneCR = hasLoneCR
    self.isVersion1 = isVersion1
    self.limits = limits
  }

  /// Calls `body` with ``text``.
  @inline(__always)
  func withText<R>(_ body: (Span<UInt8>) throws -> R) rethrows -> R {
    let text = text
    return try body(text.span)
  }

  /// The text of `start..<end`.
  @inline(__always)
  func string(from start: UInt32, to end: UInt32) -> String {
    withText { $0.validString(from: Int(start), to: Int(end)) }
  }
}

/// One content line: offsets into ``DocumentStorage/text``.
///
/// `text[nameStart...]` holds the name, then `;` and parameters where there are any, a colon, and
/// the value up to `valueEnd`.
struct PropertyRecord {
  /// ``NameKey`` of the upper-cased name.
  var key: UInt64
  var nameStart: UInt32
  /// Just after the colon.
  var valueStart: UInt32
  var valueEnd: UInt32
  /// Line of the file, from 1.
  var line: UInt32
  /// Index of the component it belongs to.
  var component: UInt32
  var nameLength: UInt16
  var flags: Flags

  struct Flags: OptionSet {
    let rawValue: UInt8
    /// Something stands between name and colon.
    static let hasParameters = Flags(rawValue: 1)
    /// The value is quoted-printable (vCalendar 1.0).
    static let quotedPrintable = Flags(rawValue: 2)
  }

  var nameEnd: UInt32 { nameStart &+ UInt32(nameLength) }
}

/// One component; the links are indexes into ``DocumentStorage/components``, −1 for none.
struct ComponentRecord {
  /// ``NameKey`` of the upper-cased name.
  var key: UInt64
  var nameStart: UInt32
  var nameEnd: UInt32
  /// Line of the file, from 1.
  var line: UInt32
  var parent: Int32
  var firstChild: Int32 = -1
  var lastChild: Int32 = -1
  var nextSibling: Int32 = -1
  var firstProperty: UInt32 = 0
  var propertyCount: UInt32 = 0
  /// Whether its `END` line was seen.
  var isComplete = false
}
