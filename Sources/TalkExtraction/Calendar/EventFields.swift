internal import ICalendar

/// The properties of one VEVENT that extraction reads, collected in one pass.
struct EventFields {
  let component: Component
  var summary = ""
  var description: Bytes = []
  var alternateDescription: Bytes = []
  var location: Bytes = []
  var contact: Bytes = []
  var url = ""
  var uid: String?
  var status = ""
  var rawStart = ""
  var recurrenceID: String?
  var sequence = 0
  var categories: [Property] = []
  var attendees: [Property] = []
  var conferences: [Property] = []
  var organizer: Property?
  var lastModified: Property?
  var language: String?
  var isRecurring = false
  var isOverride: Bool { recurrenceID != nil }

  /// Reads the properties of `component`.
  init(_ component: Component) {
    self.component = component
    for property in component.properties {
      guard let field = EventFields.wanted(property) else { continue }
      take(property, field)
    }
    if description.isEmpty { description = alternateDescription }
  }

  private enum Field {
    case summary, description, alternateDescription, location, contact, url, uid, status, start
    case recurrenceID, sequence, categories, attendee, conference, organizer, lastModified,
      recurrence
  }

  private static let known: [(PropertyName, Field)] = [
    (.summary, .summary), (.description, .description), (.location, .location), (.uid, .uid),
    (.dtstart, .start), (.url, .url), (.status, .status), (.categories, .categories),
    (.attendee, .attendee), (.sequence, .sequence), (.organizer, .organizer),
    (.contact, .contact), (.lastModified, .lastModified), (.recurrenceID, .recurrenceID),
    (.rrule, .recurrence), (.rdate, .recurrence), (.xAltDesc, .alternateDescription),
    (.styledDescription, .alternateDescription), (.conference, .conference),
    ("X-GOOGLE-CONFERENCE", .conference), ("X-MICROSOFT-SKYPETEAMSMEETINGURL", .conference),
  ]

  private static func wanted(_ property: Property) -> Field? {
    for (name, field) in known where property.isNamed(name) { return field }
    return nil
  }

  private mutating func take(_ property: Property, _ field: Field) {
    switch field {
    case .summary:
      if summary.isEmpty {
        summary = property.text
        language = property.parameter("LANGUAGE")
      }
    case .description: if description.isEmpty { description = property.bytes }
    case .alternateDescription:
      if alternateDescription.isEmpty { alternateDescription = property.bytes }
    case .location: if location.isEmpty { location = property.bytes }
    case .contact: if contact.isEmpty { contact = property.bytes }
    case .url: if url.isEmpty { url = property.rawValue }
    case .uid: if uid == nil { uid = property.text }
    case .status: status = property.rawValue
    case .start: if rawStart.isEmpty { rawStart = property.rawValue }
    case .recurrenceID: if recurrenceID == nil { recurrenceID = property.rawValue }
    case .sequence: sequence = Int(property.rawValue) ?? 0
    case .categories: if categories.count < 16 { categories.append(property) }
    case .attendee: if attendees.count < 200 { attendees.append(property) }
    case .conference: if conferences.count < 8 { conferences.append(property) }
    case .organizer: organizer = property
    case .lastModified: lastModified = property
    case .recurrence: isRecurring = true
    }
  }
}

extension Property {
  /// The bytes of the text value.
  var bytes: Bytes {
    withTextUTF8 { span in
      span.withUnsafeBufferPointer { Array($0)[...] }
    }
  }
}
