import ArgumentParser

@main
struct Measure: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure",
    abstract: "Run one part of the program on real input, for timing it beside a rival.",
    subcommands: [MeasureRead.self, MeasureExtract.self, MeasureQueries.self])
}
