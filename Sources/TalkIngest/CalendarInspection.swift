import ICalendar
public import TalkExtraction

/// Reads calendars and extracts talks for somebody to look at, without any index.
public struct CalendarInspection: Sendable {
  private let extractor: TalkExtractor
  private let limits: IngestLimits

  /// Makes an inspection.
  public init(options: ExtractionOptions = .standard, limits: IngestLimits = .standard) {
    extractor = TalkExtractor(options: options)
    self.limits = limits
  }

  /// Reads each calendar that `arguments` lead to, in the order of the paths.
  ///
  /// - Parameters:
  ///   - arguments: files and folders; `-` is standard input.
  ///   - body: gets the path as text and the events of one calendar in file order.
  ///   - problem: gets the path as text and why it could not be read.
  /// - Returns: whether something could not be read.
  public func run(
    _ arguments: [FilePath], body: (String, [ExtractedEvent]) -> Void,
    problem: (String, FileProblem) -> Void
  ) -> Bool {
    let found = SourceFinder(limits: limits).find(arguments)
    for skipped in found.skipped { problem(skipped.path.text, skipped.problem) }
    var isRejected = found.skipped.contains { !$0.problem.code.isPassedOver }
    let reader = FileReader(limits: limits)
    for file in found.files {
      do throws(FileProblem) {
        let content =
          file.isStandardInput
          ? try reader.readStandardInput()
          : try reader.read(file.path, followingLink: file.isNamed)
        let document = CalendarDocument(bytes: content.bytes)
        if let mismatch = FileProblem(document, bytes: content.bytes) { throw mismatch }
        body(
          file.path.text,
          extractor.extract(document, fileName: FilePath(bytes: file.path.name).text))
      } catch {
        problem(file.path.text, error)
        isRejected = true
      }
    }
    return isRejected
  }
}
