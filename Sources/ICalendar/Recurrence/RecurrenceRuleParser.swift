/// Reads the text of a rule, part by part, and notes what it forgave.
///
/// ```
/// recur = part *( ";" part )
/// part  = name "=" value *( "," value )
/// ```
struct RecurrenceRuleParser {
  /// What the parts said.
  struct Parts {
    var interval = 1
    var count: Int?
    var until: TimeValue?
    var weekStart = 1
    var months = NumberSet()
    var weekNumbers = NumberSet()
    var yearDays = YearDaySet()
    var monthDays = NumberSet()
    var weekdays = NumberSet()
    var ordinalWeekdays: [NumberSet] = []
    var hours = NumberSet()
    var minutes = NumberSet()
    var seconds = NumberSet()
    var positions: [Int] = []

    /// Whether there is a BY part that BYSETPOS could choose from.
    var hasByPart: Bool {
      !(months.isEmpty && weekNumbers.isEmpty && yearDays.isEmpty && monthDays.isEmpty
        && weekdays.isEmpty && ordinalWeekdays.isEmpty && hours.isEmpty && minutes.isEmpty
        && seconds.isEmpty)
    }
  }

  /// Longest list of one part; the longest sensible one has 366.
  private static let maximumValues = 500

  /// Beyond this no second instance can follow in 9999 years, whatever the unit.
  private static let maximumInterval = 1_000_000_000_000

  private var parts = Parts()
  private var frequency: RecurrenceRule.Frequency?
  /// Why the rule must be dropped, in words for a diagnostic.
  private(set) var refusal: String?
  /// What was forgiven, in words for a diagnostic; the first such thing.
  private(set) var forgiven: String?

  /// The rule, or `nil` with ``refusal`` set.
  mutating func parse(_ text: String) -> RecurrenceRule? {
    if !text.utf8.contains(UInt8(ascii: "=")), let modern = LegacyRule.modern(text) {
      forgive("the grammar is that of vCalendar 1.0")
      return parse(modern)
    }
    var seen: Set<String> = []
    for part in text.utf8.prefix(64 * 1024).split(separator: UInt8(ascii: ";")) {
      guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else {
        if part.contains(where: { $0 > 0x20 }) { forgive("a part without a value is ignored") }
        continue
      }
      let name = word(part[..<equals])
      let value = part[part.index(after: equals)...]
      if !seen.insert(name).inserted { forgive("a part stands twice; the last one counts") }
      read(name, value)
    }
    guard refusal == nil else { return nil }
    guard let frequency else {
      refuse("it has no frequency")
      return nil
    }
    if parts.count != nil, parts.until != nil { forgive("COUNT and UNTIL stand side by side") }
    if !parts.positions.isEmpty, !parts.hasByPart {
      forgive("BYSETPOS without another BY part is ignored")
      parts.positions = []
    }
    foldOrdinals(frequency)
    return RecurrenceRule(parts, frequency: frequency)
  }

  private mutating func read(_ name: String, _ value: Substring.UTF8View) {
    switch name {
    case "FREQ": frequency(value)
    case "INTERVAL":
      guard let number = number(value), number > 0 else { return refuse("INTERVAL is no number") }
      parts.interval = min(number, Self.maximumInterval)
    case "COUNT":
      guard let number = number(value), number > 0 else { return refuse("COUNT is no number") }
      parts.count = number
    case "UNTIL":
      guard let time = TimeValue.parse(String(decoding: value, as: UTF8.self)) else {
        return refuse("UNTIL is no time")
      }
      parts.until = time
    case "WKST":
      guard let day = weekday(value) else { return forgive("WKST is no weekday") }
      parts.weekStart = day
    case "BYMONTH": parts.months = numbers(value, in: 1...12)
    case "BYWEEKNO": parts.weekNumbers = numbers(value, in: 1...53, orNegative: true)
    case "BYMONTHDAY": parts.monthDays = numbers(value, in: 1...31, orNegative: true)
    case "BYHOUR": parts.hours = numbers(value, in: 0...23)
    case "BYMINUTE": parts.minutes = numbers(value, in: 0...59)
    case "BYSECOND":
      // Second 60, a leap second, is read as 59, as in a DATE-TIME.
      var seconds = NumberSet()
      for second in numbers(value, in: 0...60).ascending { seconds.insert(min(second, 59)) }
      parts.seconds = seconds
    case "BYYEARDAY":
      parts.yearDays = YearDaySet()
      for day in list(value, in: 1...366, orNegative: true) { parts.yearDays.insert(day) }
    case "BYSETPOS":
      parts.positions = Array(Set(list(value, in: 1...366, orNegative: true))).sorted()
    case "BYDAY": weekdays(value)
    case "RSCALE":
      if word(value) != "GREGORIAN" { refuse("RSCALE names another calendar") }
    case "SKIP":
      if word(value) != "OMIT" { forgive("SKIP is read as OMIT") }
    default:
      if !name.hasPrefix("X-") { forgive("an unknown part is ignored") }
    }
  }

