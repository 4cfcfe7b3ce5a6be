#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

// The unsafe code of the zone reader. Invariants: every descriptor that is opened here is closed
// here; `read` is never given more room than the array it writes to has; the entries of `readdir`
// are copied before the next call.

/// Small files and folders of the system, read without Foundation.
enum SystemFile {
  /// The bytes of a regular file of at most `limit` bytes; `nil` for anything else.
  ///
  /// Symbolic links are followed: zone folders consist of them.
  static func bytes(at path: String, limit: Int) -> [UInt8]? {
    let descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { _ = close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0,
      status.st_mode & S_IFMT == S_IFREG,
      status.st_size <= off_t(limit)
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: limit)
    var length = 0
    while length < limit {
      let start = length
      let got = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe read(descriptor, buffer.baseAddress?.advanced(by: start), buffer.count - start)
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { return nil }
      if got == 0 { break }
      length += got
    }
    return Array(bytes.prefix(length))
  }

  /// The names in a folder, without those that begin with a dot.
  static func names(inFolder path: String) -> [String] {
    guard let folder = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { raw in
        unsafe String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }

  /// The value of an environment variable.
  static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }
}
