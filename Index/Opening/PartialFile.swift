#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The file beside an index in which a build or a backup is made before it gets its name.
enum PartialFile {
  /// Path of this process's partial file for `target`, where nothing is left of earlier ones.
  ///
  /// Partial files of processes that are gone are removed.
  static func path(for target: String) -> String {
    removeOrphans(of: target)
    let path = "\(target).\(getpid()).partial"
    remove(path)
    return path
  }

  /// The file that `path` is a partial file for, or `path` itself where it is none: who reads of a failure asked
  /// for that one.
  static func target(of path: String) -> String {
    let suffix = ".partial"
    guard path.hasSuffix(suffix), let dot = path.dropLast(suffix.count).lastIndex(of: "."),
      path[path.index(after: dot)...].process(after: "") != nil
    else { return path }
    return String(path[..<dot])
  }

  /// Removes a partial file with what SQLite made beside it.
  static func remove(_ path: String) {
    for suffix in ["", "-journal", "-wal", "-shm"] { unlink(path + suffix) }
  }

  private static func removeOrphans(of target: String) {
    let slash = target.lastIndex(of: "/")
    let folder = slash.map { String(target[..<$0]) } ?? "."
    let prefix = String(slash.map { target[target.index(after: $0)...] } ?? target[...]) + "."
    guard let directory = opendir(folder.isEmpty ? "/" : folder) else { return }
    defer { closedir(directory) }
    var orphans: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name.hasPrefix(prefix), let digits = name.process(after: prefix),
        let process = pid_t(digits), process > 0, kill(process, 0) != 0, errno == ESRCH
      else { continue }
      orphans.append("\(target).\(process).partial")
    }
    for orphan in orphans { remove(orphan) }
  }
}

extension StringProtocol {
  /// The digits between `prefix` and `.partial`, with which the name ends or goes on as SQLite's
  /// own files do.
  fileprivate func process(after prefix: String) -> SubSequence? {
    let rest = dropFirst(prefix.count)
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    let isPartial = [".partial", ".partial-journal", ".partial-wal", ".partial-shm"]
      .contains(String(rest.dropFirst(digits.count)))
    return isPartial && !digits.isEmpty ? digits : nil
  }
}
