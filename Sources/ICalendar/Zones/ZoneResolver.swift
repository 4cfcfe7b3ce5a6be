import CivilTime
import Synchronization

/// Tells the instants of the times in one calendar.
///
/// The zone of a time is looked for in this order; the first that is found counts:
///
/// 1. UTC, for a time written in UTC;
/// 2. the `VTIMEZONE` of the calendar that has the time's TZID (``ZoneOrigin/vtimezone``), within
///    the span of time it describes. The IANA zone that the TZID, its `X-LIC-LOCATION` or a reading
///    below names gives the name where both agree on the instant, and the rules outside of the span;
/// 3. the TZID read as a name: an IANA name in any case, an old alias, an abbreviation
///    (``ZoneOrigin/iana``); a Windows name or what Outlook shows for it (``ZoneOrigin/windows``);
///    an offset such as `UTC+2`; an IANA name behind a vendor's prefix, or respelled as
///    `Europe-Brussels` (``ZoneOrigin/vendorPrefix``); a city;
/// 4. for a TZID that nothing above explains (`Customized Time Zone`): the only `VTIMEZONE` of the
///    calendar that isn't UTC;
/// 5. for times without a known zone: a `TZID` *property* of the event, then of the calendar
///    (``ZoneOrigin/tzidProperty``);
/// 6. `X-WR-TIMEZONE` of the calendar (``ZoneOrigin/calendarDefault``);
/// 7. the default zone (``ZoneOrigin/indexDefault``), and UTC if that is unknown.
///
/// A local time that comes twice means the first; one that is skipped is read with the offset before
/// the gap (RFC 5545 §3.3.5).
public struct ZoneResolver: Sendable {
  private let store: Store

  /// Reads what the calendar says of zones; the rules of a `VTIMEZONE` are worked out on first use.
  ///
  /// - Parameters:
  ///   - calendar: The `VCALENDAR`, or `nil` for events outside of one.
  ///   - defaultZone: IANA name of the zone for times that no source gives a zone.
  ///   - database: Where zone rules come from.
  public init(
    calendar: Component?, defaultZone: String, database: ZoneDatabase = .system
  ) {
    store = Store(calendar: calendar, defaultZone: defaultZone, database: database)
  }

  /// The instant and wall clock of a time.
  ///
  /// - Parameters:
  ///   - value: The time.
  ///   - event: The event it stands in, which may have a `TZID` property of its own.
  /// - Returns: The resolved time; never fails, since a default zone always remains.
  public func resolve(_ value: TimeValue, in event: Component? = nil) -> ResolvedTime {
    clock(for: value, in: event).time(of: value)
  }

  /// The rules of a zone by any name that a calendar may use for it, or `nil` where it is unknown.
  public func rules(named name: String) -> ZoneRules? {
    store.lookUp(name)?.zone.rules
  }

  /// The clock that `value` is read on; `zoneOfDay` is a TZID that stands beside a date.
  func clock(
    for value: TimeValue, in event: Component?, zoneOfDay: String? = nil
  ) -> ZoneClock {
    switch value {
    case .utc: store.clockForUTC
    case .zoned(_, let zoneID): store.lookUp(zoneID) ?? standIn(in: event)
    case .floating: clockWithoutZone(.floating, in: event)
    case .date: zoneOfDay.flatMap { clockOfDay($0) } ?? clockWithoutZone(.date, in: event)
    }
  }

  private func clockOfDay(_ zoneID: String) -> ZoneClock? {
    guard var clock = store.lookUp(zoneID) else { return nil }
    clock.form = .date
    return clock
  }

  private func standIn(in event: Component?) -> ZoneClock {
    var clock = store.onlyZone.flatMap { store.lookUp($0) } ?? clockWithoutZone(.zoned, in: event)
    clock.isStandIn = true
    return clock
  }

  private func clockWithoutZone(_ form: ResolvedTime.Form, in event: Component?) -> ZoneClock {
    var clock = store.fallback
    if let name = event?.first(.tzid)?.text, let found = store.lookUp(name) {
      clock = found
      clock.origin = .tzidProperty
    }
    clock.form = form
    return clock
  }

  /// What is known of one calendar's zones; look-ups are kept.
  private final class Store: Sendable {
    /// Names looked up, kept up to this many; a calendar has a handful.
    private static let maximumKept = 1_000
    /// `VTIMEZONE`s of one calendar that are looked at.
    private static let maximumZones = 1_000

    let names: ZoneNames
    /// `VTIMEZONE`s by TZID, the first of each.
    let components: [String: Component]
    /// For times without zone.
    let fallback: ZoneClock
    /// For times in UTC: shown on the calendar's own clock, where it names one.
    let clockForUTC: ZoneClock
    /// For a TZID that is unknown: the name of the calendar's only zone but UTC.
    let onlyZone: String?
    private let found: Mutex<Found>

    private struct Found {
      var clocks: [String: ZoneClock?] = [:]
      /// The last answer: most calendars ask for one zone, again and again.
      var last: (name: String, clock: ZoneClock?)?
    }

    init(calendar: Component?, defaultZone: String, database: ZoneDatabase) {
      let names = ZoneNames(database: database)
      var components: [String: Component] = [:]
      let zone: PropertyName = "VTIMEZONE"
      for child in calendar?.children ?? [] where child.isNamed(zone) {
        guard components.count < Self.maximumZones, let name = child.first(.tzid)?.text
        else { continue }
        if components[name] == nil { components[name] = child }
      }
      self.names = names
      self.components = components
      var stated: ZoneClock?
      for (property, origin): (PropertyName, ZoneOrigin) in [
        (.tzid, .tzidProperty), ("X-WR-TIMEZONE", .calendarDefault),
      ] where stated == nil {
        guard let name = calendar?.first(property)?.text else { continue }
        stated = Self.clock(named: name, components: components, names: names)
        stated?.origin = origin
      }
      let utc = ZoneNames.Match(name: "UTC", rules: ZoneRules(fixedOffset: 0), origin: .utc)
      fallback =
        stated
        ?? ZoneClock(
          zone: KnownZone(named: names.match(defaultZone) ?? utc, own: nil), form: .floating,
          origin: .indexDefault)
      clockForUTC = ZoneClock(
        zone: KnownZone(named: stated?.zone.named ?? utc, own: nil), form: .utc, origin: .utc)
      let candidates = components.keys.filter { asciiLowercased($0) != "utc" }
      onlyZone = candidates.count == 1 ? candidates[0] : nil
      found = Mutex(Found())
    }

    /// The clock of a zone by its name in this calendar.
    func lookUp(_ name: String) -> ZoneClock? {
      found.withLock { found in
        if let last = found.last, last.name == name { return last.clock }
        let clock: ZoneClock?
        if let known = found.clocks[name] {
          clock = known
        } else {
          clock = Self.clock(named: name, components: components, names: names)
          if found.clocks.count < Self.maximumKept { found.clocks[name] = .some(clock) }
        }
        found.last = (name, clock)
        return clock
      }
    }

    private static func clock(
      named name: String, components: [String: Component], names: ZoneNames
    ) -> ZoneClock? {
      let component = components[name]
      let own = component.flatMap { TimeZoneComponent($0) }
      var named = names.match(name)
      if named?.origin != .iana, let location = component?.first("X-LIC-LOCATION")?.text {
        named = names.match(location) ?? named
      }
      guard named != nil || own != nil else { return nil }
      return ZoneClock(
        zone: KnownZone(named: named, own: own), form: .zoned,
        origin: named?.origin ?? .vtimezone)
    }
  }
}
