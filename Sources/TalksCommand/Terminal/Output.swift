import TalkFormats
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Standard output, buffered.
///
/// A reader that goes away early (`talks search … | head -1`) ends the
/// process with success, as it does for every well-behaved filter.
final class Output {
  private var buffer: [UInt8] = []
  /// Whether a pager shows the text where it is longer than the terminal is high.
  private let mayPage: Bool

  /// Makes standard output.
  ///
  /// - Parameter mayPage: whether the text is for reading and a pager is wanted.
  init(mayPage: Bool = false) {
    self.mayPage = mayPage && Terminal.outputIsTerminal
    signal(SIGPIPE, SIG_IGN)
  }

  /// Adds text as it is.
  func write(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count > 1 << 16, !mayPage { flush() }
  }

  /// Adds bytes as they are.
  func write(_ bytes: [UInt8]) {
    buffer.append(contentsOf: bytes)
    if buffer.count > 1 << 16, !mayPage { flush() }
  }

  /// Adds text and a line break.
  func line(_ text: String = "") {
    write(text)
    write("\n")
  }

  /// Writes what is buffered.
  func flush() {
    guard !buffer.isEmpty else { return }
    let bytes = buffer
    buffer.removeAll(keepingCapacity: true)
    if mayPage, isTallerThanTerminal(bytes), Pager.show(bytes) { return }
    switch Output.write(bytes, to: STDOUT_FILENO) {
    case 0: break
    case EPIPE: ProcessEnvironment.end(ExitStatus.success.rawValue)
    case let number:
      Messages.write("talks: cannot write the result: \(String(cString: strerror(number)))")
      ProcessEnvironment.end(ExitStatus.disk.rawValue)
    }
  }

  private func isTallerThanTerminal(_ bytes: [UInt8]) -> Bool {
    let rows = Terminal.size().rows
    return bytes.lazy.filter { $0 == UInt8(ascii: "\n") }.prefix(rows).count >= rows
  }

  /// Writes all of `bytes`; returns 0 or the error number.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { all in
      var offset = 0
      while offset < all.count {
        let written = systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: all[offset...]))
        if written >= 0 {
          offset += written
        } else if errno == EAGAIN {
          var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          _ = poll(&wanted, 1, -1)
        } else if errno != EINTR {
          return errno
        }
      }
      return 0
    }
  }
}

/// Standard error: remarks for people, never results.
enum Messages {
  /// Writes one message.
  ///
  /// Control characters, which a file name or a calendar may have put there, are shown as visible
  /// replacements.
  static func write(_ text: String) {
    _ = Output.write(
      Array((TerminalText.lines(text).joined(separator: "\n") + "\n").utf8), to: STDERR_FILENO)
  }

  /// Writes text with control sequences of our own.
  static func writeRaw(_ text: String) {
    _ = Output.write(Array(text.utf8), to: STDERR_FILENO)
  }
}

// `write` is also the name of members above; this reaches the system's.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
