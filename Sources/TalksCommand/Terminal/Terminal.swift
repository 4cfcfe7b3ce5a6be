#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What is at the other end of standard output and standard error.
enum Terminal {
  /// Whether standard output is a terminal.
  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Whether standard error is a terminal that understands control sequences.
  static var messagesAreTerminal: Bool {
    isatty(STDERR_FILENO) == 1 && ProcessEnvironment.value("TERM") != "dumb"
  }

  /// Columns and rows of the terminal at `descriptor`; 80 by 24 where there is none.
  static func size(_ descriptor: Int32 = STDOUT_FILENO) -> (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      let columns = ProcessEnvironment.value("COLUMNS").flatMap { Int($0) } ?? 80
      return (min(max(columns, 20), 1000), 24)
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }
}
