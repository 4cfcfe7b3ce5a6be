/// English names of days, months and units, as dates use them.
enum CalendarNames {
  /// A length of time that can be counted.
  enum Unit {
    case day
    case week
    case month
    case year

    init?(_ word: String) {
      switch word {
      case "day", "days": self = .day
      case "week", "weeks": self = .week
      case "month", "months": self = .month
      case "year", "years": self = .year
      default: return nil
      }
    }
  }

  static let weekdays: [(full: String, short: [String])] = [
    ("monday", ["mon"]), ("tuesday", ["tue", "tues"]), ("wednesday", ["wed"]),
    ("thursday", ["thu", "thur", "thurs"]), ("friday", ["fri"]), ("saturday", ["sat"]),
    ("sunday", ["sun"]),
  ]

  static let months: [(full: String, short: [String])] = [
    ("january", ["jan"]), ("february", ["feb"]), ("march", ["mar"]), ("april", ["apr"]),
    ("may", []), ("june", ["jun"]), ("july", ["jul"]), ("august", ["aug"]),
    ("september", ["sep", "sept"]), ("october", ["oct"]), ("november", ["nov"]),
    ("december", ["dec"]),
  ]

  /// 1 = Monday … 7 = Sunday.
  static func weekday(_ word: String) -> Int? { number(of: word, in: weekdays) }

  /// 1 = January … 12 = December.
  static func month(_ word: String) -> Int? { number(of: word, in: months) }

  private static func number(
    of word: String, in names: [(full: String, short: [String])]
  ) -> Int? {
    names.firstIndex { $0.full == word || $0.short.contains(word) }.map { $0 + 1 }
  }
}
