import CivilTime
import ICalendar

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
    guard let folder = parts.lastIndex(of: "zoneinfo"), folder + 1 < parts.count else { return nil }
    return String(link[parts[folder + 1].startIndex...])
  }
}
