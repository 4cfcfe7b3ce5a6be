import CivilTime

/// Why a date could not be read.
struct DateProblem: Error, Hashable {
  var message: String
  /// A date to type instead.
  var suggestion: String?
}

/// Reads dates as people type them after `on:`, `after:` and the like.
///
/// The forms are those of ``QueryVocabulary/dateForms``. Words of one form may be parted by spaces
/// (in quotes), hyphens, commas or underscores; capitals do not matter. No number can overflow:
/// digits beyond what a form allows make it another form, or no date.
struct DateReader {
  /// What a word without a date field is.
  enum Bare: Hashable {
    /// A date and nothing else.
    case days(DaySpan)
    /// A day's name, which is also a word.
    case word
  }

  let today: CivilDate

  /// The days that `text` (lower-case ASCII) means.
  func read(_ text: String) -> Result<DaySpan, DateProblem> {
    let bytes = Self.trimmed(Array(text.utf8))
    guard let dots = Self.rangeMark(in: bytes) else { return readOne(bytes) }
    let left = Array(bytes[..<dots.lowerBound])
    let right = Array(bytes[dots.upperBound...])
    return readSide(left).flatMap { from in
      readSide(right).flatMap { through in
        let span = DaySpan(first: from?.first, last: through?.last)
        if let first = span.first, let last = span.last, last < first {
          return .failure(
            DateProblem(
              message: "the range “\(text)” ends before it begins",
              suggestion: Self.string(right) + ".." + Self.string(left)))
        }
        return .success(span)
      }
    }
  }

