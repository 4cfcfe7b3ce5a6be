import CivilTime

/// How long an event lasts, in the way its calendar said it.
enum EventLength: Sendable {
  /// DTEND beside a date-time: the same exact time for each instance (RFC 5545 §3.8.5.3).
  case seconds(Int64)
  /// DTEND beside a date.
  case days(Int)
  /// DURATION: days of the calendar, then exact seconds (RFC 5545 §3.3.6).
  case duration(CalendarDuration)

  /// The end of an event that begins at `start`, on the clock of `start`.
  func end(of start: ResolvedTime, on clock: ZoneClock) -> ResolvedTime {
    let end: ResolvedTime? =
      switch self {
      case .seconds(let seconds):
        seconds == 0 ? start : clock.time(atUTC: start.utc + seconds)
      case .days(let days):
        start.local.date.adding(days: days).map { clock.time(CivilDateTime(midnightOf: $0)) }
      case .duration(let duration):
        later(start, by: duration, on: clock)
      }
    guard let end, end.utc >= start.utc else { return start }
    return end
  }

  private func later(
    _ start: ResolvedTime, by duration: CalendarDuration, on clock: ZoneClock
  ) -> ResolvedTime? {
    var end = start
    if duration.days != 0 {
      let (seconds, overflow) = Int64(duration.days).multipliedReportingOverflow(by: 86_400)
      guard !overflow, let local = start.local.adding(seconds: seconds) else { return nil }
      if start.form == .utc {
        guard let time = clock.time(atUTC: start.utc + seconds) else { return nil }
        end = time
      } else {
        end = clock.time(local)
      }
    }
    guard duration.seconds != 0 else { return end }
    let (instant, overflow) = end.utc.addingReportingOverflow(duration.seconds)
    return overflow ? nil : clock.time(atUTC: instant)
  }
}
