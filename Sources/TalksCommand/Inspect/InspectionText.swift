import TalkFormats
import ICalendar
import TalkExtraction
import TalkModel

/// An event as `talks inspect` shows it to people.
enum InspectionText {
  /// The event as lines, a blank one last.
  static func of(_ event: ExtractedEvent, file: String, why: Bool) -> String {
    let talk = event.talk
    var text = "\(shown(file)):\(talk.line)"
    if let uid = talk.identity.uid { text += "  \(shown(uid))" }
    if let recurrence = event.recurrenceID { text += "  \(shown(recurrence))" }
    text += "\n"
    var lines: [(field: TalkField, value: String)] = [(.title, talk.title)]
    for speaker in talk.speakers {
      let affiliation = speaker.affiliation.map { " (\($0))" } ?? ""
      lines.append((.speakers, speaker.name + affiliation))
    }
    for series in talk.series { lines.append((.series, series)) }
    if !talk.keywords.isEmpty {
      lines.append((.keywords, talk.keywords.map(\.text).joined(separator: "; ")))
    }
    if let time = talk.time {
      let zone = time.zone.map { " \($0)" } ?? ""
      lines.append((.start, TimeText.start(time) + zone))
      lines.append((.end, TimeText.end(time) + zone))
    }
    for (field, value) in [
      (TalkField.venue, talk.venue), (.joinLink, talk.joinLink), (.url, talk.url),
      (.organiser, talk.organiser), (.abstract, talk.abstract),
    ] {
      if let value { lines.append((field, value)) }
    }
    lines.append((.status, talk.status.rawValue))
    lines.append((.kind, talk.kind.rawValue))
    var explained: Set<TalkField> = []
    for line in lines {
      text += "  " + label(line.field) + shown(cut(line.value)) + "\n"
      if why, explained.insert(line.field).inserted, let finding = event.findings[line.field] {
        text += "      ← \(finding.rule), \(percent(finding.confidence))"
        text += finding.evidence.isEmpty ? "\n" : ": \(shown(cut(finding.evidence)))\n"
      }
    }
    for diagnostic in event.diagnostics {
      text += "  ! \(diagnostic.line):\(diagnostic.column) \(shown(diagnostic.message))\n"
    }
    return text + "\n"
  }

  private static func label(_ field: TalkField) -> String {
    let name = field.rawValue + ":"
    return name + String(repeating: " ", count: max(1, 12 - name.utf8.count))
  }

  private static func shown(_ text: String) -> String {
    TerminalText.oneLine(text)
  }

  /// The first 240 scalars on one line.
  private static func cut(_ text: String) -> String {
    let line = String(text.unicodeScalars.map { $0 == "\n" ? " " : Character($0) })
    guard line.unicodeScalars.count > 240 else { return line }
    return String(String.UnicodeScalarView(line.unicodeScalars.prefix(240))) + "…"
  }

  private static func percent(_ confidence: Double) -> String {
    "\(Int((min(max(confidence, 0), 1) * 100).rounded())) %"
  }
}
