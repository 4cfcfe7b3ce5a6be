import CivilTime
import ICalendar
import TalkModel
public import TalkQuery

/// Prints a page as an iCalendar file (RFC 5545) that calendar programs import and subscribe to.
///
/// - A talk has the same UID in every export, so importing again replaces it; see
///   `PublishedIdentity` for talks that share a UID. One talk listed by two sources is one event.
/// - Times are in UTC, whole days are dates: no reader needs to know a zone.
/// - Each occurrence of a recurring talk is an event of its own with the UTC start added to the UID,
///   since some programs know no RDATE. More than `mostSingleOccurrences` of one length become one
///   event with RDATEs, so that a meeting that goes on for decades stays small.
/// - There is no METHOD: a published one would demand an ORGANIZER with an address (RFC 5546 §3.2.1).
/// - Alarms, invitations and secrets are not written. A talk without time is left out: an event must
///   have one.
public struct CalendarPagePrinter: PagePrinter {
  private let options: PrintOptions

  /// Occurrences of one talk that are written as events of their own.
  static let mostSingleOccurrences = 50

  /// Values of one RDATE line.
  private static let datesPerLine = 100

  /// Makes a printer.
  public init(_ options: PrintOptions = PrintOptions()) { self.options = options }

  /// Appends the page.
  public func print(_ page: SearchPage, _ context: PageContext, to output: inout [UInt8]) {
    var writer = CalendarWriter()
    writer.beginCalendar(productID: "-//talks//talks//EN")
    let title = TerminalText.oneLine(options.title)
    writer.write("NAME", text: title)
    writer.write("X-WR-CALNAME", text: title)
    let identities = PublishedIdentity(page.hits, includesSource: false)
    var written: Set<String> = []
    for hit in page.hits {
      let talk = hit.stored.talk
      let uid = identities.uid(hit.stored)
      guard written.insert(uid).inserted else { continue }
      guard talk.occurrences.count > 1 else {
        if let time = talk.time { write(talk, uid: uid, time, context.now, to: &writer) }
        continue
      }
      for times in Self.grouped(talk.occurrences) {
        if times.count > Self.mostSingleOccurrences, let first = times.first {
          let more = times.dropFirst()
          write(talk, uid: uid, first, more: more, context.now, to: &writer)
        } else {
          for time in times {
            // Two occurrences with one start, of different lengths, are one to a calendar.
            let uid = uid + "-" + Self.compact(time)
            guard written.insert(uid).inserted else { continue }
            write(talk, uid: uid, time, context.now, to: &writer)
          }
        }
      }
    }
    output += writer.finish()
  }

  /// The occurrences, those of the commonest length first and together, the others one by one.
  private static func grouped(_ times: [TalkTime]) -> [[TalkTime]] {
    var counts: [Int64: Int] = [:]
    for time in times { counts[time.end &- time.start, default: 0] += 1 }
    let common = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    let together = times.filter { $0.end &- $0.start == common }
    return [together] + times.filter { $0.end &- $0.start != common }.map { [$0] }
  }

  private func write(
    _ talk: Talk, uid: String, _ time: TalkTime, more: ArraySlice<TalkTime> = [], _ now: Int64,
    to writer: inout CalendarWriter
  ) {
    writer.begin("VEVENT")
    writer.write("UID", raw: uid)
    writer.write("DTSTAMP", time: .utc(TimeText.clock(talk.lastModified ?? now)))
    writer.write("DTSTART", time: Self.start(time))
    if time.form == .date {
      let last = time.localEnd.date
      if last > time.localStart.date { writer.write("DTEND", time: .date(last)) }
    } else if time.end > time.start {
      writer.write("DTEND", time: .utc(TimeText.clock(time.end)))
    }
    var rest = more
    while !rest.isEmpty {
      writer.write("RDATE", times: rest.prefix(Self.datesPerLine).map(Self.start))
      rest = rest.dropFirst(Self.datesPerLine)
    }
    writer.write("SUMMARY", text: shown(talk.title.isEmpty ? "(no title)" : talk.title))
    writer.write("STATUS", raw: Self.status(talk.status))
    if talk.sequence > 0 { writer.write("SEQUENCE", raw: "\(talk.sequence)") }
    if let modified = talk.lastModified {
      writer.write("LAST-MODIFIED", time: .utc(TimeText.clock(modified)))
    }
    let link = WebLink.checked(talk.joinLink)
    if let place = talk.venue ?? link { writer.write("LOCATION", text: shown(place)) }
    let stated = talk.keywords.filter { $0.origin == .stated }.map(\.text)
    writer.write("CATEGORIES", textList: (talk.series + stated).map(shown))
    let description = Self.description(talk, link)
    if !description.isEmpty { writer.write("DESCRIPTION", text: shown(description)) }
    if let url = WebLink.checked(talk.url) { writer.write("URL", uri: url) }
    writer.end()
  }

  /// Who, in which series and how to join, one labelled line each, then the abstract.
  private static func description(_ talk: Talk, _ link: String?) -> String {
    var lines: [String] = []
    if !talk.speakers.isEmpty {
      lines.append("\(talk.speakers.count == 1 ? "Speaker" : "Speakers"): \(talk.speakerLine)")
    }
    if !talk.series.isEmpty { lines.append("Series: \(talk.series.joined(separator: ", "))") }
    if let link { lines.append("Join: \(link)") }
    if let organiser = talk.organiser { lines.append("Organiser: \(organiser)") }
    var text = lines.joined(separator: "\n")
    for part in [talk.abstract, talk.biography] {
      if let part, !part.isEmpty { text += (text.isEmpty ? "" : "\n\n") + part }
    }
    return text
  }

  /// `text` without marks that reorder or hide what stands around them; the writer does the rest.
  private func shown(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.isInvisibleFormat }))
  }

  private static func status(_ status: TalkStatus) -> String {
    switch status {
    case .confirmed: "CONFIRMED"
    case .tentative: "TENTATIVE"
    case .cancelled: "CANCELLED"
    }
  }

  private static func start(_ time: TalkTime) -> TimeValue {
    time.form == .date ? .date(time.localStart.date) : .utc(TimeText.clock(time.start))
  }

  /// `20250509T110000Z`, or the day of a date.
  private static func compact(_ time: TalkTime) -> String {
    let text = time.form == .date ? time.localStart.date.description : TimeText.utc(time.start)
    return String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "-" && $0 != ":" }))
  }
}
