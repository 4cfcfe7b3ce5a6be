import TalkModel
public import TalkQuery

/// Prints a page as a run for retrieval evaluation: `qid Q0 UID rank score tag`.
///
/// A talk without UID is named by its row number. A UID is printed as it is, spaces included, so that
/// it can be found again: readers take the first two and the last three words off a line. Control
/// characters are made visible, as on a terminal.
public struct TrecPagePrinter: PagePrinter {
  private let tag: String

  /// Makes a printer whose lines end in `tag`.
  public init(tag: String = "talks") { self.tag = tag }

  /// Appends the page.
  public func print(_ page: SearchPage, _ context: PageContext, to output: inout [UInt8]) {
    let query = TerminalText.oneLine(context.queryID)
    for (index, hit) in page.hits.enumerated() {
      let uid = hit.stored.talk.identity.uid ?? "\(hit.stored.id)"
      let rank = context.offset + index + 1
      output.append("\(query) Q0 \(TerminalText.oneLine(uid)) \(rank) \(hit.score) \(tag)\n")
    }
  }
}
