import TalkIndex
import TalkModel

extension TalkTraits {
  /// What tells a talk apart of which `row` was made.
  init(_ row: TalkRow) {
    self.init(
      identity: row.identity, start: row.start, end: row.end, title: TalkTraits.words(row.title),
      speakers: TalkTraits.names(row.speakerNames),
      series: row.seriesNames.flatMap(TalkTraits.words),
      url: row.url, sequence: row.sequence, lastModified: row.lastModified,
      contentHash: row.contentHash)
  }

  /// What tells a stored talk apart.
  init(_ summary: TalkSummary) {
    self.init(
      identity: summary.identity, start: summary.start, end: summary.end,
      title: TalkTraits.words(summary.title), speakers: TalkTraits.names(summary.speakers),
      series: summary.series.flatMap(TalkTraits.words), url: summary.url,
      sequence: summary.sequence,
      lastModified: summary.lastModified, contentHash: summary.contentHash)
  }

  private static func names(_ names: [String]) -> [String] {
    names.flatMap(words).sorted()
  }

  private static func words(_ text: String) -> [String] {
    text.isEmpty ? [] : Folding.nameKey(text).split(separator: " ").map(String.init)
  }
}
