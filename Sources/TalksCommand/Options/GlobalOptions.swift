import ArgumentParser
import CivilTime
import ICalendar
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

/// The moment and the zone in which the command answers.
struct Clock {
  /// UTC seconds since 1970.
  var now: Int64
  /// The day on the wall clock of the zone.
  var today: CivilDate
  /// IANA name of the zone.
  var zoneName: String
  /// The zone's rules.
  var zone: ZoneRules

  /// Makes the clock of a run.
  ///
  /// - Parameters:
  ///   - now: what `--now` says.
  ///   - zone: what `--time-zone` says; else `TZ`, else the system's zone, else UTC.
  /// - Throws: a usage failure where a zone or moment is not understood.
  init(now: String?, zone: String?) throws {
    let rules: ZoneRules
    if let zone {
      guard let named = ZoneDatabase.system.rules(named: zone) else {
        throw CommandFailure.usage(
          "There is no time zone “\(zone)”.",
          advice: "Name it as in the IANA database, such as Europe/London or UTC.")
      }
      zoneName = zone
      rules = named
    } else if let name = Clock.systemZone(), let named = ZoneDatabase.system.rules(named: name) {
      zoneName = name
      rules = named
    } else {
      zoneName = "UTC"
      rules = ZoneRules(fixedOffset: 0)
    }
    let moment = now.map { Moment.parse($0, zone: rules) } ?? ProcessEnvironment.now
    guard let moment, let local = rules.local(forUTC: moment) else {
      throw CommandFailure.usage(
        "“\(now ?? "")” is not a moment.", advice: "Write --now as \(Moment.forms).")
    }
    self.zone = rules
    self.now = moment
    today = local.date
  }

  /// The zone that `TZ` or the system names.
  private static func systemZone() -> String? {
    if let named = ProcessEnvironment.value("TZ") {
      return named.hasPrefix(":") ? String(named.dropFirst()) : named
    }
    let link = ProcessEnvironment.destination(ofLink: "/etc/localtime") ?? ""
    let parts = link.split(separator: "/")
    return parts.lastIndex(of: "zoneinfo").map { parts[($0 + 1)...].joined(separator: "/") }
  }
}
