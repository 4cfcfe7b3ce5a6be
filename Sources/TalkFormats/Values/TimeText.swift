import CivilTime
package import TalkModel

/// Times as text.
package enum TimeText {
  /// The start in RFC 3339 with the zone's offset (`2025-05-09T12:00:00+01:00`), `Z` for times
  /// stated in UTC, the day alone for whole days.
  package static func start(_ time: TalkTime) -> String {
    timestamp(utc: time.start, local: time.localStart, form: time.form)
  }

  /// The end, exclusive, as ``start(_:)``; for whole days the day after the last one.
  package static func end(_ time: TalkTime) -> String {
    timestamp(utc: time.end, local: time.localEnd, form: time.form)
  }

  /// A moment in UTC, RFC 3339; seconds outside years 1...9999 give the nearest year's edge.
  package static func utc(_ seconds: Int64) -> String { clock(seconds).description + "Z" }

  private static func timestamp(utc: Int64, local: CivilDateTime, form: TalkTime.Form) -> String {
    if form == .date { return local.date.description }
    if form == .utc { return Self.utc(utc) }
    let (offset, overflow) = local.secondsSinceEpoch.subtractingReportingOverflow(utc)
    // RFC 3339 knows whole minutes under a day only; old local mean times had seconds.
    guard !overflow, offset % 60 == 0, offset.magnitude < 86_400 else { return Self.utc(utc) }
    let minutes = Int(offset.magnitude / 60)
    let sign = offset < 0 ? "-" : "+"
    return local.description + sign + padded(minutes / 60, to: 2) + ":"
      + padded(minutes % 60, to: 2)
  }

  /// The wall clock in UTC at a moment.
  static func clock(_ seconds: Int64) -> CivilDateTime {
    if let time = CivilDateTime(secondsSinceEpoch: seconds) { return time }
    let edge: Int64 = seconds < 0 ? -62_135_596_800 : 253_402_300_799
    return CivilDateTime(secondsSinceEpoch: edge) ?? unixEpoch
  }

  private static let unixEpoch: CivilDateTime = {
    guard let time = CivilDateTime(secondsSinceEpoch: 0) else {
      preconditionFailure("1970 lies within years 1...9999")
    }
    return time
  }()

  /// For people: `Fri 2025-05-09 12:00–13:00 Europe/London`.
  package static func readable(_ time: TalkTime) -> String {
    let first = time.localStart
    let last = time.localEnd
    if time.form == .date {
      let lastDay = last.date.adding(days: -1) ?? last.date
      return lastDay > first.date ? "\(day(first.date)) – \(day(lastDay))" : day(first.date)
    }
    var text = "\(day(first.date)) \(minute(first))"
    if last.date == first.date {
      if last > first { text += "–" + minute(last) }
    } else if time.end > time.start {
      text += " – \(day(last.date)) \(minute(last))"
    }
    if let zone = time.zone { text += " " + zone }
    return text
  }

  /// The day it begins, for people: `Fri 2025-05-09`.
  static func day(of time: TalkTime) -> String { day(time.localStart.date) }

  private static func day(_ date: CivilDate) -> String {
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    return names[date.isoWeekday - 1] + " " + date.description
  }

  private static func minute(_ time: CivilDateTime) -> String {
    padded(time.hour, to: 2) + ":" + padded(time.minute, to: 2)
  }
}
