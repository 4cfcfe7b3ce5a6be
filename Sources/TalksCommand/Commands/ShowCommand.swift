import ArgumentParser
import TalkFormats
import TalkIndex
import TalkModel
import TalkQuery

/// Shows everything about one talk.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show everything about a talk.",
    discussion: """
      Talks are named by the id that a search prints, or by their UID.

      Examples:
        talks show 42
        talks show 42 --format json
        talks show TALK229927AThttp://talks.cam.ac.uk
        talks show 42 --format ics > talk.ics
      """)

  @Argument(help: "Ids or UIDs.")
  var ids: [String]

  @OptionGroup var format: FormatOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let options = try format.printOptions(global)
    let index = try global.openIndex()
    var talks: [StoredTalk] = []
    var missing: [String] = []
    for id in ids {
      let found = try ShowCommand.talks(id, in: index)
      if found.isEmpty { missing.append(id) }
      talks += found
    }
    let output = global.output(isText: format.format == .text)
    var bytes: [UInt8] = []
    if format.fields != nil || ![.text, .json].contains(format.format) {
      let page = SearchPage(hits: talks.map { SearchHit(stored: $0, score: 0) }, total: talks.count)
      format.format.printer(options).print(
        page, PageContext(query: ids.joined(separator: " "), now: try global.clock().now),
        to: &bytes)
    } else {
      let printer = TalkDetailPrinter(options)
      for (position, talk) in talks.enumerated() {
        if format.format == .json {
          printer.printJSON(talk, to: &bytes)
        } else {
          if position > 0 { bytes.append(UInt8(ascii: "\n")) }
          printer.printText(talk, to: &bytes)
        }
      }
    }
    output.write(bytes)
    output.flush()
    for id in missing { Messages.write("talks: there is no talk \(id)") }
    if !missing.isEmpty { throw CommandFailure(.nothingFound) }
  }

  /// The talks with that row number, or that UID.
  static func talks(_ id: String, in index: TalkIndex) throws -> [StoredTalk] {
    if let row = Int64(id), let talk = try index.talk(id: row) { return [talk] }
    return try index.talks(uid: id)
  }
}
