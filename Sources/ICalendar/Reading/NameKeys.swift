/// The keys of names that the reader itself must know.
struct NameKeys: Sendable {
  static let standard = NameKeys()

  let begin = PropertyName.begin.key
  let end = PropertyName.end.key
  let version = PropertyName.version.key
  let uid = PropertyName.uid.key
  let dtstart = PropertyName.dtstart.key
  let dtend = PropertyName.dtend.key
  let dtstamp = PropertyName.dtstamp.key
  let due = PropertyName.due.key
  let created = PropertyName.created.key
  let lastModified = PropertyName.lastModified.key
  let recurrenceID = PropertyName.recurrenceID.key
  let duration = PropertyName.duration.key

  let calendar = PropertyName("VCALENDAR").key
  let event = PropertyName("VEVENT").key

  /// Components that stand directly in a calendar, so that beginning one ends any other of them.
  let topComponents: [UInt64] = [
    "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY",
  ].map {
    PropertyName($0).key
  }

  /// Properties whose text may run on in lines that lack their fold.
  let prose: Set<UInt64> = Set(
    ["DESCRIPTION", "COMMENT", "X-ALT-DESC", "STYLED-DESCRIPTION"].map { PropertyName($0).key })

  /// Properties whose value may be folded without a space, but never holds a line break.
  let foldable: Set<UInt64> = Set(
    [
      "SUMMARY", "LOCATION", "CONTACT", "CATEGORIES", "URL", "ATTACH", "ATTENDEE", "ORGANIZER",
      "RESOURCES", "IMAGE", "CONFERENCE",
    ].map { PropertyName($0).key })

  /// Names that are a property's even when written in small letters.
  let known: Set<UInt64> = Set(PropertyName.known.map(\.key))
}
