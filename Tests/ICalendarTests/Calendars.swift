import CivilTime

@testable import ICalendar

/// Calendars for tests, made of content lines.
enum Calendars {
  /// Reads everything in UTC.
  static let utc = ZoneResolver(calendar: nil, defaultZone: "UTC")

  /// The first event of a calendar with these lines in one event.
  static func event(_ lines: String...) -> Component {
    events(["BEGIN:VEVENT", "UID:1"] + lines + ["END:VEVENT"])[0]
  }

  /// The events of a calendar with these lines between its BEGIN and END.
  static func events(_ lines: [String]) -> [Component] {
    let text = (["BEGIN:VCALENDAR", "VERSION:2.0"] + lines + ["END:VCALENDAR", ""])
      .joined(separator: "\r\n")
    return CalendarDocument(bytes: Array(text.utf8)).events
  }

  /// `20250509T120000`.
  static func text(_ time: CivilDateTime) -> String {
    String(time.description.filter { $0 != "-" && $0 != ":" })
  }
}
