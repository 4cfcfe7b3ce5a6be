import TalkFormats
import TalkIngest

/// The summary of an ingest as text.
enum ReportText {
  /// The summary, a few lines.
  static func of(_ report: IngestReport, isVerbose: Bool) -> String {
    var text = report.isDryRun ? "Nothing was written; this would change:\n" : ""
    text += "Files   \(counted(report.filesRead, "read"))"
    text += listed([
      (report.filesUnchanged, "unchanged"), (report.filesSkipped, "passed over"),
      (report.filesRejected, "rejected"),
    ])
    text += "\nTalks   \(counted(report.talksNew, "new"))"
    text += listed([
      (report.talksChanged, "changed"), (report.talksSame, "same"), (report.talksGone, "gone"),
    ])
    text += "\nEvents  \(counted(report.events, "read"))"
    text += listed(
      EventRejection.allCases.map { (report.eventsRejected[$0] ?? 0, $0.phrase) })
    let remarks = report.diagnostics.values.reduce(0, +)
    if remarks > 0 {
      text += "\nRemarks \(remarks)"
      let kinds = report.diagnostics.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      let shown = isVerbose ? kinds[...] : kinds.prefix(4)
      text += " (" + shown.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
      text += kinds.count > shown.count ? ", …; --verbose shows all)" : ")"
    }
    let megabytes = Double(report.bytes) / 1_048_576
    text += "\nTime    \(decimal(report.seconds)) s, \(decimal(megabytes)) MB\n"
    return text
  }

  private static func counted(_ count: Int, _ what: String) -> String {
    "\(grouped(count)) \(what)"
  }

  private static func listed(_ parts: [(Int, String)]) -> String {
    parts.filter { $0.0 > 0 }.map { ", " + counted($0.0, $0.1) }.joined()
  }

  /// A whole number with a comma every three digits.
  static func grouped(_ number: Int) -> String {
    var text = ""
    let digits = String(number)
    for (position, digit) in digits.unicodeScalars.enumerated() {
      let left = digits.utf8.count - position
      if position > 0, left % 3 == 0, digit != "-" { text += "," }
      text.unicodeScalars.append(digit)
    }
    return text
  }

  /// A number with two decimals.
  static func decimal(_ value: Double) -> String {
    let hundredths = Int((max(value, 0) * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}

extension JSONWriter {
  /// The summary of an ingest as an object.
  mutating func report(_ report: IngestReport) {
    object { json in
      json.key("schema")
      json.integer(1)
      json.key("files")
      json.object { files in
        files.count("found", report.filesFound)
        files.count("read", report.filesRead)
        files.count("unchanged", report.filesUnchanged)
        files.count("passed_over", report.filesSkipped)
        files.count("rejected", report.filesRejected)
      }
      json.key("talks")
      json.object { talks in
        talks.count("new", report.talksNew)
        talks.count("changed", report.talksChanged)
        talks.count("same", report.talksSame)
        talks.count("gone", report.talksGone)
      }
      json.key("events")
      json.object { events in
        events.count("read", report.events)
        events.count("rejected", report.rejectedEvents)
        events.key("reasons")
        events.object { reasons in
          for reason in EventRejection.allCases {
            reasons.count(reason.rawValue, report.eventsRejected[reason] ?? 0)
          }
        }
      }
      json.key("diagnostics")
      json.object { kinds in
        for (code, count) in report.diagnostics.sorted(by: { $0.key < $1.key }) {
          kinds.count(code, count)
        }
      }
      json.key("notes")
      json.array { notes in
        for note in report.fileNotes {
          notes.object { one in
            one.member("file", note.path)
            one.member("code", note.code.rawValue)
            one.member("message", note.message)
          }
        }
      }
      json.key("events_rejected")
      json.array { notes in
        for note in report.eventNotes {
          notes.object { one in
            one.member("file", note.path)
            one.count("line", note.line)
            one.member("reason", note.reason.rawValue)
          }
        }
      }
      json.count("bytes", report.bytes)
      json.key("seconds")
      json.number(report.seconds)
      json.count("revision", report.revision)
      json.key("dry_run")
      json.flag(report.isDryRun)
      json.key("interrupted")
      json.flag(report.isInterrupted)
    }
  }
}
