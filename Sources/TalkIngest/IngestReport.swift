/// What an ingest did.
public struct IngestReport: Sendable {
  /// A file that was not taken in, and why.
  public struct FileNote: Sendable, Hashable {
    /// The path, with unprintable bytes as `\xNN`; `-` for standard input.
    public var path: String
    /// What kind of problem it is.
    public var code: FileProblem.Code
    /// What is the matter and what to do.
    public var message: String
  }

  /// An event that did not become a talk, and why.
  public struct EventNote: Sendable, Hashable {
    /// The file's path as in `FileNote`.
    public var path: String
    /// Line on which the event begins, from 1.
    public var line: Int
    /// Why.
    public var reason: EventRejection
  }

  /// Calendars found, however they fared.
  public var filesFound = 0
  /// Calendars read and taken in.
  public var filesRead = 0
  /// Calendars passed over because nothing in them has changed.
  public var filesUnchanged = 0
  /// Files found that were passed over on principle: links, devices, folders too deep.
  public var filesSkipped = 0
  /// Files that could not be taken in.
  public var filesRejected = 0
  /// The first of the skipped and rejected files.
  public var fileNotes: [FileNote] = []
  /// Bytes read.
  public var bytes = 0
  /// Events read.
  public var events = 0
  /// Talks that the index did not hold before.
  public var talksNew = 0
  /// Talks that say something else than before, or are listed again.
  public var talksChanged = 0
  /// Talks that say the same as before.
  public var talksSame = 0
  /// Talks that their source no longer lists, not held yet.
  public var talksGone = 0
  /// Events that did not become a talk, by reason.
  public var eventsRejected: [EventRejection: Int] = [:]
  /// The first of the rejected events.
  public var eventNotes: [EventNote] = []
  /// Diagnostics of the calendars read, by code.
  public var diagnostics: [String: Int] = [:]
  /// The first diagnostics, as `file:line: message`.
  public var diagnosticNotes: [String] = []
  /// Number of the revision written; `nil` where nothing was.
  public var revision: Int64?
  /// Seconds it took.
  public var seconds: Double = 0
  /// Whether nothing was written because nothing was to be.
  public var isDryRun = false
  /// Whether it was stopped before its end; what was counted is safely stored.
  public var isInterrupted = false

  /// Makes an empty report.
  public init() {}

  /// Events that did not become a talk.
  public var rejectedEvents: Int { eventsRejected.values.reduce(0, +) }

  /// Whether some input was rejected, so that the command ends with 4.
  ///
  /// A repetition or an older version of a talk is no loss.
  public var hasRejections: Bool {
    filesRejected > 0 || eventsRejected.contains { $0.key.isLoss && $0.value > 0 }
  }

  /// Adds a file that was not taken in.
  mutating func note(_ skipped: SkippedFile, limits: IngestLimits) {
    if skipped.problem.code.isPassedOver {
      filesSkipped += 1
    } else {
      filesRejected += 1
    }
    guard fileNotes.count < limits.listed else { return }
    fileNotes.append(
      FileNote(
        path: skipped.path.text, code: skipped.problem.code, message: skipped.problem.message))
  }

  /// Adds an event that did not become a talk.
  mutating func note(_ reason: EventRejection, path: FilePath, line: Int, limits: IngestLimits) {
    eventsRejected[reason, default: 0] += 1
    guard eventNotes.count < limits.listed else { return }
    eventNotes.append(EventNote(path: path.text, line: line, reason: reason))
  }
}

/// Why an event did not become a talk of its own.
public enum EventRejection: String, Sendable, Hashable, CaseIterable {
  /// It repeats another event of the same calendar.
  case duplicate
  /// The index, or the same calendar, holds a newer version.
  case older
  /// It has neither title nor speaker nor time.
  case empty
  /// The calendar breaks off in the middle of it.
  case cut

  /// Whether something the calendar says is not in the index now.
  ///
  /// A cut event is none: the file is noted as breaking off, and its next state has the event whole.
  public var isLoss: Bool { self == .empty }

  /// The reason as a phrase.
  public var phrase: String {
    switch self {
    case .duplicate: "repeats another event"
    case .older: "an older version of a talk"
    case .empty: "has neither title nor speaker nor time"
    case .cut: "is cut off"
    }
  }
}

/// How far an ingest has come.
public struct IngestProgress: Sendable, Hashable {
  /// Files done, and files in all.
  public var files = 0, filesTotal = 0
  /// Bytes done, and bytes in all as far as known.
  public var bytes = 0, bytesTotal = 0
  /// Talks taken in.
  public var talks = 0
}
