// Reads the names of calendars from standard input, one a line, and prints JSON lines: for each file
// one object with its events and series, or with what kept it from being read.
//
// A time is written as the references can tell it too: "D2025-05-09" a day,
// "F2025-05-09T12:00:00" floating, "U1746788400" an instant.

import Foundation
import ICalendar

struct Event: Encodable {
  var line: Int
  var uid: String?
  var summary: String?
  var description: String?
  var start: String?
  var end: String?
  var zone: String?
  var origin: String?
  /// Pairs of start and end of a recurring event, without regard to overrides.
  var instances: [[String]]?
}

struct Series: Encodable {
  var uid: String?
  /// Pairs of start and end.
  var instances: [[String]]
  var cut: String?
}

struct File: Encodable {
  var file: String
  var events: [Event]
  var series: [Series]
  var diagnostics: [String: Int]
  var seconds: Double
}

func text(_ time: ResolvedTime, as form: ResolvedTime.Form) -> String {
  let isGuessed = time.origin == .indexDefault || time.origin == .calendarDefault
  return switch form {
  case .date where time.local.description.hasSuffix("T00:00:00"):
    "D\(time.local.date)"
  case .floating, .date: "F\(time.local)"
  case .zoned where isGuessed: "F\(time.local)"
  case .zoned, .utc: "U\(time.utc)"
  }
}

func pair(_ times: EventInstance) -> [String] {
  [text(times.start, as: times.start.form), text(times.end, as: times.start.form)]
}

func read(_ path: String) -> File {
  let began = ContinuousClock.now
  let bytes = FileManager.default.contents(atPath: path).map { [UInt8]($0) } ?? []
  let document = CalendarDocument(bytes: bytes)
  var resolvers: [Int: ZoneResolver] = [:]
  func resolver(_ event: Component) -> ZoneResolver {
    let key = event.parent?.line ?? 0
    if let known = resolvers[key] { return known }
    let made = ZoneResolver(calendar: event.parent, defaultZone: "UTC")
    resolvers[key] = made
    return made
  }
  var file = File(file: path, events: [], series: [], diagnostics: [:], seconds: 0)
  for event in document.events {
    let times = EventTimes(event: event, resolver: resolver(event))
    let span = times.map { pair(EventInstance(start: $0.start, end: $0.end)) }
    file.events.append(
      Event(
        line: event.line, uid: event.first("UID")?.text, summary: event.first("SUMMARY")?.text,
        description: event.first("DESCRIPTION")?.text, start: span?[0], end: span?[1],
        zone: times?.start.zone, origin: times?.start.origin.rawValue,
        instances: times.flatMap { $0.isRecurring ? $0.instances().instances.map(pair) : nil }))
  }
  for series in RecurrenceOverrides.series(of: document.events) {
    guard let master = series.master,
      let joined = RecurrenceOverrides(
        master: master, overrides: series.overrides, resolver: resolver(master))
    else {
      for event in series.overrides {
        if let times = EventTimes(event: event, resolver: resolver(event)) {
          file.series.append(
            Series(
              uid: event.first("UID")?.text,
              instances: [pair(EventInstance(start: times.start, end: times.end))], cut: nil))
        }
      }
      continue
    }
    let (instances, list) = joined.instances()
    file.series.append(
      Series(
        uid: master.first("UID")?.text, instances: instances.map { pair($0.times) },
        cut: list.cut?.rawValue))
  }
  for (code, count) in document.diagnosticCounts { file.diagnostics[code.rawValue] = count }
  let took = began.duration(to: .now)
  file.seconds = Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18
  return file
}

let encoder = JSONEncoder()
encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
while let path = readLine() {
  print(String(decoding: try encoder.encode(read(path)), as: UTF8.self))
}
