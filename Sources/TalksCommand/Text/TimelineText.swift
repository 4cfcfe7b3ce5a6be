import TalkFormats
import TalkIndex
import TalkModel

/// A person's talks by year, as text.
enum TimelineText {
  /// The timeline as lines.
  static func of(_ timeline: PersonTimeline) -> String {
    var text = "\(TerminalText.oneLine(timeline.person.name)), \(timeline.person.talks) "
    text += timeline.person.talks == 1 ? "talk\n" : "talks\n"
    for variant in timeline.variants {
      text += "probably also \(TerminalText.oneLine(variant.name)), \(variant.talks) "
      text += variant.talks == 1 ? "talk" : "talks"
      text += " (\(TerminalText.oneLine(variant.evidence.reason)))\n"
    }
    for year in timeline.years {
      text += "\n\(year.year.map(String.init) ?? "Without date")\n"
      for talk in year.talks {
        let day = talk.start.map { String($0.prefix(10)) } ?? "          "
        let title = talk.title.isEmpty ? "(no title)" : TerminalText.oneLine(talk.title)
        let mark = talk.status == .cancelled ? "  [cancelled]" : ""
        text += "  \(day)  \(title)\(mark)  (id \(talk.id))\n"
        var details = talk.series
        if let affiliation = talk.affiliation { details.append(affiliation) }
        if !talk.coSpeakers.isEmpty {
          details.append("with " + talk.coSpeakers.joined(separator: ", "))
        }
        if !details.isEmpty {
          text += "              \(TerminalText.oneLine(details.joined(separator: " · ")))\n"
        }
      }
    }
    return text
  }
}

extension PersonVariant.Evidence {
  /// What both names have in common, for people.
  fileprivate var reason: String {
    switch self {
    case .affiliation(let name): "both of \(name)"
    case .coSpeaker(let name): "both spoke with \(name)"
    case .series(let name): "both spoke in \(name)"
    }
  }

  /// What kind of thing both have in common, and its name, for programs.
  fileprivate var parts: (kind: String, name: String) {
    switch self {
    case .affiliation(let name): ("affiliation", name)
    case .coSpeaker(let name): ("co_speaker", name)
    case .series(let name): ("series", name)
    }
  }
}

extension JSONWriter {
  /// A person's talks by year as an object.
  mutating func timeline(_ timeline: PersonTimeline) {
    object { json in
      json.key("schema")
      json.integer(OutputSchema.version)
      json.member("name", timeline.person.name)
      json.key("talks")
      json.integer(timeline.person.talks)
      json.key("variants")
      json.array { variants in
        for variant in timeline.variants {
          variants.object { one in
            one.member("name", variant.name)
            one.count("talks", variant.talks)
            one.member("evidence", variant.evidence.parts.kind)
            one.member("in_common", variant.evidence.parts.name)
          }
        }
      }
      json.key("years")
      json.array { years in
        for year in timeline.years { years.year(year) }
      }
    }
  }

  private mutating func year(_ year: PersonTimeline.Year) {
    object { json in
      json.key("year")
      json.integer(year.year)
      json.key("affiliations")
      json.strings(year.affiliations)
      json.key("series")
      json.strings(year.series)
      json.key("co_speakers")
      json.strings(year.coSpeakers)
      json.key("talks")
      json.array { talks in
        for talk in year.talks {
          talks.object { one in
            one.key("id")
            one.integer(talk.id)
            one.member("title", talk.title)
            one.member("start", talk.start)
            one.key("series")
            one.strings(talk.series)
            one.member("affiliation", talk.affiliation)
            one.key("co_speakers")
            one.strings(talk.coSpeakers)
            one.member("status", talk.status.rawValue)
          }
        }
      }
    }
  }
}
