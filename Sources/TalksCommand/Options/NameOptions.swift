import ArgumentParser
import TalkFormats
import TalkIndex

/// Options of subcommands that list people, series or keywords.
struct NameOptions: ParsableArguments {
  @Argument(help: "Only names like this.")
  var name: [String] = []

  @Flag(help: "Sort by name, not by number of talks.")
  var byName = false

  @Option(name: .shortAndLong, help: ArgumentHelp("Names to print.", valueName: "count"))
  var limit = 50

  @Option(help: ArgumentHelp("Names to skip first.", valueName: "count"))
  var offset = 0

  @Option(help: ArgumentHelp("How to print them.", valueName: "format"))
  var format: ListFormat = .text

  /// What was typed as the name.
  var typedName: String { name.joined(separator: " ") }

  /// The names: those that resemble what was typed, the most alike first, else all.
  func list(_ kind: NameSearchKind, in index: TalkIndex) throws -> [NameListing] {
    if !typedName.isEmpty, !byName {
      let best = try index.names(kind, resembling: typedName, limit: offset + limit)
      return Array(best.dropFirst(offset))
    }
    let request = NameListRequest(
      typedName.isEmpty ? .all : .containing(typedName), order: byName ? .name : .talks,
      limit: limit, offset: offset)
    return switch kind {
    case .people: try index.people(request)
    case .series: try index.series(request)
    case .keywords: try index.keywords(request)
    }
  }

  func validate() throws {
    guard (0...1_000_000).contains(limit), (0...1_000_000).contains(offset) else {
      throw ValidationError("--limit and --offset can be 0 to 1000000.")
    }
  }

  /// Prints `names`; `kind` is the key of the list in JSON.
  ///
  /// - Throws: `nothingFound` where there are none.
  func print(_ names: [NameListing], kind: String, global: GlobalOptions) throws {
    let output = global.output(isText: format == .text)
    let options = PrintOptions(
      usesColour: format == .text && global.color.isOn(),
      width: Terminal.outputIsTerminal ? Terminal.size().columns : nil)
    var bytes: [UInt8] = []
    NameListPrinter(format, options).print(
      names.map {
        ListedName(
          name: $0.name, talks: $0.talks, firstYear: $0.firstYear, lastYear: $0.lastYear)
      }, kind: kind, to: &bytes)
    output.write(bytes)
    output.flush()
    guard !names.isEmpty else {
      throw CommandFailure(.nothingFound, global.quiet ? nil : "nothing found")
    }
  }
}
