import ICalendar
import TalkIndex

/// A file that has been read and understood, ready for the writer.
struct PreparedFile: Sendable {
  /// What came of reading it.
  enum Outcome: Sendable {
    /// Nothing in it has changed; where the hash had to tell, the new size and date.
    case unchanged(stamp: FileStamp?)
    /// It cannot be taken in.
    case rejected(FileProblem)
    /// Its events.
    case read(Calendar)
  }

  /// What a calendar holds.
  struct Calendar: Sendable {
    /// Size, date and hash of the file.
    var stamp: FileStamp
    /// Events in file order that are talks of their own.
    var events: [Event]
    /// Events in the file, also those that only change an occurrence of a recurring talk.
    var eventCount = 0
    /// Whether it was read to its end.
    var isComplete: Bool
    /// Name the calendar gives itself.
    var title: String?
    /// Web page of the calendar.
    var url: String?
    /// Diagnostics by code, all counted.
    var diagnosticCounts: [String: Int]
    /// The first diagnostics.
    var diagnostics: [Diagnostic]
  }

  /// One event.
  struct Event: Sendable {
    /// The talk it states, as it is stored.
    var row: TalkRow
    /// What tells it apart; made when asked for, since most events of a first ingest are not compared
    /// with anything.
    var traits: TalkTraits { TalkTraits(row) }
    /// Why it is no talk, if it is none.
    var rejection: EventRejection?
  }

  /// The file.
  var file: FoundFile
  /// What came of reading it.
  var outcome: Outcome
  /// Bytes read.
  var bytes = 0

  /// Whether there is something to be written.
  var needsStore: Bool {
    switch outcome {
    case .read: true
    case .unchanged(let stamp): stamp != nil
    case .rejected: false
    }
  }

  /// Number of events.
  var eventCount: Int {
    if case .read(let calendar) = outcome { calendar.eventCount } else { 0 }
  }
}

/// What tells whether a file has changed.
struct FileStamp: Sendable, Hashable {
  /// Bytes.
  var size: Int
  /// When it was last written, nanoseconds since 1970.
  var modified: Int64
  /// Hash of the bytes.
  var hash: UInt64
}
