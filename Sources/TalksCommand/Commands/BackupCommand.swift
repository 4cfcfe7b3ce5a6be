import ArgumentParser
import TalkIndex

/// Copies the index.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the index to a new file, consistently, while others use it.",
    discussion: """
      The copy stands alone and is checked. A file that is already there is never overwritten. \
      Copying an index with cp while it is written to loses what its write-ahead log holds.

      Examples:
        talks backup talks-2025-05-09.sqlite
      """)

  @Argument(help: "The new file.")
  var path: String

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let index = try global.openIndex()
    try index.backup(to: path)
    if !global.quiet { Messages.write("talks: copied the index to \(path)") }
  }
}
