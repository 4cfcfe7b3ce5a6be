import CivilTime

/// The clock that an event's times are read on: one look-up of a zone serves all its instances.
struct ZoneClock: Sendable {
  /// How times on this clock were stated.
  var form: ResolvedTime.Form
  /// How the zone was found, where not by the calendar's own rules.
  var origin: ZoneOrigin
  /// The zone by its name; `nil` where only the calendar's own rules tell of it.
  var named: ZoneNames.Match?
  /// The calendar's own rules.
  var own: TimeZoneComponent?

  /// The time shown as `local` on this clock.
  ///
  /// The calendar's own rules decide within the span they describe. Where the zone of that name
  /// agrees with them, the time has that name; where not, it has none.
  func time(_ local: CivilDateTime) -> ResolvedTime {
    if let own {
      let instant = own.rules.utc(for: local)
      guard let named else {
        return ResolvedTime(utc: instant, local: local, zone: nil, form: form, origin: .vtimezone)
      }
      let other = named.rules.utc(for: local)
      if other == instant || (instant >= own.begin && instant < own.end) {
        return ResolvedTime(
          utc: instant, local: local, zone: other == instant ? named.name : nil, form: form,
          origin: .vtimezone)
      }
    }
    let instant = named?.rules.utc(for: local) ?? local.secondsSinceEpoch
    return ResolvedTime(utc: instant, local: local, zone: named?.name, form: form, origin: origin)
  }

  /// The time at `instant`, shown on this clock; `nil` outside years 1...9999.
  func time(atUTC instant: Int64) -> ResolvedTime? {
    guard instant.magnitude < 1 << 60 else { return nil }
    let rules = named?.rules ?? own?.rules ?? ZoneRules(fixedOffset: 0)
    let isOwn = own.map { instant >= $0.begin && instant < $0.end } ?? false
    let offset = isOwn ? own?.rules.offset(atUTC: instant) : rules.offset(atUTC: instant)
    guard let offset, let local = CivilDateTime(secondsSinceEpoch: instant + Int64(offset))
    else { return nil }
    let agrees = named.map { $0.rules.offset(atUTC: instant) == offset } ?? false
    return ResolvedTime(
      utc: instant, local: local, zone: agrees ? named?.name : nil, form: form,
      origin: isOwn ? .vtimezone : origin)
  }
}
