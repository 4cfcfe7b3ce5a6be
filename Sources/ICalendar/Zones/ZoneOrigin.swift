/// How the zone of a time was found; ``ZoneResolver`` tells the order.
public enum ZoneOrigin: String, Sendable, Hashable, CaseIterable {
  /// The time was written in UTC (`20250509T110000Z`).
  case utc
  /// From a `VTIMEZONE` of the same calendar.
  case vtimezone
  /// An IANA name, an old alias of one, an abbreviation or a plain offset such as `UTC+2`.
  case iana
  /// A Windows zone name or one of Outlook's display forms.
  case windows
  /// An IANA name behind a vendor's prefix or with its slash replaced (`Europe-Brussels`).
  case vendorPrefix = "vendor-prefix"
  /// A `TZID` written as a property of the event or the calendar beside floating times.
  case tzidProperty = "tzid-property"
  /// The calendar's own default, `X-WR-TIMEZONE`.
  case calendarDefault = "calendar-default"
  /// The default zone that the caller gave.
  case indexDefault = "index-default"
}
