import ICalendar
import TalkExtraction
import TalkFormats
import TalkModel

extension JSONWriter {
  /// One event as `talks inspect --format jsonl` states it.
  mutating func event(_ event: ExtractedEvent, file: String) {
    let talk = event.talk
    object { json in
      json.member("file", file)
      json.key("line")
      json.integer(talk.line)
      json.member("uid", talk.identity.uid)
      json.member("recurrence_id", event.recurrenceID)
      json.member("dtstart", event.rawStart)
      json.member("summary", event.summary)
      json.member("title", talk.title)
      json.key("speakers")
      json.array { list in
        for speaker in talk.speakers {
          list.object { one in
            one.member("name", speaker.name)
            one.member("affiliation", speaker.affiliation)
          }
        }
      }
      json.member("series", talk.series)
      json.member("keywords", talk.keywords.map(\.text))
      json.member("abstract", talk.abstract)
      json.member("start", talk.time.map { TimeText.start($0) })
      json.member("end", talk.time.map { TimeText.end($0) })
      json.member("time_zone", talk.time?.zone)
      json.member("venue", talk.venue)
      json.member("join_link", talk.joinLink)
      json.member("url", talk.url)
      json.member("organiser", talk.organiser)
      json.member("status", talk.status.rawValue)
      json.member("kind", talk.kind.rawValue)
      json.key("rules")
      json.object { rules in
        for field in TalkField.allCases {
          if let finding = event.findings[field] { rules.member(field.rawValue, finding.rule) }
        }
      }
      json.key("diagnostics")
      json.array { list in
        for diagnostic in event.diagnostics { list.diagnostic(diagnostic) }
      }
    }
  }

  /// A diagnostic as an object.
  mutating func diagnostic(_ diagnostic: Diagnostic) {
    object { json in
      json.member("severity", diagnostic.severity.rawValue)
      json.member("code", diagnostic.code.rawValue)
      json.key("line")
      json.integer(diagnostic.line)
      json.key("column")
      json.integer(diagnostic.column)
      json.member("message", diagnostic.message)
    }
  }
}
