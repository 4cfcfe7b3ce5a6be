/// A rule in the grammar of vCalendar 1.0, put into that of RFC 5545.
///
/// ```
/// rule  = "D" n *time | "W" n *(weekday *time) | "MP" n *( *(k ("+" | "-")) *(weekday *time) )
///       | "MD" n *day | "YM" n *month | "YD" n *day, then [ "#" count | end ]
/// ```
///
/// `W2 TU TH #0` is every second week on Tuesday and Thursday, for ever (`#0`); `MP1 1+ 2- MO #6` the
/// first and the last but one Monday of the month, six times. A rule without a count happens twice, as
/// the specification has it. Times of day (`D1 0900 1700 #4`) are understood where all days have the
/// same ones, and these the same minute or the same hour; rules within a day are not.
enum LegacyRule {
  /// The rule in today's grammar, or `nil` where `text` isn't such a rule.
  static func modern(_ text: String) -> String? {
    let words = text.utf8.prefix(1024).split(whereSeparator: { $0 <= 0x20 }).map {
      String(decoding: $0.map { (97...122).contains($0) ? $0 & 0xDF : $0 }, as: UTF8.self)
    }
    guard let head = words.first else { return nil }
    let kind = String(head.prefix { !("0"..."9").contains($0) })
    guard let frequency = frequencies[kind], let interval = Int(head.dropFirst(kind.count)),
      interval > 0
    else { return nil }
    var parts = ["FREQ=\(frequency)", "INTERVAL=\(interval)"]
    var bound: String? = "COUNT=2"
    var values: [String] = []
    var ordinals: [String] = []
    var lastWasWeekday = false
    // Times of each weekday; of every day where there is none.
    var times: [[String]] = kind == "D" ? [[]] : []
    for word in words.dropFirst() {
      if word.hasPrefix("#") {
        guard let count = Int(word.dropFirst()), count >= 0 else { return nil }
        bound = count == 0 ? nil : "COUNT=\(count)"
      } else if word.utf8.count >= 8, TimeValue.parse(word) != nil {
        bound = "UNTIL=\(word)"
      } else if weekdays.contains(word) {
        guard kind == "W" || kind == "MP" else { return nil }
        values += ordinals.isEmpty ? [word] : ordinals.map { $0 + word }
        times.append([])
        lastWasWeekday = true
        continue
      } else if isTime(word), let day = times.indices.last {
        times[day].append(word)
        continue
      } else if let number = signed(word), kind != "W", kind != "D" {
        if kind != "MP" {
          values.append(number)
        } else {
          if lastWasWeekday { ordinals = [] }
          ordinals.append(number)
        }
      } else if word == "LD", kind == "MD" {
        values.append("-1")
      } else {
        return nil
      }
      lastWasWeekday = false
    }
    if !values.isEmpty, let name = names[kind] {
      parts.append(name + "=" + values.joined(separator: ","))
    }
    if let first = times.first(where: { !$0.isEmpty }) {
      guard times.allSatisfy({ $0 == first }), let clock = clock(first) else { return nil }
      parts += clock
    }
    if let bound { parts.append(bound) }
    return parts.joined(separator: ";")
  }

  private static let frequencies = [
    "D": "DAILY", "W": "WEEKLY", "MP": "MONTHLY", "MD": "MONTHLY", "YM": "YEARLY", "YD": "YEARLY",
  ]
  private static let names = [
    "W": "BYDAY", "MP": "BYDAY", "MD": "BYMONTHDAY", "YM": "BYMONTH", "YD": "BYYEARDAY",
  ]
  private static let weekdays: Set<String> = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

  /// Whether `word` is a time of day, `0930`.
  private static func isTime(_ word: String) -> Bool {
    guard word.utf8.count == 4, word.utf8.allSatisfy({ (48...57).contains($0) }),
      let hour = Int(word.prefix(2)), let minute = Int(word.suffix(2))
    else { return false }
    return hour < 24 && minute < 60
  }

  /// `0900 1700` as hours and minutes, or `nil` where their product would give further times.
  private static func clock(_ times: [String]) -> [String]? {
    let hours = Set(times.compactMap { Int($0.prefix(2)) }).sorted()
    let minutes = Set(times.compactMap { Int($0.suffix(2)) }).sorted()
    guard hours.count == 1 || minutes.count == 1 else { return nil }
    return [
      "BYHOUR=" + hours.map(String.init).joined(separator: ","),
      "BYMINUTE=" + minutes.map(String.init).joined(separator: ","),
    ]
  }

  /// `3+` and `3` as `3`, `3-` as `-3`.
  private static func signed(_ word: String) -> String? {
    let digits = word.hasSuffix("+") || word.hasSuffix("-") ? String(word.dropLast()) : word
    guard (1...3).contains(digits.utf8.count), let number = Int(digits), number > 0
    else { return nil }
    return word.hasSuffix("-") ? "-\(number)" : "\(number)"
  }
}
