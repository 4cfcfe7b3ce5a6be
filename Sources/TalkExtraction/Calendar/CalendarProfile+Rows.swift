/// Forms of whole summaries that a calendar repeats.
extension CalendarProfile {
  /// `text` without the series and the label that it begins with.
  func withoutSeries(_ text: Bytes) -> Bytes {
    var text = text
    for prefix in seriesPrefixes where text.count > prefix.count && text.starts(with: prefix) {
      let after = text[(text.startIndex + prefix.count)...]
      guard let cut = text.cuts.first(where: { $0.range.lowerBound == after.startIndex }) else {
        continue
      }
      text = text[cut.range.upperBound...]
      break
    }
    if let match = KindLabel.match(text), match.hasSeparator, !match.rest.isEmpty {
      text = match.rest
    }
    return text
  }

  /// Whether single given names stand behind the series with which summaries begin.
  func holdGivenNamesAfterPrefix(_ summaries: [Bytes]) -> Bool {
    guard !seriesPrefixes.isEmpty else { return false }
    var singles = SingleNames()
    var count = 0
    for text in summaries {
      guard let prefix = seriesPrefixes.first(where: { text.starts(with: $0) }),
        let cut = text.cuts.first, cut.range.lowerBound == text.startIndex + prefix.count,
        case let whole = text[cut.range.upperBound...],
        case let rest = whole.cuts.first.map({ whole[..<$0.range.lowerBound] }) ?? whole,
        rest.wordCount(upTo: 2) == 1
      else { continue }
      count += 1
      singles.add(rest, lexicon: lexicon)
    }
    return singles.areNames(among: count)
  }

  /// Whether most summaries are one given name and nothing else (`Ben`, `Noor`).
  func areGivenNames(_ summaries: [Bytes]) -> Bool {
    guard summaries.count >= 3 else { return false }
    var singles = SingleNames()
    for text in summaries { singles.add(text, lexicon: lexicon) }
    return singles.given >= 3 && singles.areNames(among: summaries.count)
  }

  /// Whether a series and not a title stands before a dash and a name: half of the heads, or more, say so
  /// by a word, and nearly all are short.
  func areSeriesBeforeNames(_ summaries: [Bytes]) -> Bool {
    var (rows, series, long) = (0, 0, 0)
    for text in summaries {
      let cuts = text.cuts.filter { $0.kind != .slash }
      guard cuts.count == 1, cuts[0].kind != .colon,
        case let head = text[..<cuts[0].range.lowerBound],
        case let rest = text[cuts[0].range.upperBound...], rest.wordCount(upTo: 6) <= 5,
        !head.holdsQuote, readsAsNames(rest), !readsAsNames(head)
      else { continue }
      rows += 1
      if SeriesName.hasSeriesWord(head) { series += 1 }
      if head.wordCount(upTo: 10) > 9 || head.contains(UInt8(ascii: "?")) { long += 1 }
    }
    return rows >= 4 && 2 * series >= rows && 10 * long <= rows
  }

  /// `Name | Institution | Title`, all three parts of a likely form.
  func isBarredRow(_ text: Bytes) -> Bool {
    guard text.contains(Ascii.pipe) else { return false }
    let cuts = text.cuts
    guard cuts.count == 2, cuts.allSatisfy({ $0.kind == .pipe }),
      readsAsNames(text[..<cuts[0].range.lowerBound])
    else { return false }
    return Affiliation.isInstitution(text[cuts[0].range.upperBound..<cuts[1].range.lowerBound])
  }

  /// Whether `text` is the calendar's name or the beginning of it (`Global C++` of `Global C++
  /// Sessions`).
  func isCalendarName(_ text: Bytes) -> Bool {
    guard !name.isEmpty, text.count >= 2 else { return false }
    if WordSet.hash(text) == WordSet.hash(name) { return true }
    // `Harbour Seminar — Sand and Tides`
    for cut in name.cuts where cut.kind != .slash {
      if WordSet.hash(name[cut.range.upperBound...]) == WordSet.hash(text)
        || WordSet.hash(name[..<cut.range.lowerBound]) == WordSet.hash(text)
      {
        return true
      }
    }
    return name.count > text.count && name.starts(with: text)
      && name[name.startIndex + text.count] == Ascii.space && text.count >= 3
  }
}
