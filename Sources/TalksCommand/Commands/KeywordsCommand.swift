import ArgumentParser
import TalkIndex

/// Lists keywords.
struct KeywordsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keywords",
    abstract: "List keywords, stated and extracted ones.",
    discussion: """
      Examples:
        talks keywords
        talks keywords topology
        talks keywords --limit 1000 --format csv
      """)

  @OptionGroup var names: NameOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let index = try global.openIndex()
    try names.print(try names.list(.keywords, in: index), kind: "keywords", global: global)
  }
}
