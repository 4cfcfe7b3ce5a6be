import ICalendar
import TalkExtraction
import TalkIndex
import TalkModel

/// Reads one file and makes talks of its events: the part of an ingest that runs side by side.
struct FilePreparer: Sendable {
  /// What the ingest is asked to do.
  let options: IngestOptions
  /// Nanoseconds since 1970 when the ingest began, on the system's clock.
  let startedAt: Int64

  private let extractor: TalkExtractor
  private let reader: FileReader

  /// Makes a preparer for a whole ingest.
  init(options: IngestOptions, startedAt: Int64) {
    self.options = options
    self.startedAt = startedAt
    extractor = TalkExtractor(options: options.extraction)
    reader = FileReader(limits: options.limits)
  }

  /// Has a small calendar read by another thread, while this one looks for files.
  ///
  /// What words are looked up in is made when it is first needed, which takes some milliseconds for which all
  /// threads that read calendars would wait.
  func warmUp() {
    Task.detached { [self] in
      let content = FileContent(bytes: Array(FilePreparer.sample.utf8), modified: 0, hash: 0)
      let file = FoundFile(
        path: FilePath("sample.ics"), key: "", shortName: "", size: 0, modified: 0, isNamed: true)
      _ = understand(content, FileStamp(size: 0, modified: 0, hash: 0), file)
    }
  }

  private static let sample = """
    BEGIN:VCALENDAR\r
    VERSION:2.0\r
    BEGIN:VEVENT\r
    UID:1\r
    DTSTART:20250509T100000Z\r
    DTEND:20250509T110000Z\r
    SUMMARY:Seminar: On the weaving of patterns - Ada Lovelace (University of London)\r
    DESCRIPTION:Speaker: Dr Ada Lovelace\\nAbstract: The engine weaves algebraical patterns just as the loom\r
      weaves flowers and leaves. We will show how numbers are weighed in the light of analytical methods.\r
    LOCATION:Lecture Room 2\r
    END:VEVENT\r
    END:VCALENDAR\r

    """

  /// What comes of a file that need not be read; `nil` for others.
  static func known(_ item: IngestPlan.Item) -> PreparedFile? {
    if item.isOutdated {
      return PreparedFile(
        file: item.file,
        outcome: .rejected(
          FileProblem(
            .outdated, "is an older state than the index holds; --rehash reads all states again")))
    }
    return item.isUnchanged
      ? PreparedFile(file: item.file, outcome: .unchanged(stamp: nil)) : nil
  }

  /// Reads a file unless it is what the index saw last.
  func prepare(_ item: IngestPlan.Item) -> PreparedFile {
    if let known = FilePreparer.known(item) { return known }
    let file = item.file
    let content: FileContent
    do {
      content =
        file.isStandardInput
        ? try reader.readStandardInput()
        : try reader.read(file.path, followingLink: file.isNamed)
    } catch {
      return PreparedFile(file: file, outcome: .rejected(error))
    }
    let stamp = FileStamp(
      size: content.bytes.count, modified: trusted(content.modified), hash: content.hash)
    let bytes = content.bytes.count
    if let known = item.stamp, known.size == stamp.size, known.hash == stamp.hash {
      return PreparedFile(
        file: file, outcome: .unchanged(stamp: stamp == known ? nil : stamp), bytes: bytes)
    }
    return PreparedFile(file: file, outcome: understand(content, stamp, file), bytes: bytes)
  }

  /// The date of a file as far as it can tell a later change: 0 where the file was written so
  /// recently, or so far in the future, that another write might leave the same date.
  private func trusted(_ modified: Int64) -> Int64 {
    modified < startedAt - 2_000_000_000 ? modified : 0
  }

  private func understand(
    _ content: FileContent, _ stamp: FileStamp, _ file: FoundFile
  ) -> PreparedFile.Outcome {
    let document = CalendarDocument(bytes: content.bytes)
    if let mismatch = FileProblem(document, bytes: content.bytes) { return .rejected(mismatch) }
    if options.isStrict, let first = document.diagnostics.first(where: { $0.severity != .note }) {
      return .rejected(
        FileProblem(.notCalendar, "line \(first.line): \(first.message) (--strict)"))
    }
    var calendar = PreparedFile.Calendar(
      stamp: stamp, events: [], isComplete: !document.isTruncated,
      title: text(.xWrCalName, of: document) ?? text(.name, of: document),
      url: text(.source, of: document) ?? text(.url, of: document), diagnosticCounts: [:],
      diagnostics: document.diagnostics)
    for (code, count) in document.diagnosticCounts {
      calendar.diagnosticCounts[code.rawValue, default: 0] += count
    }
    let count = document.events.count
    calendar.events.reserveCapacity(count)
    // Events are whole or not read: a title cut in the middle must not take the place of the whole
    // one in the index. An event whose END was only forgotten is whole.
    let cut = document.isTruncated && document.events.last?.isComplete == false
    extractor.forEachEvent(of: document, fileName: FilePath(bytes: file.path.name).text) { event in
      for diagnostic in event.diagnostics {
        calendar.diagnosticCounts[diagnostic.code.rawValue, default: 0] += 1
      }
      calendar.diagnostics += event.diagnostics
      calendar.eventCount += 1
      // The occurrences of the recurring talk reflect it.
      guard !event.isMergedIntoMaster else { return }
      calendar.events.append(
        PreparedFile.Event(
          row: TalkRow(event.talk),
          rejection: cut && calendar.eventCount == count
            ? .cut : FilePreparer.isEmpty(event) ? .empty : nil))
    }
    return .read(calendar)
  }

  private static func isEmpty(_ event: ExtractedEvent) -> Bool {
    event.talk.title.isEmpty && event.talk.speakers.isEmpty && event.talk.time == nil
  }

  private func text(_ name: PropertyName, of document: CalendarDocument) -> String? {
    guard let text = document.calendars.first?.first(name)?.text, !text.isEmpty else { return nil }
    return text
  }
}
