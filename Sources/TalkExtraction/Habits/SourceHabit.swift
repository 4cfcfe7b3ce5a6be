internal import ICalendar
internal import TalkModel

/// How one kind of exporter or one school of calendars writes a talk down.
///
/// A habit is chosen by evidence in the calendar (its producer, the form of its UIDs, statistics
/// over all its events), never by the name of a file. The one with the strongest evidence reads the
/// events; what it leaves open the general reading fills.
protocol SourceHabit: Sendable {
  /// 0 where nothing speaks for this habit, 1 where the calendar says so itself.
  func evidence(in profile: CalendarProfile) -> Double

  /// Sets what the habit knows about where things stand.
  func extract(_ event: EventText, profile: CalendarProfile, into draft: inout TalkDraft)
}

/// One event as habits read it.
///
/// A class, so that handing it from step to step copies one reference.
final class EventText {
  let fields: EventFields
  let summary: CleanSummary
  /// Description as plain text, mojibake repaired.
  let description: Bytes
  /// What the raw description holds that needs a closer look.
  let features: TextFeatures
  /// The same taken apart by its labelled lines.
  let parts: DescriptionParts

  /// An event whose texts were read.
  init(
    fields: EventFields, summary: CleanSummary, description: Bytes, features: TextFeatures,
    parts: DescriptionParts
  ) {
    self.fields = fields
    self.summary = summary
    self.description = description
    self.features = features
    self.parts = parts
  }

  /// Where text that rules make of the event lies.
  var arena: TextArena { fields.arena }
}

/// The habits, and the choice among them.
enum Habits {
  /// Every habit but the general one.
  static let all: [any SourceHabit] = [
    TalksCamHabit(), ResearchSeminarsHabit(), ScheduleExportHabit(), PentabarfHabit(),
    IndicoHabit(),
    TalksOxHabit(),
  ]

  /// Whether an exporter gives itself away by its name or its UIDs, so that nothing is to be learned.
  static func isKnownExporter(_ profile: CalendarProfile) -> Bool {
    all.contains { $0.evidence(in: profile) >= 0.95 }
  }

  /// The habit with the strongest evidence, or the general one.
  static func best(for profile: CalendarProfile) -> any SourceHabit {
    var best: any SourceHabit = GeneralHabit()
    var strongest = 0.5
    for habit in all {
      let evidence = habit.evidence(in: profile)
      if evidence > strongest {
        best = habit
        strongest = evidence
      }
    }
    return best
  }
}
