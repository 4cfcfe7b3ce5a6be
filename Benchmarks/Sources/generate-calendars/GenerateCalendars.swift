import ArgumentParser
import CalendarGenerator
import Foundation

@main
struct GenerateCalendars: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate-calendars",
    abstract: "Write seeded, realistic calendars to a folder.")

  @Option(help: "Number of talks.") var talks = 100_000
  @Option(help: "Number of files.") var files = 500
  @Option(help: "Seed; the same one gives the same bytes.") var seed: UInt64 = 1
  @Argument(help: "Folder to write to; made where it is missing.") var folder: String

  func run() throws {
    let generator = CalendarGenerator(talks: talks, files: files, seed: seed)
    let target = URL(fileURLWithPath: folder)
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    var written = 0
    for index in 0..<generator.files {
      let bytes = generator.calendar(index)
      written += bytes.count
      try Data(bytes).write(to: target.appendingPathComponent(generator.name(ofFile: index)))
    }
    print("\(generator.files) files, \(written) bytes")
  }
}
