/// Calendars of the project's own, for the tests.
enum Fixtures {
  /// A calendar of events.
  static func calendar(_ events: String..., name: String = "Logic Seminar") -> String {
    let head =
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//talks tests//EN\r\nX-WR-CALNAME:\(name)\r\n"
    return head + events.joined() + "END:VCALENDAR\r\n"
  }

  /// One event.
  static func event(
    _ uid: String?, _ summary: String, start: String = "20300509T120000Z",
    end: String = "20300509T130000Z", _ more: String...
  ) -> String {
    var lines = ["BEGIN:VEVENT"]
    if let uid { lines.append("UID:\(uid)") }
    lines += ["DTSTART:\(start)", "DTEND:\(end)", "SUMMARY:\(summary)"]
    return (lines + more + ["END:VEVENT"]).map { $0 + "\r\n" }.joined()
  }

  /// Three talks and a lunch break.
  static let seminar = calendar(
    event(
      "1@logic", "Cut elimination - Gerta Sund (Nordhavn University)", "LOCATION:Room 7",
      "DESCRIPTION:We eliminate cuts from sequent calculi and measure what that costs."),
    event(
      "2@logic", "Sparse models of arithmetic - Ove Lindqvåg (Institute of Numbers)",
      start: "20300516T120000Z", end: "20300516T130000Z", "LOCATION:Room 7",
      "DESCRIPTION:Sparse models of arithmetic with few definable elements."),
    event(
      "3@logic", "Forcing without tears - Gerta Sund (Nordhavn University)",
      start: "20240516T120000Z", end: "20240516T130000Z", "STATUS:CANCELLED",
      "DESCRIPTION:An introduction to forcing for the impatient\\, with C++ and what's new."),
    event("4@logic", "Lunch break", start: "20300516T130000Z", end: "20300516T140000Z"))
}
