import ArgumentParser
import TalkExtraction
import TalkIndex
import TalkFormats
import TalkIngest

/// Reads calendars into the index.
struct IngestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract: "Read calendars into the index.",
    discussion: """
      Reads files and folders (.ics, .ical, .icalendar, .vcs, recursively) and standard input. \
      Reading the same calendars again changes nothing; a changed calendar updates its talks in \
      place; a talk that its calendar no longer lists is marked gone, not deleted.

      Each file is a source of its own, named by its path below the folder given, unless --source \
      names one for all.

      Examples:
        talks ingest ~/calendars
        talks ingest seminar.ics --source "Logic seminar"
        curl -s https://example.org/talks.ics | talks ingest - --source example
        talks ingest --snapshots --source yale history/    successive states of one feed
        talks ingest --dry-run ~/calendars                 what would change
      """)

  @Argument(help: "Calendars or folders; - is standard input.")
  var paths: [String]

  @Option(help: ArgumentHelp("Name of the source of everything read.", valueName: "name"))
  var source: String?

  @Flag(help: "The files are successive states of one feed, the oldest first by file name.")
  var snapshots = false

  @Flag(help: "Say what would change and write nothing.")
  var dryRun = false

  @Flag(help: "Reject a file as a whole if anything in it has to be repaired or left out.")
  var strict = false

  @Flag(help: "Read every file again, however unchanged it looks.")
  var rehash = false

  @Flag(help: "Believe it where most talks of a calendar have disappeared.")
  var force = false

  @Option(
    help: ArgumentHelp(
      "Memory for the first build of a large index, in MiB; with less, searches are a little slower.",
      valueName: "size"))
  var memory = 256

  @Option(help: ArgumentHelp("Format of the summary: text or json.", valueName: "format"))
  var format: SummaryFormat = .text

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if let source, source.isEmpty { throw ValidationError("The name of the source is empty.") }
    guard (16...65_536).contains(memory) else {
      throw ValidationError("The memory is a number of MiB from 16 to 65536.")
    }
    if paths.contains("") { throw ValidationError("A path is empty.") }
  }

  func run() async throws {
    let clock = try global.clock()
    let location = try global.location()
    if !dryRun { try location.makeFolder() }
    Interrupt.watch()
    let bar = Terminal.messagesAreTerminal && !global.quiet ? ProgressBar() : nil
    let options = IngestOptions(
      now: clock.now, source: source, areSnapshots: snapshots, rehashes: rehash, isForced: force,
      isDryRun: dryRun, isStrict: strict, memory: memory << 20,
      extraction: ExtractionOptions(defaultZone: clock.zoneName))
    let pipeline = IngestPipeline(
      options: options, progress: { bar?.show($0) }, isCancelled: { Interrupt.isRequested })
    let report: IngestReport
    do {
      report = try await pipeline.run(paths.map { FilePath($0) }, intoIndexAt: location.path)
      bar?.end()
    } catch {
      bar?.end()
      throw error
    }
    show(report)
    if report.isInterrupted {
      throw CommandFailure(
        .interrupted, "Stopped; what was read so far is stored.",
        advice: "Run the same command again to read the rest.")
    }
    if report.hasRejections { throw CommandFailure(.rejected) }
  }

  private func show(_ report: IngestReport) {
    let output = global.output(isText: false)
    switch format {
    case .json:
      var json = JSONWriter(indents: false)
      json.report(report)
      json.endLine()
      output.write(json.bytes)
    case .text:
      for note in report.fileNotes { Messages.write("talks: \(note.path): \(note.message)") }
      if global.verbose {
        for note in report.eventNotes where note.reason.isLoss || report.eventNotes.count < 50 {
          Messages.write("talks: \(note.path):\(note.line): event \(note.reason.phrase)")
        }
        for note in report.diagnosticNotes { Messages.write("talks: \(note)") }
      }
      if !global.quiet { output.write(ReportText.of(report, isVerbose: global.verbose)) }
    }
    output.flush()
  }
}
