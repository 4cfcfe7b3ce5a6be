/// A recurrence rule (RFC 5545 §3.3.10): which local times repeat an event.
///
/// What a part does depends on the frequency: it *limits* the times of a period or *expands* a
/// period to several times.
///
/// | part       | SECONDLY | MINUTELY | HOURLY | DAILY  | WEEKLY | MONTHLY | YEARLY |
/// |------------|----------|----------|--------|--------|--------|---------|--------|
/// | BYMONTH    | limit    | limit    | limit  | limit  | limit  | limit   | expand |
/// | BYWEEKNO   | (limit)  | (limit)  | (limit)| (limit)| (limit)| (limit) | expand |
/// | BYYEARDAY  | limit    | limit    | limit  | (limit)| (limit)| (limit) | expand |
/// | BYMONTHDAY | limit    | limit    | limit  | limit  | (limit)| expand  | expand |
/// | BYDAY      | limit    | limit    | limit  | limit  | expand | note 1  | note 2 |
/// | BYHOUR     | limit    | limit    | limit  | expand | expand | expand  | expand |
/// | BYMINUTE   | limit    | limit    | expand | expand | expand | expand  | expand |
/// | BYSECOND   | limit    | expand   | expand | expand | expand | expand  | expand |
/// | BYSETPOS   | limit    | limit    | limit  | limit  | limit  | limit   | limit  |
///
/// Note 1: limits if BYMONTHDAY is there, else expands; `2TU` is the second Tuesday of the month.
/// Note 2: limits if BYYEARDAY or BYMONTHDAY is there; else expands within the weeks of BYWEEKNO,
/// the months of BYMONTH or the year; `2TU` counts within the month if BYMONTH is there, else
/// within the year. In brackets: not allowed by the RFC, forgiven as a limit. What the rule leaves
/// open (hour, weekday, day of the month …) comes from the event's start.
///
/// Forgiven with a diagnostic: small letters, white space, empty and unknown parts, parts given
/// twice (the last counts), numbers out of range beside good ones, an ordinal before a weekday
/// where only plain weekdays may stand, BYSETPOS without another BY part, COUNT beside UNTIL. A rule
/// is dropped, and the event keeps its first instance, where FREQ is missing or unknown, INTERVAL,
/// COUNT or UNTIL cannot be read or is zero, a BY part has no good number, or RSCALE (RFC 7529)
/// names another calendar than the Gregorian.
public struct RecurrenceRule: Sendable, Hashable {
  /// The length of a rule's period.
  public enum Frequency: Int, Sendable, Hashable, CaseIterable {
    /// Every second, or every so many.
    case secondly
    /// Every minute.
    case minutely
    /// Every hour.
    case hourly
    /// Every day.
    case daily
    /// Every week.
    case weekly
    /// Every month.
    case monthly
    /// Every year.
    case yearly
  }

  /// The length of the period.
  public let frequency: Frequency
  /// Every how many periods, from 1.
  public let interval: Int
  /// How many instances, the event's start included where the rule makes it; `nil` for no such bound.
  public let count: Int?
  /// The last moment for an instance, itself included; `nil` for no such bound.
  public let until: TimeValue?
  /// The first day of a week, 1 = Monday (default) … 7 = Sunday.
  public let weekStart: Int

  let months: NumberSet
  let weekNumbers: NumberSet
  let yearDays: YearDaySet
  let monthDays: NumberSet
  /// Weekdays without ordinal; bit 1 = Monday … bit 7 = Sunday.
  let weekdays: NumberSet
  /// Ordinals by weekday − 1 (`2TU`, `-1FR`); empty where there are none.
  let ordinalWeekdays: [NumberSet]
  let hours: NumberSet
  let minutes: NumberSet
  let seconds: NumberSet
  /// Positions within a period, −366...366 without 0, each once.
  let positions: [Int]

  init(_ parts: RecurrenceRuleParser.Parts, frequency: Frequency) {
    self.frequency = frequency
    interval = parts.interval
    count = parts.count
    until = parts.until
    weekStart = parts.weekStart
    months = parts.months
    weekNumbers = parts.weekNumbers
    yearDays = parts.yearDays
    monthDays = parts.monthDays
    weekdays = parts.weekdays
    ordinalWeekdays = parts.ordinalWeekdays
    hours = parts.hours
    minutes = parts.minutes
    seconds = parts.seconds
    positions = parts.positions
  }

  /// Reads a rule as a property value has it (`FREQ=WEEKLY;BYDAY=TU`), or `nil` where the rule must
  /// be dropped.
  public init?(_ text: String) {
    var parser = RecurrenceRuleParser()
    guard let rule = parser.parse(text) else { return nil }
    self = rule
  }
}
