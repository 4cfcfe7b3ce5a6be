@testable import TalkExtraction

extension Bytes {
  /// The bytes of `text`, which stay for as long as the tests run.
  init(_ text: String) {
    self = TextArena().text(text)
  }
}
