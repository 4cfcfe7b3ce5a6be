import CivilTime

/// The rules of a `VTIMEZONE` (RFC 5545 §3.6.5).
///
/// Each `STANDARD` or `DAYLIGHT` begins at its DTSTART, its RDATEs and what its RRULE makes, all
/// local times on the clock of TZOFFSETFROM, and leads to TZOFFSETTO. Forgiven: an observance without
/// TZOFFSETFROM takes TZOFFSETTO, one without any sound DTSTART or offset is left out, an offset may
/// lack its sign or have a colon; what comes before the first onset has that onset's TZOFFSETFROM.
struct TimeZoneComponent {
  /// Observances beyond this many are not read.
  private static let maximumObservances = 200
  /// Onsets of one zone; two a year from 1900 to 2200 are 602.
  private static let maximumOnsets = 2_000

  /// The rules.
  let rules: ZoneRules
  /// From here on, the rules tell the offsets; before it they only guess.
  let begin: Int64
  /// Up to here; a year after the last onset where no rule goes on.
  let end: Int64

  /// Reads a `VTIMEZONE`, or `nil` where it has no usable observance.
  init?(_ component: Component) {
    var onsets: [(instant: Int64, before: Int, after: Int)] = []
    var isOpen = false
    var observances = 0
    for child in component.children {
      let isStandard = child.isNamed("STANDARD")
      guard isStandard || child.isNamed("DAYLIGHT"), observances < Self.maximumObservances,
        onsets.count < Self.maximumOnsets,
        let after = child.first(.tzoffsetto).flatMap({ Self.offset($0.rawValue) }),
        let start = child.first(.dtstart)?.timeValue?.wallClock
      else { continue }
      observances += 1
      let before = child.first(.tzoffsetfrom).flatMap { Self.offset($0.rawValue) } ?? after
      func add(_ local: Int64) {
        onsets.append((local - Int64(before), before, after))
      }
      add(start.secondsSinceEpoch)
      for property in child.all(.rdate) {
        for time in property.timeValues where onsets.count < Self.maximumOnsets {
          guard let clock = time.wallClock else { continue }
          if case .utc = time {
            onsets.append((clock.secondsSinceEpoch, before, after))
          } else {
            add(clock.secondsSinceEpoch)
          }
        }
      }
      for property in child.all(.rrule).prefix(8) {
        guard let rule = RecurrenceRule(property.rawValue) else { continue }
        isOpen = isOpen || (rule.until == nil && rule.count == nil)
        var times = RecurrenceIterator(rule, start: start)
        let last = Self.lastOnset(of: rule, offset: before)
        var count = 0
        while let local = times.next(), local <= last, onsets.count < Self.maximumOnsets {
          count += 1
          if let wanted = rule.count, count > wanted { break }
          add(local)
        }
      }
    }
    onsets.sort { $0.instant < $1.instant }
    guard let first = onsets.first, let last = onsets.last else { return nil }
    rules = ZoneRules(
      initialOffset: first.before,
      steps: onsets.map { ZoneRules.Step(instant: $0.instant, offset: $0.after) }, footer: nil)
    begin = first.instant
    // One observance alone says that the offset never changes.
    end = isOpen || observances == 1 ? Int64.max : last.instant + 366 * 86_400
  }

  /// UNTIL in local seconds: in UTC as the RFC has it, or local where it is written so.
  private static func lastOnset(of rule: RecurrenceRule, offset: Int) -> Int64 {
    switch rule.until {
    case nil: Int64.max
    case .utc(let time): time.secondsSinceEpoch + Int64(offset)
    case .date(let date): Int64(date.daysSinceEpoch) * 86_400 + 86_399
    case .floating(let time), .zoned(let time, _): time.secondsSinceEpoch
    }
  }

  /// `[+-]hhmm[ss]` in seconds (RFC 5545 §3.3.14); colons are forgiven, and so is a missing sign.
  static func offset(_ text: String) -> Int? {
    var isNegative = false
    var digits: [Int] = []
    for byte in text.utf8.prefix(16) {
      switch byte {
      case UInt8(ascii: "-") where digits.isEmpty: isNegative = true
      case UInt8(ascii: "+") where digits.isEmpty: isNegative = false
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits.append(Int(byte) - 48)
      case UInt8(ascii: ":"), 0x20, 0x09: break
      default: return nil
      }
    }
    guard digits.count == 4 || digits.count == 6 else { return nil }
    let parts = stride(from: 0, to: digits.count, by: 2).map { digits[$0] * 10 + digits[$0 + 1] }
    guard parts[0] <= 25, parts[1] <= 59, parts.count == 2 || parts[2] <= 59 else { return nil }
    let seconds = parts[0] * 3600 + parts[1] * 60 + (parts.count == 3 ? parts[2] : 0)
    return isNegative ? -seconds : seconds
  }
}
