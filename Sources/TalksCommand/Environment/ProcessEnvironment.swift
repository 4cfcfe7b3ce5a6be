#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the process was started with and in, read without Foundation.
enum ProcessEnvironment {
  /// The value of an environment variable; `nil` where it is unset or empty.
  static func value(_ name: String) -> String? {
    guard let raw = getenv(name) else { return nil }
    let text = String(cString: raw)
    return text.isEmpty ? nil : text
  }

  /// UTC seconds since 1970.
  static var now: Int64 {
    Int64(time(nil))
  }

  /// Seconds on a clock that is never set.
  static var uptime: Double {
    var moment = timespec()
    clock_gettime(CLOCK_MONOTONIC, &moment)
    return Double(moment.tv_sec) + Double(moment.tv_nsec) / 1e9
  }

  /// Where a symbolic link leads; `nil` where it is none.
  static func destination(ofLink path: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { chars in
        chars.baseAddress.map { readlink(path, $0, chars.count) } ?? -1
      }
    }
    return count > 0 ? String(decoding: buffer.prefix(count), as: UTF8.self) : nil
  }

  /// Makes a folder and those above it where they are missing.
  ///
  /// - Returns: whether the folder is there now.
  static func makeFolder(_ path: String) -> Bool {
    var status = stat()
    if stat(path, &status) == 0 { return status.st_mode & S_IFMT == S_IFDIR }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    for count in 1...parts.count {
      let prefix = parts.prefix(count).joined(separator: "/")
      if !prefix.isEmpty { mkdir(prefix, 0o700) }
    }
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether something stands at `path`.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Keeps freed memory, up to 64 MiB, for what is allocated next, and takes the first 16 MiB in large
  /// pages where the system has them.
  ///
  /// Calendars are read one after the other. By default each gives its memory back to the system and
  /// the next one gets it anew, zeroed, a page at a time. A search that reads long lists needs a few
  /// megabytes once, and getting them in small pages takes longer than the work on them.
  static func keepFreedMemory() {
    #if canImport(Glibc)
      // <malloc.h> is no part of the C library's module: M_TRIM_THRESHOLD, M_MMAP_THRESHOLD.
      guard let symbol = dlsym(nil, "mallopt") else { return }
      let set = unsafeBitCast(symbol, to: (@convention(c) (CInt, CInt) -> CInt).self)
      _ = set(-1, 64 << 20)
      _ = set(-3, 32 << 20)
      #if os(Linux)
        // M_TOP_PAD: the heap grows by so much at once; its default comes back afterwards.
        let (page, size) = (2 << 20, 16 << 20)
        _ = set(-2, CInt(size))
        if let first = malloc(1 << 20) {
          let start = (UInt(bitPattern: first) + UInt(page - 1)) & ~UInt(page - 1)
          if let begin = UnsafeMutableRawPointer(bitPattern: start) {
            // A hint: without large pages everything works as well. The heap goes on behind this.
            _ = madvise(begin, size - page, MADV_HUGEPAGE)
          }
          free(first)
        }
        _ = set(-2, 128 << 10)
      #endif
    #endif
  }

  /// Ends the process; buffers have been written by then.
  static func end(_ status: Int32) -> Never {
    exit(status)
  }
}
