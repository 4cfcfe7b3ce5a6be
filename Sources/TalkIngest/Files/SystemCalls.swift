#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// The few system calls that reading calendars needs, as values: an `errno` never has to be looked
// up elsewhere.

/// An error number of the system.
struct SystemErrno: Error, Hashable {
  /// The value of `errno`.
  let number: Int32

  /// What just failed.
  static var current: SystemErrno { SystemErrno(number: errno) }

  /// The system's text, such as `Permission denied`.
  var text: String {
    String(cString: strerror(number))
  }

  /// A symbolic link where none is followed.
  var isSymbolicLink: Bool { number == ELOOP || number == EMLINK }
  /// No such file.
  var isMissing: Bool { number == ENOENT || number == ENOTDIR }
}

/// An open file, closed when its last owner lets go of it.
final class Descriptor {
  /// The number the system knows it by.
  let number: Int32

  /// Takes over an open descriptor.
  init(number: Int32) {
    self.number = number
  }

  deinit {
    close(number)
  }

  /// Opens `path` for reading without ever waiting (a FIFO) and without handing it to child
  /// processes.
  ///
  /// - Throws: what `open` reports; `ELOOP` for a symbolic link that is not to be followed.
  static func open(_ path: FilePath, followingLink: Bool) throws(SystemErrno) -> Descriptor {
    let flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | (followingLink ? 0 : O_NOFOLLOW)
    let number = path.withCString { openFile($0, flags) }
    guard number >= 0 else { throw .current }
    return Descriptor(number: number)
  }

  /// What the system says of the open file.
  func status() throws(SystemErrno) -> FileStatus {
    var raw = stat()
    guard fstat(number, &raw) == 0 else { throw .current }
    return FileStatus(raw)
  }

  /// Reads as many bytes as fit into `buffer`, or fewer; 0 at the end of the file.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemErrno) -> Int {
    guard let base = buffer.baseAddress else { return 0 }
    while true {
      let got = readBytes(number, base, buffer.count)
      if got >= 0 { return got }
      let failure = SystemErrno.current
      if failure.number == EAGAIN {
        // Standard input may have been left non-blocking by whoever started this process.
        var wanted = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
        _ = poll(&wanted, 1, -1)
      } else if failure.number != EINTR {
        throw failure
      }
    }
  }
}

/// What `fstat` says of a file, as far as it matters here.
struct FileStatus: Hashable {
  /// What kind of file it is.
  enum Kind: Hashable {
    case regular, folder, link, other
  }

  /// What kind of file it is.
  let kind: Kind
  /// Bytes it holds.
  let size: Int
  /// When it was last written, nanoseconds since 1970.
  let modified: Int64
  /// When it or its metadata last changed, nanoseconds since 1970; nobody can set it back.
  let changed: Int64
  /// Device and number of the file.
  let device: UInt64, number: UInt64

  /// Reads the system's record.
  init(_ raw: stat) {
    kind =
      switch raw.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    size = Int(raw.st_size)
    #if canImport(Darwin)
      modified = Int64(raw.st_mtimespec.tv_sec) * 1_000_000_000 + Int64(raw.st_mtimespec.tv_nsec)
      changed = Int64(raw.st_ctimespec.tv_sec) * 1_000_000_000 + Int64(raw.st_ctimespec.tv_nsec)
    #else
      modified = Int64(raw.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(raw.st_mtim.tv_nsec)
      changed = Int64(raw.st_ctim.tv_sec) &* 1_000_000_000 &+ Int64(raw.st_ctim.tv_nsec)
    #endif
    device = UInt64(truncatingIfNeeded: raw.st_dev)
    number = UInt64(truncatingIfNeeded: raw.st_ino)
  }

  /// What the system says of `path`.
  static func of(_ path: FilePath, followingLink: Bool) throws(SystemErrno) -> FileStatus {
    var raw = stat()
    let result = path.withCString { followingLink ? stat($0, &raw) : lstat($0, &raw) }
    guard result == 0 else { throw .current }
    return FileStatus(raw)
  }
}

extension FilePath {
  /// Runs `body` with the path as a C string.
  func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    let terminated = bytes.map { CChar(bitPattern: $0) } + [0]
    return terminated.withUnsafeBufferPointer { buffer in
      // An array that ends in a zero is never empty, so it has a base address.
      buffer.baseAddress.map(body) ?? "".withCString(body)
    }
  }

  /// The path without links, `.` and `..`, from the root; `nil` where there is no such file.
  var canonical: FilePath? {
    guard let resolved = withCString({ realpath($0, nil) }) else { return nil }
    defer { free(resolved) }
    return FilePath(bytes: Array(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved))))
  }

  /// Names in this folder, in byte order, `.` and `..` left out.
  ///
  /// - Throws: what `open` reports; `ELOOP` for a symbolic link that is not to be followed.
  func entries(followingLink: Bool) throws(SystemErrno) -> [[UInt8]] {
    let flags =
      O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_DIRECTORY | (followingLink ? 0 : O_NOFOLLOW)
    let number = withCString { openFile($0, flags) }
    guard number >= 0 else { throw .current }
    guard let stream = fdopendir(number) else {
      let failure = SystemErrno.current
      close(number)
      throw failure
    }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != [UInt8(ascii: ".")], name != Array("..".utf8) { names.append(name) }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }
}

/// The system's clock.
enum SystemClock {
  /// Nanoseconds since 1970.
  static var nanoseconds: Int64 {
    var moment = timespec()
    clock_gettime(CLOCK_REALTIME, &moment)
    return Int64(moment.tv_sec) * 1_000_000_000 + Int64(moment.tv_nsec)
  }
}

/// A descriptor of standard input of our own, so that closing it leaves the original open.
func duplicateOfStandardInput() -> Int32 {
  dup(STDIN_FILENO)
}

// `open` and `read` are also names of members above; these reach the system's.
private func openFile(_ path: UnsafePointer<CChar>, _ flags: Int32) -> Int32 {
  open(path, flags)
}

private func readBytes(_ number: Int32, _ into: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(number, into, count)
}
