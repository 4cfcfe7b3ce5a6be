/// Reads `talks ingest` with paths and the usual options by itself: see `QuickOptions`.
enum QuickIngest {
  /// The command of what was typed; `nil` where anything but paths, `--source`, `--index`, `--now`,
  /// `--time-zone` and `--quiet` is among it, or no path at all.
  static func command(_ typed: [String]) -> IngestCommand? {
    guard typed.first == "ingest",
      let options = QuickOptions(
        typed.dropFirst(), values: ["--source", "--index", "--now", "--time-zone"],
        flags: ["--quiet"]),
      !options.words.isEmpty, !options.words.contains(""), options["--source"] != ""
    else { return nil }
    var command = IngestCommand()
    command.paths = options.words
    command.source = options["--source"]
    command.snapshots = false
    command.dryRun = false
    command.strict = false
    command.rehash = false
    command.force = false
    command.memory = 256
    command.format = .text
    command.global = options.global
    return command
  }
}
