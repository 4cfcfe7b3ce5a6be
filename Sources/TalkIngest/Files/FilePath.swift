/// The path of a file as the system states it: bytes, which need not be UTF-8.
public struct FilePath: Sendable, Hashable, Comparable {
  /// The bytes, without a terminating zero.
  public let bytes: [UInt8]

  /// Makes a path of bytes; it ends before the first zero byte.
  public init(bytes: [UInt8]) {
    self.bytes = bytes.contains(0) ? Array(bytes.prefix { $0 != 0 }) : bytes
  }

  /// Makes a path of text.
  public init(_ text: String) {
    self.init(bytes: Array(text.utf8))
  }

  /// The path as text that tells any two paths apart in practice: bytes that are not UTF-8, control
  /// characters included, stand as `\xNN`.
  public var text: String {
    FilePath.readable(bytes)
  }

  /// Makes the path whose `text` this is.
  init(storedText text: String) {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.first {
      let digits = rest.dropFirst(2).prefix(2)
      if rest.starts(with: "\\x".utf8), digits.count == 2,
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(4)
      } else {
        bytes.append(byte)
        rest = rest.dropFirst()
      }
    }
    self.init(bytes: bytes)
  }

  /// Whether something stands there.
  var exists: Bool {
    (try? FileStatus.of(self, followingLink: false)) != nil
  }

  /// The last component.
  public var name: [UInt8] {
    let end = bytes.lastIndex { $0 != slash }.map { $0 + 1 } ?? bytes.endIndex
    let start = bytes[..<end].lastIndex(of: slash).map { $0 + 1 } ?? bytes.startIndex
    return Array(bytes[start..<end])
  }

  /// The path of `name` inside this folder.
  public func appending(_ name: [UInt8]) -> FilePath {
    bytes.isEmpty || bytes.last == slash
      ? FilePath(bytes: bytes + name) : FilePath(bytes: bytes + [slash] + name)
  }

  /// The path of the folder this one stands in; `.` where it states none.
  public var parent: FilePath {
    let end = bytes.lastIndex { $0 != slash }.map { $0 + 1 } ?? bytes.endIndex
    guard let cut = bytes[..<end].lastIndex(of: slash) else { return FilePath(".") }
    let kept = bytes[..<cut].lastIndex { $0 != slash }.map { $0 + 1 }
    return FilePath(bytes: kept.map { Array(bytes[..<$0]) } ?? [slash])
  }

  /// Whether the name ends in `.ics`, `.ical`, `.icalendar` or `.vcs`, in any case.
  public var isCalendarName: Bool {
    calendarExtension != nil
  }

  /// The calendar extension without its dot, lower-cased; `nil` where the name has none.
  var calendarExtension: String? {
    let name = self.name
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")),
      name.count - dot <= FilePath.longestExtension + 1
    else { return nil }
    let ending = String(decoding: name[(dot + 1)...].map(asciiLowercased), as: UTF8.self)
    return FilePath.calendarExtensions.contains(ending) ? ending : nil
  }

  /// The path without its calendar extension, unless nothing would be left of the name.
  var withoutCalendarExtension: FilePath {
    guard let ending = calendarExtension, name.count > ending.utf8.count + 1 else { return self }
    return FilePath(bytes: Array(bytes.dropLast(ending.utf8.count + 1)))
  }

  /// Endings of the files that a folder is searched for.
  static let calendarExtensions: Set<String> = ["ics", "ical", "icalendar", "vcs"]
  private static let longestExtension = "icalendar".utf8.count

  /// Orders by bytes, so that the order is the same in every locale.
  public static func < (a: FilePath, b: FilePath) -> Bool {
    a.bytes.lexicographicallyPrecedes(b.bytes)
  }

  /// `bytes` as text: whatever is not UTF-8, or is a control character, stands as `\xNN`.
  private static func readable(_ bytes: [UInt8]) -> String {
    if bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
      return String(decoding: bytes, as: UTF8.self)
    }
    if let text = String(validating: bytes, as: UTF8.self),
      !text.unicodeScalars.contains(where: isControl)
    {
      return text
    }
    var text = ""
    var rest = bytes[...]
    while let first = rest.first {
      if let scalar = leadingScalar(of: rest), !isControl(scalar) {
        text.unicodeScalars.append(scalar)
        rest = rest.dropFirst(String(scalar).utf8.count)
      } else {
        text += "\\x" + (first < 16 ? "0" : "") + String(first, radix: 16, uppercase: true)
        rest = rest.dropFirst()
      }
    }
    return text
  }

  /// The scalar whose UTF-8 begins `bytes`, or `nil` where they begin with none.
  private static func leadingScalar(of bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
    for length in 1...4 {
      if let text = String(validating: bytes.prefix(length), as: UTF8.self) {
        return text.unicodeScalars.first
      }
    }
    return nil
  }

  /// Whether `scalar` is a C0 or C1 control character or DEL.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
  }
}

/// The byte that separates components.
let slash = UInt8(ascii: "/")

/// `byte` with an ASCII capital made small.
func asciiLowercased(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}