  /// Whether `text` is worth a look by ``readBare(_:)``.
  ///
  /// It has a digit or a hyphen, or the last letter of a day's name. Most words have none of that,
  /// and are words quickly.
  static func mayBeBare(_ text: String) -> Bool {
    var length = 0
    var end: UInt8 = 0
    for byte in text.utf8 {
      // Digits, hyphen, and whatever may be a full-width form of them.
      if (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-") || byte >= 0x80 { return true }
      length += 1
      end = byte | 0x20
    }
    // today, tomorrow, yesterday, and the seven days
    return (5...9).contains(length) && (end == UInt8(ascii: "y") || end == UInt8(ascii: "w"))
  }

  /// What `text` (lower-case ASCII) means without a field in front; `nil` where it is no date.
  ///
  /// Days and months in digits, ranges with both sides, and relative dates of several words
  /// (`next-week`) are dates; a lone number, a lone weekday and a month's name are words.
  func readBare(_ text: String) -> Bare? {
    let bytes = Self.trimmed(Array(text.utf8))
    if let dots = Self.rangeMark(in: bytes) {
      let sides = [Array(bytes[..<dots.lowerBound]), Array(bytes[dots.upperBound...])]
      for side in sides {
        guard side.count >= 4, Self.parts(of: side).allSatisfy({ Self.number($0) != nil })
        else { return nil }
      }
      return (try? read(text).get()).map(Bare.days)
    }
    let parts = Self.parts(of: bytes)
    guard bytes.allSatisfy({ $0 == 0x2D || Self.isAlphanumeric($0) }) else { return nil }
    switch parts.count {
    case 1:
      let isDay =
        ["today", "tomorrow", "yesterday"].contains(parts[0])
        || CalendarNames.weekdays.contains { $0.full == parts[0] }
      return isDay ? .word : nil
    case 2, 3:
      if let numbers = Self.numbers(parts) {
        guard parts[0].utf8.count == 4, parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }),
          case .success(let span)? = readNumbers(numbers, parts, isDotted: false)
        else { return nil }
        return .days(span)
      }
      return readRelative(parts).map(Bare.days)
    default:
      return nil
    }
  }

  /// Whether `text` is worth a look by ``mayBeSpaced(_:_:)``.
  ///
  /// It begins as a month, or as what comes before a length of time. Nearly all words do not, and are words
  /// quickly.
  static func mayBeginSpaced(_ text: String) -> Bool {
    var beginning: UInt32 = 0
    for byte in text.utf8.prefix(3) {
      // Whatever may be a full-width letter.
      if byte >= 0x80 { return true }
      beginning = beginning << 8 | UInt32(byte | 0x20)
    }
    return beginnings.contains(beginning)
  }

  private static let beginnings: [UInt32] =
    (CalendarNames.months.map(\.full)
    + ["last", "past", "previous", "this", "current", "next", "coming"]).map {
      $0.utf8.prefix(3).reduce(0) { $0 << 8 | UInt32($1) }
    }

  /// Whether two words with a space between can hardly be meant as anything but days: a month and
  /// its year, or the coming week.
  func mayBeSpaced(_ first: String, _ second: String) -> Bool {
    if CalendarNames.month(first) != nil {
      return second.utf8.count == 4 && Self.number(second) != nil
    }
    return readRelative([first, second]) != nil
  }

  private func readSide(_ bytes: [UInt8]) -> Result<DaySpan?, DateProblem> {
    bytes.isEmpty ? .success(nil) : readOne(bytes).map(Optional.some)
  }

  private func readOne(_ bytes: [UInt8]) -> Result<DaySpan, DateProblem> {
    let parts = Self.parts(of: bytes)
    let text = Self.string(bytes)
    if let numbers = Self.numbers(parts) {
      let isDotted = bytes.contains(UInt8(ascii: "."))
      if let result = readNumbers(numbers, parts, isDotted: isDotted) { return result }
    } else if let span = readRelative(parts) ?? readName(parts) ?? readWeekOrQuarter(parts) {
      return .success(span)
    } else if let result = readMonthName(parts) {
      return result
    }
    return .failure(unknown(text, parts))
  }

  private func unknown(_ text: String, _ parts: [String]) -> DateProblem {
    let names =
      QueryVocabulary.dateForms.flatMap { [$0.name] + $0.aliases }
      .filter { !$0.utf8.contains { (0x30...0x39).contains($0) } }
      + CalendarNames.weekdays.map(\.full) + CalendarNames.months.map(\.full)
    let nearest = Spelling.nearest(to: parts.joined(separator: "-"), in: names)
    return DateProblem(
      message: "“\(text)” is not a date", suggestion: nearest ?? today.description)
  }

  // MARK: - Digits

  // 2025 · 20250509 · 2025-05 · 5/2025 · 2023-2025 · 2025-05-09 · 9.5.2025
  private func readNumbers(
    _ numbers: [Int], _ parts: [String], isDotted: Bool
  ) -> Result<DaySpan, DateProblem>? {
    let widths = parts.map(\.utf8.count)
    switch numbers.count {
    case 1 where widths[0] == 4:
      return year(numbers[0])
    case 1 where widths[0] == 8:
      return day(numbers[0] / 10_000, numbers[0] / 100 % 100, numbers[0] % 100)
    case 2 where widths[0] == 4 && widths[1] <= 2:
      return month(numbers[0], numbers[1])
    case 2 where widths[1] == 4 && widths[0] <= 2:
      return month(numbers[1], numbers[0])
    case 2 where widths[0] == 4 && widths[1] == 4:
      return year(numbers[0]).flatMap { first in
        year(numbers[1]).flatMap { last in
          numbers[1] >= numbers[0]
            ? .success(DaySpan(first: first.first, last: last.last))
            : .failure(
              DateProblem(
                message: "the range “\(parts[0])-\(parts[1])” ends before it begins",
                suggestion: "\(parts[1])..\(parts[0])"))
        }
      }
    case 3 where widths[0] == 4 && widths[1] <= 2 && widths[2] <= 2:
      return day(numbers[0], numbers[1], numbers[2])
    case 3 where widths[2] == 4 && widths[0] <= 2 && widths[1] <= 2 && isDotted:
      return day(numbers[2], numbers[1], numbers[0])
    case 3 where widths[2] == 4 && widths[0] <= 2 && widths[1] <= 2:
      let reading =
        CivilDate(year: numbers[2], month: numbers[1], day: numbers[0])
        ?? CivilDate(year: numbers[2], month: numbers[0], day: numbers[1])
      return .failure(
        DateProblem(
          message: "a date begins with its year",
          suggestion: (reading ?? today).description))
    default:
      return nil
    }
  }

  private func year(_ year: Int) -> Result<DaySpan, DateProblem> {
    DaySpan(year: year).map(Result.success)
      ?? .failure(DateProblem(message: "years begin with 0001", suggestion: "\(today.year)"))
  }

  private func month(_ year: Int, _ month: Int) -> Result<DaySpan, DateProblem> {
    if let span = DaySpan(month: month, ofYear: year) { return .success(span) }
    guard year >= 1 else { return self.year(year) }
    let nearest = padded(year, to: 4) + "-" + padded(min(max(month, 1), 12), to: 2)
    return .failure(DateProblem(message: "there is no month \(month)", suggestion: nearest))
  }

  private func day(_ year: Int, _ month: Int, _ day: Int) -> Result<DaySpan, DateProblem> {
    if let date = CivilDate(year: year, month: month, day: day) { return .success(DaySpan(date)) }
    guard (1...12).contains(month), year >= 1 else { return self.month(year, month) }
    let length = CivilDate.days(inMonth: month, ofYear: year)
    let name = padded(year, to: 4) + "-" + padded(month, to: 2)
    return .failure(
      DateProblem(
        message: "\(name) has days 1 to \(length), not \(day)",
        suggestion: name + "-" + padded(min(max(day, 1), length), to: 2)))
  }

  // 2025-w19 · 2025-q2
  private func readWeekOrQuarter(_ parts: [String]) -> DaySpan? {
    guard parts.count == 2, parts[0].utf8.count == 4, let year = Self.number(parts[0]),
      let number = Self.number(String(parts[1].dropFirst()))
    else { return nil }
    switch parts[1].utf8.first {
    case UInt8(ascii: "w"): return DaySpan(isoWeek: number, ofYear: year)
    case UInt8(ascii: "q"): return DaySpan(quarter: number, ofYear: year)
    default: return nil
    }
  }

  // MARK: - Words

  // today · now · tomorrow · yesterday · weekend · monday
  private func readName(_ parts: [String]) -> DaySpan? {
    guard parts.count == 1 else { return nil }
    switch parts[0] {
    case "today", "now": return DaySpan(today)
    case "tomorrow": return today.adding(days: 1).map { DaySpan($0) }
    case "weekend": return period(.this, "weekend")
    case "yesterday": return today.adding(days: -1).map { DaySpan($0) }
    default: return CalendarNames.weekday(parts[0]).flatMap { weekday(.this, $0) }
    }
  }

  // this|next|last unit · last|next N units · N units ago · in N units
  private func readRelative(_ parts: [String]) -> DaySpan? {
    switch parts.count {
    case 2:
      guard let direction = Direction(parts[0]) else { return nil }
      if let number = CalendarNames.weekday(parts[1]) { return weekday(direction, number) }
      return period(direction, parts[1])
    case 3:
      if let direction = Direction(parts[0]), direction != .this,
        let count = Self.number(parts[1]), let unit = CalendarNames.Unit(parts[2])
      {
        let far = moved(by: direction == .next ? count : -count, unit)
        guard let far else { return nil }
        return DaySpan(first: min(far, today), last: max(far, today))
      }
      if parts[2] == "ago", let count = Self.number(parts[0]),
        let unit = CalendarNames.Unit(parts[1])
      {
        return moved(by: -count, unit).map { DaySpan($0) }
      }
      if parts[0] == "in", let count = Self.number(parts[1]),
        let unit = CalendarNames.Unit(parts[2])
      {
        return moved(by: count, unit).map { DaySpan($0) }
      }
      return nil
    default:
      return nil
    }
  }

  private enum Direction: Int {
    case last = -1
    case this = 0
    case next = 1

    init?(_ word: String) {
      switch word {
      case "last", "past", "previous": self = .last
      case "this", "current": self = .this
      case "next", "coming": self = .next
      default: return nil
      }
    }
  }

  private func weekday(_ direction: Direction, _ number: Int) -> DaySpan? {
    let ahead = (number - today.isoWeekday + 7) % 7
    let days =
      switch direction {
      case .this: ahead
      case .next: ahead == 0 ? 7 : ahead
      case .last: ahead - 7
      }
    return today.adding(days: days).map { DaySpan($0) }
  }

  private func period(_ direction: Direction, _ unit: String) -> DaySpan? {
    switch unit {
    case "day":
      return today.adding(days: direction.rawValue).map { DaySpan($0) }
    case "week":
      return today.adding(days: 7 * direction.rawValue).flatMap { DaySpan(weekOf: $0) }
    case "weekend":
      guard let day = today.adding(days: 7 * direction.rawValue),
        let week = DaySpan(weekOf: day), let saturday = week.last?.adding(days: -1)
      else { return nil }
      return DaySpan(first: saturday, last: week.last)
    case "month":
      guard let day = today.adding(months: direction.rawValue) else { return nil }
      return DaySpan(month: day.month, ofYear: day.year)
    case "quarter":
      guard let day = today.adding(months: 3 * direction.rawValue) else { return nil }
      return DaySpan(quarter: (day.month + 2) / 3, ofYear: day.year)
    case "year":
      return DaySpan(year: today.year + direction.rawValue)
    default:
      return nil
    }
  }

  private func moved(by count: Int, _ unit: CalendarNames.Unit) -> CivilDate? {
    // `count` has eight digits at most, so none of these products can overflow.
    switch unit {
    case .day: today.adding(days: count)
    case .week: today.adding(days: 7 * count)
    case .month: today.adding(months: count)
    case .year: today.adding(months: 12 * count)
    }
  }

  // may · may-2025 · 2025-may · 9-may · may-9 · 9-may-2025 · may-9-2025 · 2025-may-9
  private func readMonthName(_ parts: [String]) -> Result<DaySpan, DateProblem>? {
    guard (1...3).contains(parts.count),
      let index = parts.firstIndex(where: { CalendarNames.month($0) != nil }),
      let month = CalendarNames.month(parts[index])
    else { return nil }
    var year: Int?
    var day: Int?
    for (position, part) in parts.enumerated() where position != index {
      if part.utf8.count == 4, year == nil, let number = Self.number(part) {
        year = number
      } else if day == nil, let number = Self.ordinal(part) {
        day = number
      } else {
        return nil
      }
    }
    if let day { return self.day(year ?? today.year, month, day) }
    return self.month(year ?? today.year, month)
  }
}
