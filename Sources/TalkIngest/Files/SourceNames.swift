// Names of sources
// ----------------
// A source is a feed: talks are told apart within it, never across sources. A file that the index
// knows keeps its source, wherever the ingest is started from. Another file gets the name that
// `--source` says, else its path below the folder that was named, without extension. If that name
// belongs to another file that still exists, as many folders above it are put before the name as it
// takes; if that file no longer exists, this one takes its source over (it was moved).

/// Gives each file the name of its source.
struct SourceNames {
  /// Name of everything, where `--source` gives one.
  let fixed: String?
  /// Source of each file the index knows, by the file's path from the root.
  let known: [String: String]
  /// Whether a path still leads to a file.
  let exists: (String) -> Bool
  private var owner: [String: String] = [:]

  /// Makes the names of a run.
  init(fixed: String?, known: [String: String], exists: @escaping (String) -> Bool) {
    self.fixed = fixed
    self.known = known
    self.exists = exists
    for (path, source) in known.sorted(by: { $0.key < $1.key })
    where owner[source].map({ !exists($0) }) ?? true {
      owner[source] = path
    }
  }

  /// The source of a file that has the bytes of another one, which is no longer there.
  mutating func name(of file: FoundFile, renamedFrom path: String) -> String {
    guard let name = known[path] else { return self.name(of: file) }
    owner[name] = file.key
    return name
  }

  /// The source of the feed of which `file` is one state: all states in a folder are one feed, named
  /// after the folder.
  mutating func name(ofSnapshot file: FoundFile) -> String {
    let key = FilePath(file.key)
    if let fixed { return fixed }
    if let name = known[file.key] ?? owner.first(where: { $0.value == key.parent.text })?.key {
      return name
    }
    let folder = FoundFile(
      path: key.parent, key: key.parent.text, shortName: FilePath(bytes: key.parent.name).text,
      size: 0, modified: 0, isNamed: false)
    return name(of: folder)
  }

  /// The source of `file`.
  mutating func name(of file: FoundFile) -> String {
    if let fixed { return fixed }
    if let name = known[file.key] { return name }
    var name = file.shortName
    var folder = FilePath(file.key).parent
    for _ in 0..<name.utf8.count(of: slash) { folder = folder.parent }
    while let other = owner[name], other != file.key, other == "-" || exists(other) {
      let above = FilePath(bytes: folder.name).text
      guard !above.isEmpty else {
        name = file.key
        break
      }
      name = above + "/" + name
      folder = folder.parent
    }
    owner[name] = file.key
    return name
  }
}

extension String.UTF8View {
  /// How often `byte` occurs.
  fileprivate func count(of byte: UInt8) -> Int {
    lazy.filter { $0 == byte }.count
  }
}
