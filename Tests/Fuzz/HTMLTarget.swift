@testable import TalkExtraction

/// Text helpers of extraction: total, and never much larger than what they are given.
enum HTMLTarget {
  static func run(_ bytes: [UInt8]) {
    TextArena.with { run($0.text(String(decoding: bytes, as: UTF8.self))) }
  }

  private static func run(_ text: Bytes) {
    let plain = HTMLText.plain(text)
    demand(plain.count <= 2 * text.count + 64, "\(text.count) bytes became \(plain.count)")
    demand(isWellFormed(plain), "ill-formed UTF-8 out of HTML")
    _ = HTMLText.isMarkup(text)
    demand(isWellFormed(HTMLEntities.decoded(text)), "ill-formed UTF-8 out of entities")
    demand(isWellFormed(MojibakeRepair.repair(text)), "ill-formed UTF-8 out of a repair")
    for range in JoinLinks.urls(in: text) {
      demand(
        range.lowerBound >= text.startIndex && range.upperBound <= text.endIndex, "\(range)")
      _ = JoinLinks.rank(of: text[range])
      _ = JoinLinks.withoutSecret(text[range])
    }
    _ = JoinLinks.passcode(in: text)
    _ = PersonName.cleaned(text)
  }

  private static func isWellFormed(_ bytes: Bytes) -> Bool {
    Array(String(decoding: bytes, as: UTF8.self).utf8).elementsEqual(bytes)
  }
}
