/// The zone files of the system, read on first use and kept.
///
/// Names are IANA names in any case (`europe/london`); names that the files lack but earlier
/// editions had (`US/Pacific`) are found under their present ones. A name is only ever looked up as
/// a path below the zone folder when it consists of ASCII letters, digits, `_`, `+`, `-` and single
/// inner slashes, so that nothing in a calendar can reach another file. The folder is the first of
/// `TZDIR`, `/usr/share/zoneinfo`, `/usr/lib/zoneinfo`, `/usr/share/lib/zoneinfo`,
/// `/var/db/timezone/zoneinfo` and `/etc/zoneinfo` that has a file `UTC` or `Etc/UTC`.
public final class ZoneDatabase: Sendable {
  /// The system's own.
  public static let system = ZoneDatabase(directory: nil)

  /// Zone files are below 4 KiB; what is larger than this is none.
  private static let maximumFileSize = 64 * 1024

  /// Folders whose zones are named after cities.
  private static let regions: Set<Substring> = [
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe",
    "Indian", "Pacific",
  ]

  /// Entries of the zone folder that name no zone of their own.
  private static let skipped = [
    "posix", "right", "localtime", "posixrules", "Factory",
  ]

  private let directory: String
  private let cache = Locked(Cache())

  private struct Cache {
    /// Answers by the name asked for; also the negative ones, which stay few by the cap.
    var found: [String: Zone?] = [:]
    /// Spelling by lower-case name, listed on the first name that isn't spelt as its file.
    var spellings: [String: String]?
    /// Names by lower-case city, the last part of a name.
    var cities: [String: String] = [:]
  }

  /// A zone with its name as the database spells it.
  package struct Zone: Sendable {
    package var name: String
    package var rules: ZoneRules
  }

  /// A database on another folder of TZif files; `nil` finds the system's.
  public init(directory: String?) {
    self.directory = directory ?? ZoneDatabase.systemDirectory()
  }

  /// The rules of a zone, or `nil` where the database has no such zone.
  public func rules(named name: String) -> ZoneRules? { zone(named: name)?.rules }

  /// The name of a zone as the database spells it (`europe/london` → `Europe/London`).
  public func canonicalName(of name: String) -> String? { zone(named: name)?.name }

  /// A zone by any spelling of its name.
  package func zone(named name: String) -> Zone? {
    guard ZoneDatabase.isSafe(name), !ZoneDatabase.skipped.contains(name) else { return nil }
    return cache.withLock { cache in
      if let known = cache.found[name] { return known }
      let zone = load(name, cache: &cache)
      if cache.found.count < 4096 { cache.found[name] = .some(zone) }
      return zone
    }
  }

  /// The zone whose name ends in this city (`Amsterdam`, `New York`), in any case.
  package func zone(ofCity city: String) -> Zone? {
    let key = asciiLowercased(city.replacing(" ", with: "_"))
    guard ZoneDatabase.isSafe(key), key.utf8.count >= 3 else { return nil }
    let name: String? = cache.withLock { cache in
      listNames(&cache)
      return cache.cities[key]
    }
    return name.flatMap { zone(named: $0) }
  }

  private func load(_ name: String, cache: inout Cache) -> Zone? {
    if let zone = read(name) { return zone }
    listNames(&cache)
    let lowercased = asciiLowercased(name)
    if let spelling = cache.spellings?[lowercased], let zone = read(spelling) { return zone }
    guard let present = ZoneAliases.presentName(of: lowercased) else { return nil }
    return read(present)
  }

  private func read(_ name: String) -> Zone? {
    guard
      let bytes = SystemFile.bytes(
        at: directory + "/" + name, limit: ZoneDatabase.maximumFileSize),
      let rules = ZoneFile.rules(from: bytes)
    else { return nil }
    return Zone(name: name, rules: rules)
  }

  /// Lists the folder once, three levels deep.
  private func listNames(_ cache: inout Cache) {
    guard cache.spellings == nil else { return }
    var spellings: [String: String] = [:]
    var cities: [String: String] = [:]
    var folders = [""]
    while let folder = folders.popLast() {
      let depth = folder.utf8.count { $0 == UInt8(ascii: "/") }
      for name in SystemFile.names(inFolder: directory + "/" + folder).sorted() {
        let path = folder + name
        guard ZoneDatabase.isSafe(path), !ZoneDatabase.skipped.contains(path),
          spellings.count < 4096
        else { continue }
        spellings[asciiLowercased(path)] = path
        if depth > 0, ZoneDatabase.regions.contains(folder.prefix { $0 != "/" }) {
          let city = asciiLowercased(name)
          if cities[city] == nil { cities[city] = path }
        }
        if depth < 2, !name.utf8.contains(UInt8(ascii: ".")) { folders.append(path + "/") }
      }
    }
    cache.spellings = spellings
    cache.cities = cities
  }

  /// Whether `name` may be looked up as a path below the zone folder.
  private static func isSafe(_ name: String) -> Bool {
    guard (1...64).contains(name.utf8.count) else { return false }
    var before = UInt8(ascii: "/")
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "+"),
        UInt8(ascii: "-"):
        break
      case UInt8(ascii: "/") where before != UInt8(ascii: "/"): break
      default: return false
      }
      before = byte
    }
    return before != UInt8(ascii: "/")
  }

  private static func systemDirectory() -> String {
    let usual = [
      "/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo",
      "/var/db/timezone/zoneinfo", "/etc/zoneinfo",
    ]
    let asked = SystemFile.environment("TZDIR").map { [$0] } ?? []
    let found = (asked + usual).first { folder in
      ["UTC", "Etc/UTC"].contains {
        SystemFile.bytes(at: folder + "/" + $0, limit: maximumFileSize) != nil
      }
    }
    return found ?? usual[0]
  }
}

/// `text` with A–Z in lower case.
package func asciiLowercased(_ text: String) -> String {
  String(
    decoding: text.utf8.map { (65...90).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
}
