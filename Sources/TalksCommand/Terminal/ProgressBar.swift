import Synchronization
import TalkIngest

/// Shows on a terminal how far an ingest has come: files, talks, MB, rate and time left.
///
/// It draws at most ten times a second, on standard error, in one line that it removes at the end.
final class ProgressBar: Sendable {
  private struct State {
    var drawnAt = 0.0
    var isShown = false
  }

  private let startedAt = ProcessEnvironment.uptime
  private let state = Mutex(State())

  /// Draws `progress`, unless something was drawn just before.
  func show(_ progress: IngestProgress) {
    let now = ProcessEnvironment.uptime
    let line = state.withLock { state -> String? in
      guard now - state.drawnAt >= 0.1 else { return nil }
      state.drawnAt = now
      state.isShown = true
      let columns = Terminal.size(2).columns
      return ProgressBar.line(progress, seconds: now - startedAt, columns: columns)
    }
    if let line { Messages.writeRaw("\r" + line + "\u{1B}[K") }
  }

  /// Removes the line.
  func end() {
    let isShown = state.withLock { $0.isShown }
    if isShown { Messages.writeRaw("\r\u{1B}[K") }
  }

  /// The line for a terminal of `columns` columns.
  static func line(_ progress: IngestProgress, seconds: Double, columns: Int) -> String {
    let share =
      progress.bytesTotal > 0
      ? min(Double(progress.bytes) / Double(progress.bytesTotal), 1)
      : progress.filesTotal > 0 ? Double(progress.files) / Double(progress.filesTotal) : 0
    var text = "\(progress.files)/\(progress.filesTotal) files  \(progress.talks) talks  "
    text += "\(progress.bytes >> 20)/\(progress.bytesTotal >> 20) MB"
    if seconds > 0.5 {
      text += "  \(Int(Double(progress.talks) / seconds)) talks/s"
      if share > 0.02, share < 1 {
        text += "  \(duration(seconds / share - seconds)) left"
      }
    }
    let width = min(30, columns - text.utf8.count - 5)
    guard width >= 8 else { return String(text.prefix(max(columns - 1, 0))) }
    let filled = Int(share * Double(width))
    return "[" + String(repeating: "#", count: filled)
      + String(repeating: ".", count: width - filled) + "] " + text
  }

  /// Seconds as people say them: `12 s`, `3:05 min`.
  static func duration(_ seconds: Double) -> String {
    let whole = Int(min(max(seconds.rounded(), 0), 359_999))
    guard whole >= 60 else { return "\(whole) s" }
    let rest = whole % 60
    return "\(whole / 60):\(rest < 10 ? "0" : "")\(rest) min"
  }
}
