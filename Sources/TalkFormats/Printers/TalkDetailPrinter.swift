public import TalkModel

/// Prints everything about one talk, as text or JSON: what `talks show` does.
///
/// This is the only printer that shows ``TalkModel/Talk/joinSecret``.
public struct TalkDetailPrinter: Sendable {
  private let options: PrintOptions
  private let style: TextStyle

  /// Column in which values begin.
  private static let valueColumn = 13

  /// Makes a printer.
  public init(_ options: PrintOptions = PrintOptions()) {
    self.options = options
    style = TextStyle(usesColour: options.usesColour)
  }

  /// Appends the talk as text.
  public func printText(_ stored: StoredTalk, to output: inout [UInt8]) {
    let talk = stored.talk
    let title = [talk.title.isEmpty ? "(no title)" : talk.title, talk.statusMark]
    style.appendParagraph(
      TerminalText.glyphs(title.compactMap(\.self).joined(separator: " ")),
      talk.status == .cancelled ? .warning : .bold, indent: 0, width: options.width, to: &output)
    output.append(UInt8(ascii: "\n"))
    for (index, speaker) in talk.speakers.enumerated() {
      let text = speaker.affiliation.map { "\(speaker.name) (\($0))" } ?? speaker.name
      row(index == 0 ? "Speaker" : "", text, &output)
    }
    row("When", talk.time.map(TimeText.readable), &output)
    for (index, time) in talk.occurrences.dropFirst().enumerated() {
      row(index == 0 ? "Also" : "", TimeText.readable(time), &output)
    }
    row("Where", talk.venue, &output)
    row("Series", talk.series.joined(separator: ", "), &output)
    row("Keywords", talk.keywords.map(\.text).joined(separator: ", "), &output)
    row("Join", WebLink.checked(talk.joinLink), &output)
    row("Passcode", talk.joinSecret, &output)
    row("Page", WebLink.checked(talk.url), &output)
    row("Organiser", talk.organiser, &output)
    row("Language", talk.language, &output)
    row("Kind", talk.kind == .talk ? nil : talk.kind.rawValue, &output)
    row("UID", talk.identity.uid, &output)
    row("Occurrence", talk.identity.recurrenceID, &output)
    let place = stored.provenance
    row("Source", "\(place.source) (\(place.file), line \(place.line))", &output)
    row("Gone", stored.goneSince.map { "since revision \($0)" }, &output)
    row("Id", "\(stored.id)", &output)
    prose(nil, talk.abstract, &output)
    prose("About the speaker", talk.biography, &output)
  }

  private func row(_ label: String, _ value: String?, _ output: inout [UInt8]) {
    guard let value, !value.isEmpty else { return }
    let padding = max(1, Self.valueColumn - label.utf8.count)
    style.append(label + String(repeating: " ", count: padding), .dim, to: &output)
    style.appendParagraph(
      TerminalText.glyphs(value), indent: Self.valueColumn, width: options.width,
      isFirstIndented: false, to: &output)
  }

  private func prose(_ heading: String?, _ text: String?, _ output: inout [UInt8]) {
    guard let text, !text.isEmpty else { return }
    output.append(UInt8(ascii: "\n"))
    if let heading { style.append(heading + "\n\n", .bold, to: &output) }
    for line in TerminalText.lines(text) {
      style.appendParagraph(
        TerminalText.glyphs(line), indent: 0, width: options.width, to: &output)
    }
  }

  /// Appends the talk as a JSON document: `{"schema": 1, "talk": {…}}`.
  public func printJSON(_ stored: StoredTalk, to output: inout [UInt8]) {
    var json = JSONWriter(indents: true)
    json.object { json in
      json.key("schema")
      json.integer(OutputSchema.version)
      json.key("talk")
      json.object { $0.detail(stored) }
    }
    json.endLine()
    output += json.bytes
  }
}

extension JSONWriter {
  fileprivate mutating func detail(_ stored: StoredTalk) {
    let talk = stored.talk
    member("id") { $0.integer(stored.id) }
    member("uid") { $0.string(talk.identity.uid) }
    member("recurrence_id") { $0.string(talk.identity.recurrenceID) }
    member("kind") { $0.string(talk.kind.rawValue) }
    member("title") { $0.string(talk.title) }
    member("speakers") { $0.speakers(talk.speakers) }
    member("series") { $0.strings(talk.series) }
    member("keywords") { $0.keywords(talk.keywords) }
    member("abstract") { $0.string(talk.abstract) }
    member("biography") { $0.string(talk.biography) }
    member("start") { $0.string(talk.time.map(TimeText.start)) }
    member("end") { $0.string(talk.time.map(TimeText.end)) }
    member("time_zone") { $0.string(talk.time?.zone) }
    member("time_form") { $0.string(talk.time?.form.rawValue) }
    member("zone_origin") { $0.string(talk.time?.zoneOrigin) }
    member("occurrences") { $0.occurrences(talk.occurrences) }
    member("venue") { $0.string(talk.venue) }
    member("join_link") { $0.string(WebLink.checked(talk.joinLink)) }
    member("join_secret") { $0.string(talk.joinSecret) }
    member("url") { $0.string(WebLink.checked(talk.url)) }
    member("organiser") { $0.string(talk.organiser) }
    member("language") { $0.string(talk.language) }
    member("status") { $0.string(talk.status.rawValue) }
    member("is_tba") { $0.flag(talk.isToBeAnnounced) }
    member("sequence") { $0.integer(talk.sequence) }
    member("last_modified") { $0.string(talk.lastModified.map(TimeText.utc)) }
    member("source") { $0.string(stored.provenance.source) }
    member("file") { $0.string(stored.provenance.file) }
    member("line") { $0.integer(stored.provenance.line) }
    member("first_seen") { $0.integer(stored.firstSeen) }
    member("last_changed") { $0.integer(stored.lastChanged) }
    member("gone_since") { $0.integer(stored.goneSince) }
  }

  private mutating func member(_ name: String, _ write: (inout JSONWriter) -> Void) {
    key(name)
    write(&self)
  }

  private mutating func keywords(_ keywords: TalkKeywords) {
    array { json in
      for keyword in keywords {
        json.object { json in
          json.member("text") { $0.string(keyword.text) }
          json.member("origin") { $0.string(keyword.origin.rawValue) }
          json.member("weight") { $0.number(keyword.weight) }
        }
      }
    }
  }

  private mutating func occurrences(_ times: [TalkTime]) {
    array { json in
      for time in times {
        json.object { json in
          json.member("start") { $0.string(TimeText.start(time)) }
          json.member("end") { $0.string(TimeText.end(time)) }
        }
      }
    }
  }
}
