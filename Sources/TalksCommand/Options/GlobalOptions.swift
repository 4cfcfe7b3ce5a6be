import ArgumentParser
import TalkIndex

/// Options that every subcommand understands.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The index file; else $TALKS_INDEX, else talks/talks.sqlite in the XDG data folder.",
      valueName: "path"))
  var index: String?

  @Option(help: ArgumentHelp("When to use colour: auto, always, never.", valueName: "when"))
  var color: ColorChoice = .auto

  @Option(
    help: ArgumentHelp(
      "The moment that counts as now, such as 2025-05-09T12:00.", valueName: "time"))
  var now: String?

  @Option(
    help: ArgumentHelp(
      "The zone of relative dates and of times without zone, such as Europe/London.",
      valueName: "zone"))
  var timeZone: String?

  @Flag(name: .shortAndLong, help: "Say less.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Say more.")
  var verbose = false

  @Flag(name: .customLong("no-pager"), help: "Never start a pager.")
  var noPager = false

  /// What the options say.
  var settings: Settings {
    Settings(
      index: index, color: color, now: now, timeZone: timeZone, quiet: quiet, noPager: noPager)
  }

  /// Where the index is.
  func location() throws -> IndexLocation { try settings.location() }

  /// Opens the index for reading.
  func openIndex() throws -> TalkIndex { try settings.openIndex() }

  /// Standard output for text that people read.
  func output(isText: Bool) -> Output { settings.output(isText: isText) }

  /// The clock and zone of this run.
  func clock() throws -> Clock { try settings.clock() }
}
