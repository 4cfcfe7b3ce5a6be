import ArgumentParser
import TalkFormats
import TalkIndex
import TalkModel

/// Lists people, or what one of them spoke on.
struct SpeakersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "speakers",
    abstract: "List people who speak, or everything one person gave.",
    discussion: """
      Examples:
        talks speakers
        talks speakers hopper
        talks speakers hopper --timeline
        talks speakers "Grace Hopper" --timeline --format json
      """)

  @OptionGroup var names: NameOptions

  @Flag(help: "Show year by year what the person spoke on, where and with whom.")
  var timeline = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if timeline, names.name.isEmpty {
      throw ValidationError("--timeline needs the name of a person.")
    }
    if timeline, names.format == .csv || names.format == .tsv {
      throw ValidationError("A timeline is printed as text or json.")
    }
  }

  func run() throws {
    let index = try global.openIndex()
    guard timeline else {
      return try names.print(try names.list(.people, in: index), kind: "speakers", global: global)
    }
    let person = try self.person(in: index)
    guard let timeline = try index.timeline(ofPerson: person.id) else {
      throw CommandFailure(.nothingFound, "nothing found")
    }
    let output = global.output(isText: names.format == .text)
    switch names.format {
    case .json, .jsonl:
      var json = JSONWriter(indents: names.format == .json)
      json.timeline(timeline)
      json.endLine()
      output.write(json.bytes)
    case .text, .csv, .tsv:
      output.write(TimelineText.of(timeline))
    }
    output.flush()
  }

  /// The one person that is meant.
  private func person(in index: TalkIndex) throws -> NameListing {
    let typed = names.typedName
    if let exact = try index.people(NameListRequest(.named(typed), limit: 1)).first { return exact }
    let near = try index.names(.people, resembling: typed, limit: 10)
    guard let first = near.first else {
      throw CommandFailure(.nothingFound, "there is no speaker “\(typed)”")
    }
    guard near.count == 1 else {
      throw CommandFailure.usage(
        "“\(typed)” may be " + near.map(\.name).joined(separator: ", ") + ".",
        advice: "Name one of them in full.")
    }
    return first
  }
}
