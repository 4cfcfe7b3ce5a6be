import ArgumentParser
import TalkFormats
import TalkIndex

/// Shows what the index holds, in numbers.
struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Show what the index holds, in numbers.",
    discussion: """
      Examples:
        talks stats
        talks stats --sizes
        talks stats --format json
      """)

  @Flag(help: "Also measure every table, which reads the whole file.")
  var sizes = false

  @Option(help: ArgumentHelp("How to print.", valueName: "format"))
  var format: SummaryFormat = .text

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let statistics = try global.openIndex().statistics(sizes: sizes)
    let output = global.output(isText: format == .text)
    switch format {
    case .json:
      var json = JSONWriter(indents: true)
      json.statistics(statistics)
      json.endLine()
      output.write(json.bytes)
    case .text:
      for (label, value) in StatsCommand.rows(statistics) {
        output.line(label + String(repeating: " ", count: max(1, 14 - label.utf8.count)) + value)
      }
      for table in statistics.tables {
        output.line("  \(StatsCommand.megabytes(table.bytes)) MB  \(table.name)")
      }
    }
    output.flush()
  }

  private static func rows(_ all: IndexStatistics) -> [(String, String)] {
    var rows: [(String, String)] = [("talks", ReportText.grouped(all.talks))]
    func add(_ label: String, _ count: Int) { rows.append((label, ReportText.grouped(count))) }
    add("  not talks", all.others)
    add("  cancelled", all.cancelled)
    add("gone", all.gone)
    add("occurrences", all.occurrences)
    add("speakers", all.people)
    add("series", all.series)
    add("keywords", all.keywords)
    add("sources", all.sources)
    add("files", all.files)
    add("revisions", all.revisions)
    if let first = all.firstDay, let last = all.lastDay {
      rows.append(("days", "\(first)–\(last)"))
    }
    rows.append(("schema", String(all.schemaVersion)))
    rows.append(("size", megabytes(all.bytes) + " MB"))
    return rows
  }

  private static func megabytes(_ bytes: Int64) -> String {
    ReportText.decimal(Double(bytes) / 1_048_576)
  }
}

extension JSONWriter {
  fileprivate mutating func statistics(_ all: IndexStatistics) {
    object { json in
      json.count("schema", OutputSchema.version)
      json.count("talks", all.talks)
      json.count("others", all.others)
      json.count("cancelled", all.cancelled)
      json.count("gone", all.gone)
      json.count("occurrences", all.occurrences)
      json.count("speakers", all.people)
      json.count("series", all.series)
      json.count("keywords", all.keywords)
      json.count("sources", all.sources)
      json.count("files", all.files)
      json.count("revisions", all.revisions)
      json.member("first_day", all.firstDay)
      json.member("last_day", all.lastDay)
      json.count("index_schema", all.schemaVersion)
      json.count("bytes", all.bytes)
      if !all.tables.isEmpty {
        json.key("tables")
        json.object { tables in
          for table in all.tables { tables.count(table.name, table.bytes) }
        }
      }
    }
  }
}
