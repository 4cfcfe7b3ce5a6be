import CivilTime

/// The clock that an event's times are read on: one look-up of a zone serves all its instances.
struct ZoneClock: Sendable {
  /// What is known of the zone.
  let zone: KnownZone
  /// How times on this clock were stated.
  var form: ResolvedTime.Form
  /// How the zone was found, where not by the calendar's own rules.
  var origin: ZoneOrigin
  /// Whether the zone stands in for one that is unknown.
  var isStandIn = false

  /// The time shown as `local` on this clock.
  ///
  /// The calendar's own rules decide within the span they describe. Where the zone of that name
  /// agrees with them, the time has that name; where not, it has none.
  func time(_ local: CivilDateTime) -> ResolvedTime {
    if zone.isNamedOnly {
      return ResolvedTime(
        utc: zone.rules.utc(for: local), local: local, zone: zone.name, form: form, origin: origin)
    }
    if let own = zone.own {
      let instant = own.rules.utc(for: local)
      guard let named = zone.named else {
        return ResolvedTime(utc: instant, local: local, zone: nil, form: form, origin: .vtimezone)
      }
      let other = named.rules.utc(for: local)
      if other == instant || (instant >= own.begin && instant < own.end) {
        return ResolvedTime(
          utc: instant, local: local, zone: other == instant ? named.name : nil, form: form,
          origin: .vtimezone)
      }
    }
    let instant = zone.named?.rules.utc(for: local) ?? local.secondsSinceEpoch
    return ResolvedTime(
      utc: instant, local: local, zone: zone.named?.name, form: form, origin: origin)
  }

  /// The time at `instant`, shown on this clock; `nil` outside years 1...9999.
  func time(atUTC instant: Int64) -> ResolvedTime? {
    guard instant.magnitude < 1 << 60 else { return nil }
    if zone.isNamedOnly {
      let offset = zone.rules.offset(atUTC: instant)
      guard let local = CivilDateTime(secondsSinceEpoch: instant + Int64(offset))
      else { return nil }
      return ResolvedTime(utc: instant, local: local, zone: zone.name, form: form, origin: origin)
    }
    var offset = zone.named?.rules.offset(atUTC: instant)
    var name = zone.named?.name
    var origin = origin
    if let own = zone.own, offset == nil || (instant >= own.begin && instant < own.end) {
      let ownOffset = own.rules.offset(atUTC: instant)
      if ownOffset != offset { name = nil }
      offset = ownOffset
      origin = .vtimezone
    }
    guard let local = CivilDateTime(secondsSinceEpoch: instant + Int64(offset ?? 0))
    else { return nil }
    return ResolvedTime(utc: instant, local: local, zone: name, form: form, origin: origin)
  }

  /// The time that `value` states on this clock.
  func time(of value: TimeValue) -> ResolvedTime {
    switch value {
    case .utc(let time):
      let instant = time.secondsSinceEpoch
      return self.time(atUTC: instant)
        ?? ResolvedTime(utc: instant, local: time, zone: "UTC", form: .utc, origin: .utc)
    case .date(let date):
      return time(CivilDateTime(midnightOf: date))
    case .floating(let time), .zoned(let time, _):
      return self.time(time)
    }
  }
}

/// What a calendar and the database know of one zone; never neither.
///
/// A class, so that clocks are copied cheaply.
final class KnownZone: Sendable {
  /// The zone by its name; `nil` where only the calendar's own rules tell of it.
  let named: ZoneNames.Match?
  /// The calendar's own rules.
  let own: TimeZoneComponent?
  /// The rules that tell most: the named ones, else the calendar's own.
  let rules: ZoneRules
  /// The name, where the zone has one.
  let name: String?
  /// Whether ``rules`` and ``name`` are all there is to know.
  let isNamedOnly: Bool

  init(named: ZoneNames.Match?, own: TimeZoneComponent?) {
    self.named = named
    self.own = own
    rules = named?.rules ?? own?.rules ?? ZoneRules(fixedOffset: 0)
    name = named?.name
    isNamedOnly = own == nil
  }
}
