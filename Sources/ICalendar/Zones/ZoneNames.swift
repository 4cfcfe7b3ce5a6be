/// Finds the zone that a name in a calendar means; ``ZoneResolver`` tells the order and the forms.
struct ZoneNames {
  /// A zone, what it is called and how it was found.
  struct Match: Sendable {
    /// IANA name; `nil` for an offset that no IANA name has.
    var name: String?
    var rules: ZoneRules
    var origin: ZoneOrigin

    init(name: String?, rules: ZoneRules, origin: ZoneOrigin) {
      self.name = name
      self.rules = rules
      self.origin = origin
    }

    init(_ zone: ZoneDatabase.Zone, origin: ZoneOrigin) {
      self.init(name: zone.name, rules: zone.rules, origin: origin)
    }
  }

  /// Longest name that is looked at; the longest real one has 64 bytes, Outlook's lists of cities
  /// some more.
  private static let maximumLength = 200

  let database: ZoneDatabase

  /// The zone meant by `text`, or `nil` where no reading of it gives one.
  func match(_ text: String) -> Match? {
    let name = trimmed(text)
    guard !name.isEmpty, name.utf8.count <= ZoneNames.maximumLength else { return nil }
    return iana(name) ?? windows(name, shown: name) ?? offset(name) ?? prefixed(name)
      ?? respelled(name) ?? displayed(name) ?? city(name)
  }

  private func iana(_ name: String) -> Match? {
    database.zone(named: name).map { Match($0, origin: .iana) }
  }

  /// `W. Europe Standard Time`, or `Kuala Lumpur, Singapore` as Outlook shows it.
  private func windows(_ name: String, shown: String) -> Match? {
    (WindowsZones.ianaName(of: name) ?? WindowsZones.ianaName(shownAs: shown))
      .flatMap { database.zone(named: $0) }
      .map { Match($0, origin: .windows) }
  }

  /// `UTC+2`, `GMT-0330`, `+02:00`: here the sign is that of ISO 8601, east is positive.
  private func offset(_ name: String) -> Match? {
    let (offset, rest) = leadingOffset(name.utf8[...])
    guard let offset, rest.isEmpty else { return nil }
    return fixed(offset, origin: .iana)
  }

  private func fixed(_ offset: Int, origin: ZoneOrigin) -> Match {
    let hours = offset / 3600
    if offset % 3600 == 0, (-12...14).contains(hours) {
      let name = hours == 0 ? "UTC" : hours > 0 ? "Etc/GMT-\(hours)" : "Etc/GMT+\(-hours)"
      if let zone = database.zone(named: name) { return Match(zone, origin: origin) }
    }
    return Match(name: nil, rules: ZoneRules(fixedOffset: offset), origin: origin)
  }

  /// `/freeassociation.sourceforge.net/Tzfile/Europe/London`, `posix/Europe/Vaduz`,
  /// `custom_America/New_York`: the longest ending that is a zone.
  private func prefixed(_ name: String) -> Match? {
    let parts = name.split(separator: "/", maxSplits: 8)
    for start in parts.indices where start > 0 || name.hasPrefix("/") {
      let ending = parts[start...].joined(separator: "/")
      if let zone = database.zone(named: ending) { return Match(zone, origin: .vendorPrefix) }
    }
    if name.hasPrefix("custom_") || name.hasPrefix("tzone://") {
      let ending = name.hasPrefix("custom_") ? name.dropFirst(7) : name.dropFirst(8)
      return database.zone(named: String(ending)).map { Match($0, origin: .vendorPrefix) }
    }
    return nil
  }

  /// `Europe-Brussels`, `America/Los Angeles`, `America-New York`.
  private func respelled(_ name: String) -> Match? {
    let underscored = name.replacing(" ", with: "_")
    if let zone = database.zone(named: underscored) { return Match(zone, origin: .vendorPrefix) }
    guard let hyphen = underscored.firstIndex(where: { $0 == "-" || $0 == "_" }),
      !underscored.contains("/")
    else { return nil }
    let region = underscored[..<hyphen]
    let place = String(underscored[underscored.index(after: hyphen)...])
    let spellings = [place, place.replacing("-", with: "_"), place.replacing("-", with: "/")]
    for place in spellings {
      if let zone = database.zone(named: region + "/" + place) {
        return Match(zone, origin: .vendorPrefix)
      }
    }
    return nil
  }

