internal import ICalendar
internal import TalkModel

/// What properties beyond the usual ones, and components inside an event, state of who speaks:
/// `X-SPEAKER`, custom fields of an exporter, `ROLE=SPEAKER`, participants of RFC 9073.
enum StatedProperties {
  /// Names of properties of a calendar that state speakers or where they work.
  struct Names {
    var speaker: [PropertyName] = []
    var affiliation: [PropertyName] = []
    var isEmpty: Bool { speaker.isEmpty && affiliation.isEmpty }
  }

  /// Those names among the `X-` properties of a sample of `events`.
  static func names(in events: ArraySlice<Component>) -> Names {
    var names = Names()
    var seen: Set<String> = []
    let stride = max(1, events.count / sampleSize)
    for index in Swift.stride(from: events.startIndex, to: events.endIndex, by: stride) {
      for property in events[index].properties where property.isExtension {
        let name = property.name
        guard name.utf8.count <= 40, seen.count < 64, seen.insert(name).inserted else { continue }
        let words = name.split(separator: "-").dropFirst()
        guard let last = words.last, let word = last == "NAME" ? words.dropLast().last : last
        else { continue }
        if speakerWords.contains(word) {
          names.speaker.append(PropertyName(name))
        } else if affiliationWords.contains(word) {
          names.affiliation.append(PropertyName(name))
        }
      }
    }
    if names.speaker.isEmpty { names.affiliation = [] }
    return names
  }

  /// Events of which the names of properties are read.
  private static let sampleSize = 12

  private static let speakerWords: Set<Substring> = [
    "SPEAKER", "SPEAKERS", "PRESENTER", "PRESENTERS", "LECTURER", "LECTURERS", "PANELISTS",
    "REFERENT", "REFERENTIN", "VORTRAGENDER", "VORTRAGENDE", "ORATEUR", "INTERVENANT", "PONENTE",
    "RELATORE", "SPREKER",
  ]
  private static let affiliationWords: Set<Substring> = ["AFFILIATION", "INSTITUTION"]

  /// Adds what they state of `fields` to `parts`, where the description states no speaker.
  static func add(_ fields: EventFields, to parts: inout DescriptionParts) {
    guard parts.speakers.isEmpty else { return }
    var lines = fields.customFields.isEmpty ? [] : customFields(fields, &parts)
    var rule: RuleName = "speaker-property"
    if lines.isEmpty {
      lines = texts(of: fields.names.speaker, in: fields)
      if parts.affiliation == nil, !lines.isEmpty {
        parts.affiliation = texts(of: fields.names.affiliation, in: fields).first
      }
    }
    if lines.isEmpty {
      lines = participants(fields)
      rule = "participant-component"
    }
    if lines.isEmpty, !fields.attendees.isEmpty {
      lines = attendees(fields)
      rule = "speaking-attendee"
    }
    guard !lines.isEmpty else { return }
    var speakers = TextLines(in: fields.arena, capacity: lines.count)
    for line in lines { speakers.append(line) }
    parts.speakers = speakers
    parts.speakerRule = rule
  }

  /// `X-…-CUSTOMFIELD;NAME="Speaker":Jane Doe`: a field that the owner of the calendar made.
  private static func customFields(
    _ fields: EventFields, _ parts: inout DescriptionParts
  ) -> [Bytes] {
    var lines: [Bytes] = []
    for property in fields.customFields {
      guard let name = property.parameter("NAME"),
        let label = DescriptionLabel.named(fields.arena.text(name)),
        case let text = property.bytes(in: fields.arena).collapsed, !text.isEmpty
      else { continue }
      switch label {
      case .speaker: lines.append(text)
      case .affiliation: if parts.affiliation == nil { parts.affiliation = text }
      case .series: if parts.series == nil { parts.series = text }
      default: break
      }
    }
    return lines
  }

  private static func texts(of names: [PropertyName], in fields: EventFields) -> [Bytes] {
    names.flatMap { name in
      fields.component.all(name).prefix(24).map { $0.bytes(in: fields.arena).collapsed }
    }.filter { !$0.isEmpty }
  }

  /// Names of the PARTICIPANT components that speak.
  private static func participants(_ fields: EventFields) -> [Bytes] {
    var lines: [Bytes] = []
    for child in fields.component.children where child.isNamed("PARTICIPANT") {
      guard let type = child.first("PARTICIPANT-TYPE")?.rawBytes(in: fields.arena).trimmed,
        type.contains("speaker") || type.contains("presenter"), lines.count < 24,
        let name = name(of: child, in: fields.arena)
      else { continue }
      lines.append(name)
    }
    return lines
  }

  /// The name in the card, the summary or beside the address of a participant.
  private static func name(of participant: Component, in arena: TextArena) -> Bytes? {
    if let card = participant.first("STRUCTURED-DATA")?.bytes(in: arena),
      let at = card.firstIndex(of: "fn:")
    {
      let rest = card[(at + 3)...]
      return rest[..<(rest.firstIndex { $0 < Ascii.space } ?? rest.endIndex)].trimmed
    }
    for property in ["NAME", "SUMMARY"] as [PropertyName] {
      guard var text = participant.first(property)?.bytes(in: arena).collapsed, !text.isEmpty
      else { continue }
      // `SUMMARY:Speaker: Jane Doe`
      if let (label, rest) = text.split(atFirst: Ascii.colon),
        case .speaker? = DescriptionLabel.named(label)
      {
        text = rest.trimmed
      }
      return text
    }
    for property in ["CALENDAR-ADDRESS", "ATTENDEE"] as [PropertyName] {
      if let name = participant.first(property)?.commonName(in: arena) { return name }
    }
    return nil
  }

  private static let speakingRoles: PhraseList = ["speaker", "presenter", "lecturer"]

  /// `ATTENDEE;ROLE=SPEAKER;CN="Jane Doe"`.
  private static func attendees(_ fields: EventFields) -> [Bytes] {
    fields.attendees.compactMap { attendee in
      for name in ["ROLE", "X-ROLE"] {
        guard let role = attendee.parameter(name) else { continue }
        if speakingRoles.occurs(in: fields.arena.text(role)) {
          return attendee.commonName(in: fields.arena)?.collapsed
        }
      }
      return nil
    }.filter { !$0.isEmpty }
  }
}
