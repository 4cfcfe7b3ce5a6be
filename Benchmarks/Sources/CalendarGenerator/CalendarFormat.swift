/// How an exporter writes a talk down.
enum CalendarFormat: CaseIterable {
  /// `SUMMARY:Title - Speaker (Affiliation)`, series in CATEGORIES, folds every 50 characters.
  case dashed
  /// One ATTENDEE a speaker, track in CATEGORIES, HTML description.
  case attendees
  /// `SUMMARY:Title - A, B`, conference in the calendar's name.
  case conference
  /// `Speakers: A (Affiliation)` begins the description.
  case speakersLine
  /// `Speaker: A` and `Institution: B` lines.
  case labelled
}

/// An iCalendar file under construction.
struct CalendarText {
  private(set) var bytes: [UInt8] = []
  private var zone = ""
  private var foldWidth = 75

  mutating func begin(_ format: CalendarFormat, series: String) {
    line("BEGIN:VCALENDAR")
    line("VERSION:2.0")
    switch format {
    case .dashed:
      foldWidth = 50
      zone = ";TZID=Europe/London"
      line("PRODID:-//talks.cam.ac.uk//v3//EN")
    case .attendees:
      line("PRODID:-//Pentabarf//Schedule 1.0//EN")
    case .conference:
      zone = ";TZID=Europe/Lisbon"
      line("PRODID:-//pretalx//conference//")
      line("X-WR-CALNAME:" + escaped(series))
    case .speakersLine:
      zone = ";TZID=Europe/Zurich"
      line("PRODID:-//Indico//EN")
      line("X-WR-CALNAME:" + escaped(series))
    case .labelled:
      line("PRODID:-//ics.py//EN")
      line("X-WR-CALNAME:" + escaped(series))
    }
  }

  mutating func end() {
    line("END:VCALENDAR")
  }

  mutating func add(_ talk: GeneratedTalk, as format: CalendarFormat) {
    let suffix = zone.isEmpty ? "Z" : ""
    line("BEGIN:VEVENT")
    line("UID:talk-\(talk.number)@generated.example.org")
    line("DTSTAMP:20260101T000000Z")
    line("DTSTART\(zone):\(talk.day)T\(twoDigits(talk.hour))0000\(suffix)")
    line("DTEND\(zone):\(talk.day)T\(twoDigits(talk.hour + 1))0000\(suffix)")
    line("LOCATION:" + escaped(talk.room))
    line("URL:https://talks.example.org/\(talk.number)")
    let who = talk.speakers.joined(separator: ", ")
    switch format {
    case .dashed:
      line("CATEGORIES:" + escaped(talk.series))
      line("SUMMARY:" + escaped("\(talk.title) - \(who) (\(talk.institution))"))
      line("DESCRIPTION:" + escaped(talk.abstract))
    case .attendees:
      line("CATEGORIES:" + talk.series)
      line("SUMMARY:" + escaped(talk.title))
      for speaker in talk.speakers {
        line("ATTENDEE;ROLE=REQ-PARTICIPANT;CUTYPE=INDIVIDUAL;CN=\"\(speaker)\":invalid:nomail")
      }
      line("DESCRIPTION:" + escaped("<p>" + talk.abstract + "</p>"))
    case .conference:
      line("SUMMARY:" + escaped("\(talk.title) - \(who)"))
      line("DESCRIPTION:" + escaped(talk.abstract))
    case .speakersLine:
      line("SUMMARY:" + escaped(talk.title))
      let list = talk.speakers.map { "\($0) (\(talk.institution))" }.joined(separator: ", ")
      line("DESCRIPTION:" + escaped("Speakers: \(list)\n\n\(talk.abstract)"))
    case .labelled:
      line("SUMMARY:" + escaped(talk.title))
      let labels = "Speaker: \(who)\nInstitution: \(talk.institution)\n\n"
      line("DESCRIPTION:" + escaped(labels + talk.abstract))
    }
    line("END:VEVENT")
  }

  private func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }

  private func escaped(_ text: String) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      switch byte {
      case 0x5C, 0x3B, 0x2C: out += [0x5C, byte]
      case 0x0A: out += [0x5C, 0x6E]
      default: out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Writes a content line, folded at `foldWidth` octets on character boundaries.
  private mutating func line(_ text: String) {
    var width = 0
    for byte in text.utf8 {
      let length = byte < 0x80 ? 1 : byte < 0xC0 ? 0 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      if length > 0, width + length > foldWidth {
        bytes.append(contentsOf: [0x0D, 0x0A, 0x20])
        width = 1
      }
      width += length
      bytes.append(byte)
    }
    bytes.append(contentsOf: [0x0D, 0x0A])
  }
}
