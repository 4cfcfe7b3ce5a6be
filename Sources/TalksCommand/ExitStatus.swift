import ArgumentParser

/// Every status with which the command ends.
///
/// Programs and shell scripts rely on these; they are documented in `talks --help`.
enum ExitStatus: Int32, CaseIterable {
  /// Found something, or done.
  case success = 0
  /// Nothing found.
  case nothingFound = 1
  /// Wrong usage, or a query that clearly means something and clearly gets it wrong.
  case usage = 2
  /// The index is missing, foreign, damaged or of another version.
  case index = 3
  /// Done, but some input was rejected.
  case rejected = 4
  /// The disk is full, read-only, or failing (`EX_IOERR` of sysexits).
  case disk = 74
  /// The index is busy; try again (`EX_TEMPFAIL` of sysexits).
  case busy = 75
  /// Interrupted, after a safe stop (128 + SIGINT).
  case interrupted = 130

  /// What it means, for the help text.
  var summary: String {
    switch self {
    case .success: "found something, or done"
    case .nothingFound: "nothing found"
    case .usage: "wrong usage or query"
    case .index: "the index is missing, foreign, damaged or of another version"
    case .rejected: "done, but some input was rejected"
    case .disk: "the disk is full or cannot be written"
    case .busy: "the index is busy; try again"
    case .interrupted: "interrupted after a safe stop"
    }
  }
}

extension ExitStatus {
  /// All of them with their meaning, a line each.
  static var table: String {
    allCases.map { status in
      let number = String(status.rawValue)
      let gap = String(repeating: " ", count: 5 - number.utf8.count)
      return "  " + number + gap + status.summary
    }.joined(separator: "\n")
  }
}

/// A reason to end with another status than success, and what to tell the user.
struct CommandFailure: Error {
  /// The status to end with.
  var status: ExitStatus
  /// What is the matter, as a sentence; `nil` where all has been said.
  var message: String?
  /// What to do about it.
  var advice: String?

  /// Makes a failure.
  init(_ status: ExitStatus, _ message: String? = nil, advice: String? = nil) {
    self.status = status
    self.message = message
    self.advice = advice
  }

  /// A mistake in how the command was called.
  static func usage(_ message: String, advice: String? = nil) -> CommandFailure {
    CommandFailure(.usage, message, advice: advice)
  }
}
