import ArgumentParser
import TalkIndex

/// Lists series.
struct SeriesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "series",
    abstract: "List series, tracks and conferences.",
    discussion: """
      Examples:
        talks series
        talks series logic
        talks series --by-name --format json
      """)

  @OptionGroup var names: NameOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let index = try global.openIndex()
    try names.print(try names.list(.series, in: index), kind: "series", global: global)
  }
}
