import TalkIndex
import TalkModel

extension TalkTraits {
  /// What tells `talk` apart, of which `row` was made.
  init(_ talk: Talk, _ row: TalkRow) {
    self.init(
      identity: row.identity, start: talk.time?.start,
      end: talk.occurrences.last?.end ?? talk.time?.end, title: TalkTraits.words(talk.title),
      speakers: TalkTraits.names(talk.speakers.map(\.name)),
      series: talk.series.flatMap(TalkTraits.words), url: talk.url, sequence: row.sequence,
      lastModified: row.lastModified, contentHash: row.contentHash)
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
