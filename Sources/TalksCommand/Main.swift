import ArgumentParser
import TalkIndex

/// The entry of the program.
@main
enum Main {
  /// Runs the command line and ends the process with a status of `ExitStatus`.
  static func main() async {
    ProcessEnvironment.keepFreedMemory()
    let typed = Array(CommandLine.arguments.dropFirst())
    do {
      let expanded = BareSearch.expand(typed)
      if let search = QuickSearch.task(expanded) {
        try search.run()
        // Returning from here would start a thread for what asynchronous work might be left.
        ProcessEnvironment.end(ExitStatus.success.rawValue)
      }
      if let ingest = QuickIngest.command(expanded) {
        try await ingest.run()
        ProcessEnvironment.end(ExitStatus.success.rawValue)
      }
      var command = try Talks.parseAsRoot(expanded)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      end(with: error)
    }
  }

  /// Tells the user about `error` and ends the process.
  private static func end(with error: any Error) -> Never {
    let failure: CommandFailure
    switch error {
    case let known as CommandFailure:
      failure = known
    case let known as TalkIndexError:
      failure = CommandFailure(known)
    case let code as ExitCode:
      ProcessEnvironment.end(code.rawValue)
    default:
      guard Talks.exitCode(for: error) == .success else {
        failure = CommandFailure(.usage, Talks.fullMessage(for: error))
        break
      }
      let output = Output()
      output.line(Talks.fullMessage(for: error))
      output.flush()
      ProcessEnvironment.end(ExitStatus.success.rawValue)
    }
    if let message = failure.message {
      let prefix = message.hasPrefix("Error: ") ? "" : "talks: "
      Messages.write(prefix + message + (failure.advice.map { "\n" + $0 } ?? ""))
    }
    ProcessEnvironment.end(failure.status.rawValue)
  }
}

extension CommandFailure {
  /// What an error of the index means for the command.
  init(_ error: TalkIndexError) {
    let status: ExitStatus =
      switch error.code {
      case .missing, .empty, .foreign, .older, .newer, .damaged: .index
      case .busy: .busy
      case .full, .readOnly, .denied, .disk: .disk
      case .exists, .deadline, .misuse: .usage
      }
    self.init(status, error.message, advice: error.advice)
  }
}
