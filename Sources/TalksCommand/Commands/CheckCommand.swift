import ArgumentParser
import TalkFormats
import TalkIndex

/// Checks the index, and mends it.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check that the index is sound, and mend it.",
    discussion: """
      Looks at the file's structure, its schema, the full-text indexes, every talk's content, names \
      and occurrences. Ends with 3 where something is wrong.

      Examples:
        talks check
        talks check --repair
        talks check --format json
      """)

  @Flag(help: "Mend what can be mended from the talks themselves; a sound index is left alone.")
  var repair = false

  @Option(help: ArgumentHelp("How to print.", valueName: "format"))
  var format: SummaryFormat = .text

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let path = try global.location().path
    let index = try TalkIndex.open(at: path, mode: repair ? .write : .read)
    let actions = repair ? try index.repair() : []
    if !actions.isEmpty { try index.checkpoint() }
    let findings = try index.check()
    let output = global.output(isText: format == .text)
    switch format {
    case .json:
      var json = JSONWriter(indents: true)
      json.check(findings, actions)
      json.endLine()
      output.write(json.bytes)
    case .text:
      for action in actions { output.line("mended: \(TerminalText.oneLine(action.message))") }
      for finding in findings {
        output.line("\(finding.severity.rawValue): \(TerminalText.oneLine(finding.message))")
        if !finding.talks.isEmpty {
          output.line("    talks \(finding.talks.map(String.init).joined(separator: ", "))")
        }
        if !finding.advice.isEmpty { output.line("    \(TerminalText.oneLine(finding.advice))") }
      }
      if findings.isEmpty, !global.quiet { output.line("The index is sound.") }
    }
    output.flush()
    if findings.contains(where: { $0.severity > .note }) { throw CommandFailure(.index) }
  }
}

extension JSONWriter {
  fileprivate mutating func check(_ findings: [CheckFinding], _ actions: [RepairAction]) {
    object { json in
      json.count("schema", OutputSchema.version)
      json.key("sound")
      json.flag(!findings.contains { $0.severity > .note })
      json.key("findings")
      json.array { list in
        for finding in findings {
          list.object { one in
            one.member("code", finding.code.rawValue)
            one.member("severity", finding.severity.rawValue)
            one.member("message", finding.message)
            one.member("advice", finding.advice)
            one.key("repairable")
            one.flag(finding.isRepairable)
            one.count("count", finding.count)
            one.key("talks")
            one.array { talks in
              for talk in finding.talks { talks.integer(talk) }
            }
          }
        }
      }
      json.key("mended")
      json.array { list in
        for action in actions {
          list.object { one in
            one.member("code", action.code.rawValue)
            one.member("message", action.message)
          }
        }
      }
    }
  }
}