  /// `(UTC+01:00) Amsterdam, Berlin, Bern …`: the list of cities, one of the cities whose zone has
  /// this offset in winter, else the bare offset.
  private func displayed(_ name: String) -> Match? {
    guard name.utf8.first == UInt8(ascii: "(") else { return nil }
    let inner = name.utf8.dropFirst().prefix { $0 != UInt8(ascii: ")") }
    let (offset, rest) = leadingOffset(trimmed(inner))
    guard let offset, rest.isEmpty else { return nil }
    let cities = trimmed(String(decoding: name.utf8.dropFirst(inner.count + 2), as: UTF8.self))
    if let match = windows(cities, shown: cities) { return match }
    for city in cities.split(whereSeparator: { ",;/".contains($0) }) {
      if let zone = database.zone(ofCity: trimmed(String(city))), hasStandard(zone.rules, offset) {
        return Match(zone, origin: .windows)
      }
    }
    return fixed(offset, origin: .windows)
  }

  /// Whether the zone has this offset in the winter or the summer of 2020.
  private func hasStandard(_ rules: ZoneRules, _ offset: Int) -> Bool {
    rules.offset(atUTC: 1_577_836_800) == offset || rules.offset(atUTC: 1_593_561_600) == offset
  }

  /// `Berlin`, `New York`.
  private func city(_ name: String) -> Match? {
    database.zone(ofCity: name).map { Match($0, origin: .iana) }
  }

  // MARK: Text

  /// `[UTC|GMT|Z][ ]±h[h][[:.]mm]`, the offset in seconds and what follows it.
  private func leadingOffset(
    _ text: Substring.UTF8View
  ) -> (offset: Int?, rest: Substring.UTF8View) {
    var rest = text
    let letters = asciiLowercased(String(decoding: rest.prefix(3), as: UTF8.self))
    let isNamed = letters == "utc" || letters == "gmt"
    if isNamed { rest = trimmed(rest.dropFirst(3)) }
    guard let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
      return (isNamed ? 0 : nil, rest)
    }
    rest = rest.dropFirst()
    let digits = Array(rest.prefix { (48...57).contains($0) }.prefix(5).map { Int($0) - 48 })
    rest = rest.dropFirst(digits.count)
    var hours = 0
    var minutes = 0
    switch digits.count {
    case 1, 2:
      hours = digits.reduce(0) { $0 * 10 + $1 }
      if let separator = rest.first,
        separator == UInt8(ascii: ":") || separator == UInt8(ascii: ".")
      {
        let more = rest.dropFirst().prefix(2).filter { (48...57).contains($0) }
        guard more.count == 2 else { return (nil, rest) }
        minutes = more.reduce(0) { $0 * 10 + Int($1) - 48 }
        rest = rest.dropFirst(3)
      }
    case 4:
      hours = digits[0] * 10 + digits[1]
      minutes = digits[2] * 10 + digits[3]
    default: return (nil, rest)
    }
    guard hours <= 14, minutes <= 59 else { return (nil, rest) }
    let offset = hours * 3600 + minutes * 60
    return (sign == UInt8(ascii: "-") ? -offset : offset, trimmed(rest))
  }

  private func trimmed(_ text: Substring.UTF8View) -> Substring.UTF8View {
    var text = text
    while let first = text.first, first <= 0x20 { text = text.dropFirst() }
    while let last = text.last, last <= 0x20 { text = text.dropLast() }
    return text
  }

  /// Without surrounding white space and quotes, and without the backslashes of escaped text.
  private func trimmed(_ text: String) -> String {
    var text = text.utf8[...]
    while let first = text.first, first <= 0x20 || first == UInt8(ascii: "\"") {
      text = text.dropFirst()
    }
    while let last = text.last, last <= 0x20 || last == UInt8(ascii: "\"") {
      text = text.dropLast()
    }
    return String(decoding: text.filter { $0 != UInt8(ascii: "\\") }, as: UTF8.self)
  }
}
