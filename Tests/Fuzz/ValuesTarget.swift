import CivilTime
import ICalendar

/// Times, durations, zones and recurrence: bounded, and written times are read as the same.
enum ValuesTarget {
  /// The first byte splits nothing: the input is the lines of one event.
  static func run(_ bytes: [UInt8]) {
    let head = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"
    let document = CalendarDocument(
      bytes: Array(head.utf8) + bytes + Array("\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".utf8))
    for event in document.events { ask(event) }
  }

  /// Asks an event for everything; steps of recurrence take most of the time.
  static func ask(_ event: Component, steps: Int = 2000) {
    for property in event.properties {
      _ = property.rawValue.utf8.count + property.textList.count
      _ = property.withRawUTF8 { $0.count } + property.withTextUTF8 { $0.count }
      demand(property.textList.count <= 500 + 1, "\(property.textList.count) values")
      demand(property.parameters.count <= 100, "\(property.parameters.count) parameters")
      for time in property.timeValues { check(time) }
      if let duration = property.durationValue { check(duration) }
    }
    let resolver = ZoneResolver(calendar: event.parent, defaultZone: "Europe/London")
    guard let times = EventTimes(event: event, resolver: resolver) else { return }
    demand(times.start.utc <= times.end.utc, "it ends before it starts")
    var limits = RecurrenceLimits.standard
    limits.instances = 200
    limits.steps = steps
    let list = times.instances(limits: limits)
    demand(list.instances.count <= 200, "\(list.instances.count) instances")
    for (a, b) in zip(list.instances, list.instances.dropFirst()) {
      demand(a.start.utc <= b.start.utc, "instances out of order")
    }
  }

  private static func check(_ time: TimeValue) {
    var writer = CalendarWriter()
    writer.begin("VEVENT")
    writer.write(.dtstart, time: time)
    let read = CalendarDocument(bytes: writer.finish()).events.first?.first(.dtstart)?.timeValue
    if case .zoned(let local, _) = time {
      guard case .zoned(let again, _) = read else { return demand(false, "\(time) lost its zone") }
      demand(local == again, "\(time) became \(again)")
    } else {
      demand(read == time, "\(time) became \(String(describing: read))")
    }
  }

  private static func check(_ duration: CalendarDuration) {
    var writer = CalendarWriter()
    writer.begin("VEVENT")
    writer.write(.duration, duration: duration)
    let event = CalendarDocument(bytes: writer.finish()).events.first
    let read = event?.first(.duration)?.durationValue
    demand(read == duration, "\(duration) became \(String(describing: read))")
  }
}
