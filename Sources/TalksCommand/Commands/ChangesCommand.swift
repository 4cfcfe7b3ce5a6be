import ArgumentParser
import TalkFormats
import TalkIndex
import TalkModel

/// Lists what ingests changed.
struct ChangesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "changes",
    abstract: "List what ingests changed: new, moved, cancelled, gone talks.",
    discussion: """
      Without --since it lists what the last ingest changed.

      Examples:
        talks changes
        talks changes --since 3
        talks changes --revisions
        talks changes --format json
      """)

  @Option(help: ArgumentHelp("Changes after this revision.", valueName: "revision"))
  var since: Int64?

  @Flag(help: "List the ingests themselves, the newest first.")
  var revisions = false

  @Option(name: .shortAndLong, help: ArgumentHelp("Lines to print.", valueName: "count"))
  var limit = 1000

  @Option(help: ArgumentHelp("How to print.", valueName: "format"))
  var format: SummaryFormat = .text

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let index = try global.openIndex()
    let output = global.output(isText: format == .text)
    if revisions {
      let listed = try index.revisions(limit: limit)
      print(listed, to: output)
      output.flush()
      if listed.isEmpty { throw CommandFailure(.nothingFound, "nothing was ingested yet") }
      return
    }
    let last = try index.revisions(limit: 1).first?.id ?? 0
    let changes = try index.changes(since: since ?? max(last - 1, 0), limit: limit)
    print(changes, to: output)
    output.flush()
    if changes.isEmpty { throw CommandFailure(.nothingFound, "nothing has changed") }
  }

  private func print(_ revisions: [RevisionListing], to output: Output) {
    switch format {
    case .text:
      for revision in revisions {
        let counts = revision.counts
        output.line(
          "\(revision.id)  \(TimeText.utc(revision.startedAt))  \(counts.filesRead) files, "
            + "\(counts.new) new, \(counts.changed) changed, \(counts.same) same, "
            + "\(counts.gone) gone" + (revision.finishedAt == nil ? " (interrupted)" : ""))
      }
    case .json:
      var json = JSONWriter(indents: true)
      json.object { json in
        json.count("schema", OutputSchema.version)
        json.key("revisions")
        json.array { list in
          for revision in revisions { list.revision(revision) }
        }
      }
      json.endLine()
      output.write(json.bytes)
    }
  }

  private func print(_ changes: [TalkChange], to output: Output) {
    switch format {
    case .text:
      for change in changes {
        let talk = change.talk.talk
        let title = talk.title.isEmpty ? "(no title)" : talk.title
        let kind = change.kind.rawValue
        let gap = String(repeating: " ", count: max(1, 11 - kind.utf8.count))
        let speakers = talk.speakers.map(\.name).joined(separator: ", ")
        output.line(
          kind + gap
            + TerminalText.oneLine(title + (speakers.isEmpty ? "" : " – " + speakers))
            + "  (id \(change.talk.id))")
        if let time = talk.time { output.line("           " + TimeText.readable(time)) }
        for field in change.fields where field.before != nil {
          let before = TerminalText.oneLine(field.before ?? "")
          output.line("           \(field.name) was: \(before)")
        }
      }
    case .json:
      var json = JSONWriter(indents: true)
      json.object { json in
        json.count("schema", OutputSchema.version)
        json.key("changes")
        json.array { list in
          for change in changes { list.change(change) }
        }
      }
      json.endLine()
      output.write(json.bytes)
    }
  }
}

extension JSONWriter {
  fileprivate mutating func revision(_ revision: RevisionListing) {
    object { json in
      json.count("id", revision.id)
      json.moment("started_at", revision.startedAt)
      json.moment("finished_at", revision.finishedAt)
      json.count("files_read", revision.counts.filesRead)
      json.count("new", revision.counts.new)
      json.count("changed", revision.counts.changed)
      json.count("same", revision.counts.same)
      json.count("gone", revision.counts.gone)
      json.count("rejected", revision.counts.rejected)
    }
  }

  fileprivate mutating func change(_ change: TalkChange) {
    let talk = change.talk.talk
    object { json in
      json.member("kind", change.kind.rawValue)
      json.count("revision", change.revision)
      json.count("id", change.talk.id)
      json.member("uid", talk.identity.uid)
      json.member("title", talk.title)
      json.key("speakers")
      json.strings(talk.speakers.map(\.name))
      json.member("start", talk.time.map(TimeText.start))
      json.member("venue", talk.venue)
      json.member("status", talk.status.rawValue)
      json.key("before")
      json.object { fields in
        for field in change.fields { fields.member(field.name, field.before) }
      }
    }
  }
}
