public import CivilTime

/// When a talk, or one occurrence of it, takes place.
///
/// Both the instant (UTC seconds) and the wall clock that the calendar stated are kept, so that
/// neither a change of zone rules nor a reader in another zone loses what was meant.
public struct TalkTime: Sendable, Hashable {
  /// How the calendar stated the time (RFC 5545 §3.3.5).
  public enum Form: String, Sendable, Hashable, CaseIterable {
    /// With a zone.
    case zoned
    /// In UTC.
    case utc
    /// Without zone; read in the calendar's or the index's default zone.
    case floating
    /// A day without time.
    case date
  }

  /// Start in UTC seconds since 1970-01-01; for a day, its first second in the default zone.
  public var start: Int64
  /// End in UTC seconds since 1970-01-01, exclusive; never before `start`.
  public var end: Int64
  /// Start on the wall clock of `zone`; midnight for a day.
  public var localStart: CivilDateTime
  /// End on the wall clock of `zone`.
  public var localEnd: CivilDateTime
  /// IANA name of the zone (`Europe/London`, `UTC`); `nil` where only an offset was known.
  public var zone: String?
  /// How the calendar stated the time.
  public var form: Form
  /// How the zone was found: `utc`, `vtimezone`, `iana`, `windows`, `vendor-prefix`,
  /// `tzid-property`, `calendar-default`, `index-default`.
  public var zoneOrigin: String

  /// Makes a time.
  public init(
    start: Int64, end: Int64, localStart: CivilDateTime, localEnd: CivilDateTime, zone: String?,
    form: Form, zoneOrigin: String
  ) {
    self.start = start
    self.end = end
    self.localStart = localStart
    self.localEnd = localEnd
    self.zone = zone
    self.form = form
    self.zoneOrigin = zoneOrigin
  }
}
