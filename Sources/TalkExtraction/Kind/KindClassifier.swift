internal import TalkModel

/// Tells talks from everything else a calendar holds.
enum KindClassifier {
  /// What is known of the event when its kind is decided.
  struct Evidence {
    var summary: Bytes
    var title: Bytes
    var label: Bytes?
    var bracket: Bytes?
    var stated: Bytes?
    var categories: ArenaList<Bytes> = []
    var hasSpeakers = false
    var sawCrowd = false
    var hasAbstract = false
    var descriptionLength = 0
    var isToBeAnnounced = false
    var isRecurring = false
    /// Whether it is an anniversary.
    var isYearly = false
    var repeats = 1
  }

  /// The rule where nothing tells.
  static let undecided: RuleName = "kind-default"

  /// Whether an event of which nothing tells the kind says less than the titles of talks do.
  ///
  /// It has few words and no text. In a calendar that names who speaks, it then is none.
  static func saysLittle(_ evidence: Evidence) -> Bool {
    let text = evidence.summary
    if text.isEmpty { return true }
    guard evidence.descriptionLength < 40, !text.contains(Ascii.colon),
      !text.contains(UInt8(ascii: "?")), !text.holdsQuote, !evidence.isToBeAnnounced,
      !Placeholder.isPlaceholder(text.trailingBracket?.inside ?? text)
    else { return false }
    return text.isUncased ? text.count <= 18 : KindText(text).words.count <= 3
  }

  /// A title without what stands in brackets at its end, and what stands before its first separator.
  private static func heads(of title: Bytes) -> (bare: KindText?, label: Bytes?) {
    let label = title.cuts.first.map { title[..<$0.range.lowerBound] }
    // `Trivia (Harbour Club) - free food`
    if let label, let (outside, _) = label.trailingBracket { return (KindText(outside), label) }
    if let (outside, _) = title.trailingBracket { return (KindText(outside), label) }
    // `Payment deadline (to avoid being dropped from classes or w…`
    guard let open = title.firstIndex(of: " ("), open > title.startIndex,
      !title[open...].contains(Ascii.closeParen)
    else { return (nil, label) }
    return (KindText(title[..<open]), label)
  }

  /// The kind that a label states outright.
  private static func kind(
    stated label: Bytes, title: Bytes
  ) -> (kind: TalkKind, rule: RuleName, confidence: Double)? {
    if KindWords.isOtherLabel(label) { return (.other, "kind-stated", 0.95) }
    guard KindWords.isTalkLabel(label), !label.equals("plenary") else { return nil }
    return KindWords.isBreak(KindText(title))
      ? (.other, "kind-words-break", 0.8) : (.talk, "kind-stated", 0.95)
  }

  /// The kind, the rule and its confidence.
  static func kind(
    _ evidence: Evidence, profile: CalendarProfile
  ) -> (kind: TalkKind, rule: RuleName, confidence: Double) {
    let titleText = evidence.title.isEmpty ? evidence.summary : evidence.title
    if let told = evidence.bracket.flatMap({ kind(stated: $0, title: titleText) })
      ?? evidence.stated.flatMap({ kind(stated: $0, title: titleText) })
    {
      return told
    }
    if KindWords.isPersonal(evidence.summary) { return (.other, "kind-words-personal", 0.8) }
    if evidence.hasSpeakers {
      // `Fast image registration` by somebody is a talk; `Registration` is none.
      if KindText.hasAtMost(3, wordsIn: titleText), KindWords.isBreak(KindText(titleText)),
        KindWords.isBreak(KindText(evidence.summary))
      {
        return (.other, "kind-words-break", 0.7)
      }
      return (.talk, "kind-has-speakers", 0.9)
    }
    let title = KindText(titleText)
    for category in evidence.categories
    where KindWords.isOtherLabel(category) && evidence.descriptionLength < 200 {
      return (.other, "kind-category", 0.8)
    }
    if evidence.categories.contains(where: KindWords.isShowCategory) {
      return (.other, "kind-category", 0.7)
    }
    if evidence.title.isEmpty, evidence.isToBeAnnounced {
      return (.talk, "kind-to-be-announced", 0.6)
    }
    if !KindWords.isLearningLunch(title),
      KindWords.isBreak(title, descriptionLength: evidence.descriptionLength)
    {
      return (.other, "kind-words-break", 0.9)
    }
    // `Career fair (Harbour Students)`, `Office hours: the dean`
    let heads = heads(of: title.text)
    if let bare = heads.bare, !evidence.hasAbstract,
      KindWords.isBreak(bare, descriptionLength: evidence.descriptionLength)
        || KindWords.isSocial(bare) || KindWords.isMeeting(bare)
    {
      return (.other, "kind-words-before-bracket", 0.8)
    }
    if let head = heads.label,
      KindWords.isOffLabel(head)
        || !evidence.hasAbstract && evidence.descriptionLength < 80
          && KindWords.isMeeting(KindText(head))
    {
      return (.other, "kind-words-before-separator", 0.8)
    }
    if KindWords.isCeremony(title) { return (.other, "kind-words-ceremony", 0.8) }
    if KindWords.isSocial(title)
      || evidence.summary != title.text && KindWords.isSocial(KindText(evidence.summary))
    {
      return (.other, "kind-words-social", 0.8)
    }
    if KindWords.isMeeting(title) { return (.other, "kind-words-meeting", 0.8) }
    if !evidence.hasAbstract, evidence.descriptionLength < 300, KindWords.saysSport(title) {
      return (.other, "kind-words-sport", 0.7)
    }
    if evidence.label != nil || KindWords.saysTalk(title.text) {
      return (.talk, "kind-words-talk", 0.8)
    }
    if evidence.hasAbstract { return (.talk, "kind-has-abstract", 0.8) }
    if evidence.isYearly, !SeriesName.hasSeriesWord(title.text) {
      return (.other, "kind-anniversary", 0.7)
    }
    if profile.meetingShare >= 0.4 { return (.other, "kind-calendar-of-meetings", 0.7) }
    if evidence.isRecurring { return (.other, "kind-recurring-without-speaker", 0.6) }
    if evidence.repeats >= 2, evidence.descriptionLength < 40, title.text.wordCount(upTo: 5) <= 4 {
      return (.other, "kind-repeated-without-text", 0.6)
    }
    return (.talk, undecided, 0.5)
  }
}
