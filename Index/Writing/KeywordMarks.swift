import TalkModel

/// Where the keywords of a talk come from and how much they tell, as `talk.keyword_marks` has it: an
/// ASCII character each, in their order; NULL where all are stated.
///
/// Weights are kept in sixty-fourths: they are shares of the weight of a talk's best phrase, which is
/// no finer measure. The view `talk_keyword` and the migration to schema version 2 do the same in SQL.
enum KeywordMarks {
  /// The mark of a stated keyword.
  private static let stated = UInt8(ascii: "s")
  /// The mark of an extracted keyword of weight 0.
  private static let least = UInt8(ascii: "0")
  /// The greatest weight as stored.
  private static let steps: UInt8 = 64

  /// Whether keywords have marks: not where all are stated.
  static func areNeeded(for keywords: TalkKeywords) -> Bool { !keywords.areAllStated }

  /// The mark of a keyword.
  static func mark(of keyword: Keyword) -> UInt8 { mark(of: keyword.origin, keyword.weight) }

  /// The mark of a keyword of this origin and weight.
  static func mark(of origin: Keyword.Origin, _ weight: Double) -> UInt8 {
    guard origin == .extracted else { return stated }
    // What is no number compares as not greater.
    guard weight > 0 else { return least }
    // To the nearest, halves up, without a call of the system's library.
    let weight = min(weight, 1) * Double(steps)
    let whole = UInt8(weight)
    return least + whole + (weight - Double(whole) >= 0.5 ? 1 : 0)
  }

  /// The keywords that a row tells of by its columns `keywords` and `keyword_marks`.
  static func keywords(_ names: [String], marks: String?) -> [Keyword] {
    var marks = (marks ?? "").utf8.makeIterator()
    return names.map { name in
      guard let mark = marks.next(), (least...least + steps).contains(mark) else {
        return Keyword(text: name, origin: .stated)
      }
      let thousandths = (Int(mark - least) * 1000 + Int(steps) / 2) / Int(steps)
      return Keyword(text: name, origin: .extracted, weight: Double(thousandths) / 1000)
    }
  }
}
