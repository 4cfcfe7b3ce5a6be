import TalkModel
import TalkQuery

/// What a field of a hit holds, before it takes the form of a format.
enum FieldValue {
  case text(String?)
  case list([String])
  case speakers([Speaker])
  case integer(Int64)
  case number(Double)
  case highlights(title: [Range<Int>], snippet: [Range<Int>])
  case explanation([ScorePart])
}

extension SearchHit {
  /// What `field` holds.
  func value(of field: OutputField) -> FieldValue {
    let talk = stored.talk
    switch field {
    case .id: return .integer(stored.id)
    case .uid: return .text(talk.identity.uid)
    case .title: return .text(talk.title)
    case .speakers: return .speakers(talk.speakers)
    case .affiliations:
      return .list(
        talk.speakers.contains { $0.affiliation != nil }
          ? talk.speakers.map { $0.affiliation ?? "" } : [])
    case .series: return .list(talk.series)
    case .keywords: return .list(talk.keywords.map(\.text))
    case .abstract: return .text(talk.abstract)
    case .biography: return .text(talk.biography)
    case .start: return .text((occurrence ?? talk.time).map(TimeText.start))
    case .end: return .text((occurrence ?? talk.time).map(TimeText.end))
    case .timeZone: return .text(talk.time?.zone)
    case .venue: return .text(talk.venue)
    case .joinLink: return .text(WebLink.checked(talk.joinLink))
    case .url: return .text(WebLink.checked(talk.url))
    case .organiser: return .text(talk.organiser)
    case .language: return .text(talk.language)
    case .status: return .text(talk.status.rawValue)
    case .kind: return .text(talk.kind.rawValue)
    case .score: return .number(score)
    case .snippet: return .text(snippet?.text)
    case .highlights:
      return .highlights(title: titleHighlights, snippet: snippet?.highlights ?? [])
    case .explanation: return .explanation(explanation)
    case .source: return .text(stored.provenance.source)
    case .file: return .text(stored.provenance.file)
    case .line: return .integer(Int64(stored.provenance.line))
    }
  }
}

extension FieldValue {
  /// The value as one text: lists joined with `; `; `nil` where there is none.
  var joined: String? {
    switch self {
    case .text(let text): text
    case .list(let texts): texts.isEmpty ? nil : texts.joined(separator: "; ")
    case .speakers(let speakers):
      speakers.isEmpty ? nil : speakers.map(\.name).joined(separator: "; ")
    case .integer(let value): "\(value)"
    case .number(let value): value.description
    case .highlights: nil
    case .explanation(let parts):
      parts.isEmpty
        ? nil : parts.map { "\($0.label) \($0.value.description)" }.joined(separator: "; ")
    }
  }

  /// The value as a cell of a table.
  var cell: DelimitedText.Cell {
    switch self {
    case .integer(let value): .number("\(value)")
    case .number(let value): value.isFinite ? .number(value.description) : .text("")
    default: .text(joined ?? "")
    }
  }

  /// Writes the value as JSON.
  func write(to json: inout JSONWriter) {
    switch self {
    case .text(let text): json.string(text)
    case .list(let texts): json.strings(texts)
    case .speakers(let speakers): json.speakers(speakers)
    case .integer(let value): json.integer(value)
    case .number(let value): json.number(value)
    case .highlights(let title, let snippet):
      json.object { json in
        json.key("title")
        json.ranges(title)
        json.key("snippet")
        json.ranges(snippet)
      }
    case .explanation(let parts):
      json.array { json in
        for part in parts {
          json.object { json in
            json.key("label")
            json.string(part.label)
            json.key("value")
            json.number(part.value)
            json.key("detail")
            json.string(part.detail)
          }
        }
      }
    }
  }
}

extension JSONWriter {
  /// Writes speakers as objects with `name` and `affiliation`.
  mutating func speakers(_ speakers: [Speaker]) {
    array { json in
      for speaker in speakers {
        json.object { json in
          json.key("name")
          json.string(speaker.name)
          json.key("affiliation")
          json.string(speaker.affiliation)
        }
      }
    }
  }
}
