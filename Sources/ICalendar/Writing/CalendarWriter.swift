public import CivilTime

/// Writes RFC 5545, whatever values it is given.
///
/// Lines end in CR LF and are folded at 75 octets, between characters; text is escaped; control
/// characters never get through, so no value can begin a line of its own; names are put into the
/// letters that names may have; parameter values are quoted where they must be and use the carets of
/// RFC 6868. What was begun is ended.
///
/// ```swift
/// var writer = CalendarWriter()
/// writer.beginCalendar(productID: "-//talks//EN")
/// writer.begin("VEVENT")
/// writer.write(.uid, text: "42@example.org")
/// writer.write(.dtstart, time: start)
/// writer.write(.summary, text: "Rings, fields; and more")
/// let bytes = writer.finish()
/// ```
public struct CalendarWriter: Sendable {
  private var lines = FoldedLines()
  private var open: [String] = []

  /// Makes a writer that has written nothing.
  public init() {}

  /// What was written so far; components still open lack their ends.
  public var bytes: [UInt8] { lines.bytes }

  /// Ends what is open and returns the whole.
  public consuming func finish() -> [UInt8] {
    while !open.isEmpty { end() }
    return lines.bytes
  }

  // MARK: - Components

  /// Begins a `VCALENDAR` with the two properties it must have.
  public mutating func beginCalendar(productID: String) {
    begin("VCALENDAR")
    write(.prodid, text: productID)
    write(.version, text: "2.0")
  }

  /// Begins a component.
  public mutating func begin(_ name: PropertyName) {
    let name = WrittenForm.name(name.text)
    open.append(name)
    lines.write("BEGIN:" + name)
  }

  /// Ends the innermost component; does nothing where none is open.
  public mutating func end() {
    guard let name = open.popLast() else { return }
    lines.write("END:" + name)
  }

  // MARK: - Properties

  /// Writes a TEXT property.
  public mutating func write(_ name: PropertyName, _ parameters: [Parameter] = [], text: String) {
    write(name, parameters, form: WrittenForm.text(text))
  }

  /// Writes a property of several TEXT values, or nothing where the list is empty.
  public mutating func write(
    _ name: PropertyName, _ parameters: [Parameter] = [], textList: [String]
  ) {
    guard !textList.isEmpty else { return }
    write(name, parameters, form: textList.map(WrittenForm.text).joined(separator: ","))
  }

  /// Writes a URI property (RFC 5545 §3.3.13).
  ///
  /// What a URI may not hold, blanks, quotes and control characters, is percent-encoded.
  public mutating func write(_ name: PropertyName, _ parameters: [Parameter] = [], uri: String) {
    write(name, parameters, form: WrittenForm.uri(uri))
  }

  /// Writes a property whose value is in its final form already: a rule, a number, a token.
  ///
  /// Only control characters are taken out.
  public mutating func write(_ name: PropertyName, _ parameters: [Parameter] = [], raw: String) {
    write(name, parameters, form: WrittenForm.withoutControls(raw))
  }

  /// Writes a DATE or DATE-TIME property with the parameters it needs, `VALUE` or `TZID`.
  public mutating func write(
    _ name: PropertyName, _ parameters: [Parameter] = [], time: TimeValue
  ) {
    write(name, parameters, times: [time])
  }

  /// Writes a list of DATE or DATE-TIME values, such as `EXDATE`.
  ///
  /// The form of the first value, its kind and zone, is that of the line, so values of another form
  /// go on lines of their own.
  public mutating func write(
    _ name: PropertyName, _ parameters: [Parameter] = [], times: [TimeValue]
  ) {
    var rest = times[...]
    while let first = rest.first {
      let form = WrittenForm.timeParameter(first)
      let count = rest.prefix { WrittenForm.timeParameter($0) == form && $0.isUTC == first.isUTC }
        .count
      write(
        name, parameters + (form.map { [$0] } ?? []),
        form: rest.prefix(count).map(WrittenForm.time).joined(separator: ","))
      rest = rest.dropFirst(count)
    }
  }

  /// Writes a DURATION property.
  public mutating func write(
    _ name: PropertyName, _ parameters: [Parameter] = [], duration: CalendarDuration
  ) {
    write(name, parameters, form: duration.description)
  }

  private mutating func write(_ name: PropertyName, _ parameters: [Parameter], form: String) {
    var line = WrittenForm.name(name.text)
    for parameter in parameters {
      line += ";" + WrittenForm.name(parameter.name) + "="
      line += parameter.values.map(WrittenForm.parameterValue).joined(separator: ",")
    }
    lines.write(line + ":" + form)
  }

  // MARK: - Time zones

  /// Writes a `VTIMEZONE` of given observances (RFC 5545 §3.6.5), or nothing where there is none.
  public mutating func writeTimeZone(id: String, observances: [ZoneObservance]) {
    guard !observances.isEmpty else { return }
    begin("VTIMEZONE")
    write(.tzid, text: id)
    for observance in observances {
      begin(observance.isDaylight ? "DAYLIGHT" : "STANDARD")
      write(.dtstart, time: .floating(observance.start))
      write(.tzoffsetfrom, raw: WrittenForm.offset(observance.offsetBefore))
      write(.tzoffsetto, raw: WrittenForm.offset(observance.offset))
      if let name = observance.name { write(.tzname, text: name) }
      if let rule = observance.rule { write(.rrule, raw: rule) }
      end()
    }
    end()
  }
}

/// A stretch of time during which a zone keeps one offset, as `VTIMEZONE` states it.
public struct ZoneObservance: Sendable, Hashable {
  /// When it begins, on the wall clock as it stands just before.
  public var start: CivilDateTime
  /// Offset from UTC just before, in seconds east.
  public var offsetBefore: Int
  /// Offset from UTC during it, in seconds east.
  public var offset: Int
  /// Abbreviation, `CEST`.
  public var name: String?
  /// Whether this is daylight saving time.
  public var isDaylight: Bool
  /// When it comes again, as the value of an `RRULE`.
  public var rule: String?

  /// Makes an observance; offsets are in seconds east of UTC.
  public init(
    start: CivilDateTime, offsetBefore: Int, offset: Int, name: String? = nil,
    isDaylight: Bool = false, rule: String? = nil
  ) {
    self.start = start
    self.offsetBefore = offsetBefore
    self.offset = offset
    self.name = name
    self.isDaylight = isDaylight
    self.rule = rule
  }
}

extension TimeValue {
  fileprivate var isUTC: Bool {
    if case .utc = self { true } else { false }
  }
}
