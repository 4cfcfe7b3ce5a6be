import TalkIndex

/// What the options of every subcommand say, however they were read.
struct Settings {
  /// The index file; else `IndexLocation` finds it.
  var index: String?
  var color = ColorChoice.auto
  /// The moment that counts as now, as typed.
  var now: String?
  /// The zone of relative dates, as typed.
  var timeZone: String?
  var quiet = false
  var noPager = false

  /// Where the index is.
  func location() throws -> IndexLocation {
    try IndexLocation(option: index)
  }

  /// Opens the index for reading.
  func openIndex() throws -> TalkIndex {
    try TalkIndex.open(at: try location().path, mode: .read)
  }

  /// Standard output for text that people read.
  func output(isText: Bool) -> Output {
    Output(mayPage: isText && !noPager)
  }

  /// The clock and zone of this run.
  func clock() throws -> Clock {
    try Clock(now: now, zone: timeZone)
  }
}
