public import CivilTime

/// A time of a calendar as an instant, together with the wall clock it was stated on.
public struct ResolvedTime: Sendable, Hashable {
  /// How the calendar stated the time (RFC 5545 §3.3.4 and §3.3.5).
  public enum Form: String, Sendable, Hashable, CaseIterable {
    /// With a zone.
    case zoned
    /// In UTC.
    case utc
    /// Without zone.
    case floating
    /// A day without time.
    case date
  }

  /// Seconds since 1970-01-01T00:00:00Z; for a day, its first second.
  public var utc: Int64
  /// The wall clock in `zone`, as the calendar stated it where it stated one; midnight for a day.
  ///
  /// A time in UTC is shown on the clock of the calendar's zone if the calendar names one.
  public var local: CivilDateTime
  /// IANA name of the zone; `nil` where only offsets were known (a `VTIMEZONE` of its own kind).
  public var zone: String?
  /// How the calendar stated the time.
  public var form: Form
  /// How the zone was found.
  public var origin: ZoneOrigin

  /// Makes a resolved time.
  public init(
    utc: Int64, local: CivilDateTime, zone: String?, form: Form, origin: ZoneOrigin
  ) {
    self.utc = utc
    self.local = local
    self.zone = zone
    self.form = form
    self.origin = origin
  }
}