  private mutating func frequency(_ value: Substring.UTF8View) {
    switch word(value) {
    case "SECONDLY": frequency = .secondly
    case "MINUTELY": frequency = .minutely
    case "HOURLY": frequency = .hourly
    case "DAILY": frequency = .daily
    case "WEEKLY": frequency = .weekly
    case "MONTHLY": frequency = .monthly
    case "YEARLY": frequency = .yearly
    default: refuse("its frequency is unknown")
    }
  }

  /// `[+-]n` and a weekday, separated by commas.
  private mutating func weekdays(_ value: Substring.UTF8View) {
    parts.weekdays = NumberSet()
    parts.ordinalWeekdays = []
    var isEmpty = true
    for item in items(value) {
      isEmpty = false
      guard item.count >= 2, let day = weekday(item.suffix(2)) else {
        forgive("a weekday that is none is ignored")
        continue
      }
      let ordinal = item.dropLast(2)
      if ordinal.isEmpty {
        parts.weekdays.insert(day)
      } else if let number = number(ordinal), number != 0, (-53...53).contains(number) {
        if parts.ordinalWeekdays.isEmpty {
          parts.ordinalWeekdays = Array(repeating: NumberSet(), count: 7)
        }
        parts.ordinalWeekdays[day - 1].insert(number)
      } else {
        forgive("a weekday with an impossible ordinal is ignored")
      }
    }
    if !isEmpty, parts.weekdays.isEmpty, parts.ordinalWeekdays.isEmpty {
      refuse("BYDAY has no weekday")
    }
  }

  /// Where ordinals have no meaning, `2TU` is any Tuesday.
  private mutating func foldOrdinals(_ frequency: RecurrenceRule.Frequency) {
    let isMeant =
      frequency == .monthly || (frequency == .yearly && parts.weekNumbers.isEmpty)
    guard !isMeant, !parts.ordinalWeekdays.isEmpty else { return }
    forgive("ordinals of weekdays mean nothing here and are ignored")
    for day in 1...7 where !parts.ordinalWeekdays[day - 1].isEmpty { parts.weekdays.insert(day) }
    parts.ordinalWeekdays = []
  }

  // MARK: Values

  private mutating func numbers(
    _ value: Substring.UTF8View, in range: ClosedRange<Int>, orNegative: Bool = false
  ) -> NumberSet {
    var set = NumberSet()
    for number in list(value, in: range, orNegative: orNegative) { set.insert(number) }
    return set
  }

  /// The numbers of a list that lie in `range`, or mirrored below zero where that is allowed.
  private mutating func list(
    _ value: Substring.UTF8View, in range: ClosedRange<Int>, orNegative: Bool
  ) -> [Int] {
    var numbers: [Int] = []
    var isEmpty = true
    for item in items(value) {
      isEmpty = false
      if let number = number(item),
        range.contains(number) || (orNegative && number < 0 && range.contains(-number))
      {
        numbers.append(number)
      } else {
        forgive("a number out of range is ignored")
      }
    }
    if !isEmpty, numbers.isEmpty { refuse("a BY part has no number in range") }
    return numbers
  }

  private mutating func items(_ value: Substring.UTF8View) -> [Substring.UTF8View] {
    let items = value.split(
      separator: UInt8(ascii: ","), maxSplits: Self.maximumValues, omittingEmptySubsequences: true)
    if items.count > Self.maximumValues { forgive("values beyond the cap of a list are ignored") }
    return items.prefix(Self.maximumValues).map { trimmed($0) }.filter { !$0.isEmpty }
  }

  /// `[+-]digits`; at most 18 digits, so that nothing overflows.
  private func number(_ text: Substring.UTF8View) -> Int? {
    var digits = trimmed(text)
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
    guard (1...18).contains(digits.count) else { return nil }
    var value = 0
    for digit in digits {
      guard case UInt8(ascii: "0")...UInt8(ascii: "9") = digit else { return nil }
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return isNegative ? -value : value
  }

  private func weekday(_ text: Substring.UTF8View) -> Int? {
    switch word(text) {
    case "MO": 1
    case "TU": 2
    case "WE": 3
    case "TH": 4
    case "FR": 5
    case "SA": 6
    case "SU": 7
    default: nil
    }
  }

  /// `text` without surrounding white space, in upper case.
  private func word(_ text: Substring.UTF8View) -> String {
    String(
      decoding: trimmed(text).map { (97...122).contains($0) ? $0 & 0xDF : $0 }, as: UTF8.self)
  }

  private func trimmed(_ text: Substring.UTF8View) -> Substring.UTF8View {
    var text = text
    while let first = text.first, first <= 0x20 { text = text.dropFirst() }
    while let last = text.last, last <= 0x20 { text = text.dropLast() }
    return text
  }

  private mutating func forgive(_ what: String) { forgiven = forgiven ?? what }

  private mutating func refuse(_ why: String) { refusal = refusal ?? why }
}
