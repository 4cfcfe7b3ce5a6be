internal import ICalendar

/// The properties of one VEVENT that extraction reads, collected in one pass.
///
/// A class, so that handing an event from rule to rule copies one reference.
final class EventFields {
  let component: Component
  /// Where the text of the fields lies.
  let arena: TextArena
  var summary: Bytes = []
  var description: Bytes = []
  var alternateDescription: Bytes = []
  var location: Bytes = []
  var contact: Bytes = []
  var url: Bytes = []
  var uid: Bytes?
  var status: Bytes = []
  /// Whether a property of an exporter says that it does not take place, whatever `STATUS` says.
  private var isMarkedCancelled = false
  var recurrenceID: String?
  var sequence = 0
  private(set) var categories: [Property] = []
  private(set) var attendees: [Property] = []
  private(set) var conferences: [Property] = []
  /// Fields that the owner of the calendar made, in the form of exporters that know such.
  private(set) var customFields: [Property] = []
  /// Properties of the calendar that state who speaks.
  let names: StatedProperties.Names
  var organizer: Property?
  var lastModified: Property?
  var language: String?
  var isRecurring = false
  /// Whether it takes place every year: an anniversary.
  var isYearly = false
  /// Whether it begins on a day and at no time.
  var isWholeDay = false
  var isOverride: Bool { recurrenceID != nil }

  /// Reads the properties of `component`; their text is put into `arena`.
  init(
    _ component: Component, names: StatedProperties.Names = StatedProperties.Names(),
    in arena: TextArena
  ) {
    self.component = component
    self.names = names
    self.arena = arena
    var lists = Lists()
    component.properties.forEach(named: EventFields.known) { property, field in
      take(property, field, &lists)
    }
    // Most are empty, and moved they are not counted anew.
    if !lists.categories.isEmpty { swap(&categories, &lists.categories) }
    if !lists.attendees.isEmpty { swap(&attendees, &lists.attendees) }
    if !lists.conferences.isEmpty { swap(&conferences, &lists.conferences) }
    if !lists.customFields.isEmpty { swap(&customFields, &lists.customFields) }
    if description.isEmpty { description = alternateDescription }
  }

  private enum Field {
    case summary, description, alternateDescription, location, contact, url, uid, status
    case cancelled, recurrenceID, sequence, categories, attendee, conference, organizer
    case lastModified, start, rule, dates, custom
  }

  private static let known = PropertyTable<Field>([
    (.summary, .summary), (.description, .description), (.location, .location), (.uid, .uid),
    (.url, .url), (.status, .status), (.categories, .categories),
    (.attendee, .attendee), (.sequence, .sequence), (.organizer, .organizer),
    (.contact, .contact), (.lastModified, .lastModified), (.recurrenceID, .recurrenceID),
    (.rrule, .rule), (.rdate, .dates), (.dtstart, .start), (.xAltDesc, .alternateDescription),
    (.styledDescription, .alternateDescription), (.conference, .conference),
    ("X-GOOGLE-CONFERENCE", .conference), ("X-MICROSOFT-SKYPETEAMSMEETINGURL", .conference),
    ("X-CANCELLED", .cancelled), ("X-CANCELED", .cancelled), ("X-LIVEWHALE-CANCELED", .cancelled),
    ("X-LIVEWHALE-SUMMARY", .alternateDescription),
    ("X-TRUMBA-CUSTOMFIELD", .custom), ("X-CUSTOMFIELD", .custom), ("X-CUSTOM-FIELD", .custom),
  ])

  /// The lists while they grow: beside the object, so that no access to it is to be checked at run time,
  /// neither then nor when they are read.
  private struct Lists {
    var categories: [Property] = []
    var attendees: [Property] = []
    var conferences: [Property] = []
    var customFields: [Property] = []
  }

  private func take(_ property: Property, _ field: Field, _ lists: inout Lists) {
    switch field {
    case .summary:
      if summary.isEmpty {
        summary = property.bytes(in: arena)
        language = property.parameter("LANGUAGE")
      }
    case .description: if description.isEmpty { description = property.bytes(in: arena) }
    case .alternateDescription:
      if alternateDescription.isEmpty { alternateDescription = property.bytes(in: arena) }
    case .location: if location.isEmpty { location = property.bytes(in: arena) }
    case .contact: if contact.isEmpty { contact = property.bytes(in: arena) }
    case .url: if url.isEmpty { url = property.rawBytes(in: arena) }
    case .uid: if uid == nil { uid = property.bytes(in: arena) }
    case .status: if !isMarkedCancelled { status = property.rawBytes(in: arena) }
    case .cancelled:
      guard ["1", "true", "yes"].contains(asciiLowercased(property.rawValue)) else { break }
      isMarkedCancelled = true
      status = arena.text("CANCELLED")
    case .recurrenceID: if recurrenceID == nil { recurrenceID = property.rawValue }
    case .sequence: sequence = Int(property.rawValue) ?? 0
    case .categories: if lists.categories.count < 16 { lists.categories.append(property) }
    case .attendee: if lists.attendees.count < 200 { lists.attendees.append(property) }
    case .conference: if lists.conferences.count < 8 { lists.conferences.append(property) }
    case .organizer: organizer = property
    case .lastModified: lastModified = property
    case .rule:
      isRecurring = true
      isYearly = isYearly || property.rawBytes(in: arena).contains("freq=yearly")
    case .dates: isRecurring = true
    case .start: isWholeDay = property.withRawUTF8 { $0.count } == 8
    case .custom: if lists.customFields.count < 64 { lists.customFields.append(property) }
    }
  }
}

extension Property {
  /// The bytes of the text value.
  func bytes(in arena: TextArena) -> Bytes {
    arena.text { room in writeText(to: room) }
  }

  /// The bytes of each item of a list of texts.
  func items(in arena: TextArena) -> [Bytes] {
    isOneItem ? [bytes(in: arena)] : textList.map { arena.text($0) }
  }

  /// The bytes of the value as it stands in the file.
  func rawBytes(in arena: TextArena) -> Bytes {
    withRawUTF8 { span in span.withUnsafeBufferPointer { arena.text($0) } }
  }

  /// The name that stands beside an address.
  func commonName(in arena: TextArena) -> Bytes? {
    parameter("CN").map { arena.text($0) }
  }
}
