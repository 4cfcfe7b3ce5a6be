internal import TalkModel

/// What speaks for a talk where no word and no name tells the kind.
///
/// The weights, in tenths, were fitted on events of which nothing tells the kind, each source left out in
/// turn. They say how often such events are talks: long titles with small words in them are, two words on
/// an evening of two hours in a calendar of markets and games are not.
enum KindPoints {
  /// Shares of a calendar's events, in hundredths.
  struct Shares {
    /// Events that words tell to be no talks.
    var others: Int
    /// Events that name who speaks.
    var named: Int
  }

  /// Whether `talk`, of which nothing tells the kind, rather is none.
  ///
  /// - Parameters:
  ///   - talk: the talk.
  ///   - namesSeries: whether its own summary or description names a series.
  ///   - shares: what the other events of the calendar are.
  /// - Returns: whether it is.
  static func isRatherOther(_ talk: Talk, namesSeries: Bool, among shares: Shares) -> Bool {
    points(of: talk) + (namesSeries ? 6 : 0) + (shares.others >= 35 ? -13 : 0)
      + (shares.named >= 30 ? -10 : 0) <= 0
  }

  /// What the title, the text and the time say.
  static func points(of talk: Talk) -> Int {
    var points = 16
    var words = 0
    var isLow = false
    var isUncased = false
    var hasSign = false
    var isAfterBlank = true
    for byte in talk.title.utf8 {
      if byte == Ascii.space {
        isAfterBlank = true
        continue
      }
      if isAfterBlank {
        words += 1
        isLow = isLow || Ascii.isLower(byte)
      }
      isAfterBlank = false
      isUncased = isUncased || byte >= 0xD7
      hasSign = hasSign || byte == Ascii.colon || byte == UInt8(ascii: "?") || byte == Ascii.quote
    }
    if !isUncased {
      points += words <= 1 ? -6 : words == 2 ? -5 : words <= 4 ? -3 : words == 5 ? -2 : 0
    }
    if words >= 7 { points += 5 }
    if isLow || isUncased { points += 7 }
    if hasSign { points += 7 }
    let length = talk.abstract?.utf8.count ?? 0
    if length == 0 { points -= 9 } else if length > 500 { points -= 4 }
    if let abstract = talk.abstract, saysTalk(abstract) { points += 6 }
    if let time = talk.time, time.form != .date {
      let seconds = time.end.subtractingReportingOverflow(time.start).partialValue
      if seconds > 66 * 60 { points -= 11 }
      if seconds > 126 * 60 { points -= 4 }
    }
    return points
  }

  /// Whether a text begins with a sentence about a talk.
  private static func saysTalk(_ text: String) -> Bool {
    text.prefix(300).lowercased().split { !$0.isLetter }.contains { words.contains($0) }
  }

  private static let words: Set<Substring> = [
    "talk", "talks", "lecture", "lectures", "workshop", "workshops", "seminar", "seminars",
    "presentation", "presentations", "tutorial", "tutorials", "webinar", "webinars", "present",
    "presents", "presenting", "speaker", "speakers", "learn", "explore", "explores", "research",
    "vortrag", "vorträge", "conférence", "exposé", "charla", "conferencia", "ponencia", "palestra",
    "conferenza", "lezing", "föreläsning", "foredrag", "wykład", "přednáška", "лекция", "доклад",
  ]
}
