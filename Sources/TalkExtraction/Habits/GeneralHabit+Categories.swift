internal import ICalendar

/// What CATEGORIES say.
extension GeneralHabit {
  /// Kinds, tracks and subjects among the categories of an event.
  func categories(_ event: EventText, profile: CalendarProfile, into draft: inout TalkDraft) {
    guard !event.fields.categories.isEmpty else { return }
    for property in event.fields.categories {
      let list = property.textList
      // `Big data, fast data`: a comma with white space after it stands inside one name.
      let isOneName = list.count > 1 && list.dropFirst().allSatisfy { $0.utf8.first == Ascii.space }
      let names = isOneName ? [property.text] : list
      for category in names {
        let category = event.arena.text(category)
        let bytes = category.collapsed
        if KindWords.isOnlyKinds(bytes) || KindWords.isOtherLabel(bytes) {
          draft.addStated(bytes, in: event.arena)
        } else if names.count == 1 || SeriesName.hasSeriesWord(bytes) {
          draft.addSeries(bytes, rule: "categories", confidence: 0.85, evidence: category)
        } else {
          draft.addStated(bytes, in: event.arena)
        }
      }
    }
  }
}
