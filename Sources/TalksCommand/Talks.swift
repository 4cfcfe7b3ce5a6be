import ArgumentParser

/// The command and its subcommands.
struct Talks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "talks",
    abstract: "A search engine for seminars and conference talks.",
    discussion: """
      Reads the calendars that departments and conferences publish, and finds talks by who speaks \
      on what in which series.

      Examples:
        talks ingest ~/calendars          read a folder of calendars into the index
        talks search sparse autoencoders  find talks, the best first
        talks sparse autoencoders         the same, in short
        talks show 42                     everything about one talk
        talks speakers hopper --timeline  everything one person gave

      Exit status:
      \(ExitStatus.table)
      """,
    version: Version.text,
    groupedSubcommands: [
      CommandGroup(
        name: "Read",
        subcommands: [IngestCommand.self, InspectCommand.self]),
      CommandGroup(
        name: "Find",
        subcommands: [
          SearchCommand.self, ShowCommand.self, SpeakersCommand.self, SeriesCommand.self,
          KeywordsCommand.self, SimilarCommand.self, CompleteCommand.self, ChangesCommand.self,
        ]),
      CommandGroup(
        name: "Keep",
        subcommands: [
          SourcesCommand.self, ExportCommand.self, StatsCommand.self, CheckCommand.self,
          BackupCommand.self, CompletionsCommand.self,
        ]),
    ])
}

/// The version of the program.
enum Version {
  static let text = "0.1.0"
}
