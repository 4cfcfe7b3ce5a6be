/// Where the index is.
struct IndexLocation: Equatable {
  /// The path.
  var path: String
  /// Whether nobody named it, so that its folder may be made as needed.
  var isDefault: Bool

  /// What `--index` says, else `TALKS_INDEX`, else the XDG data folder
  /// (specifications.freedesktop.org/basedir-spec).
  ///
  /// - Throws: a usage failure where none of them, nor a home folder, is known.
  init(option: String?, environment: (String) -> String? = ProcessEnvironment.value) throws {
    if let path = option ?? environment("TALKS_INDEX") {
      guard !path.isEmpty else {
        throw CommandFailure.usage("The path of the index is empty.", advice: "Name a file.")
      }
      self.path = path
      isDefault = false
    } else if let data = environment("XDG_DATA_HOME"), data.hasPrefix("/") {
      path = data + "/talks/talks.sqlite"
      isDefault = true
    } else if let home = environment("HOME") {
      path = home + "/.local/share/talks/talks.sqlite"
      isDefault = true
    } else {
      throw CommandFailure.usage(
        "There is no home folder to look for the index in.", advice: "Name it with --index.")
    }
  }

  /// Makes the folder of an index that nobody named.
  func makeFolder() throws {
    guard isDefault, let cut = path.lastIndex(of: "/") else { return }
    let folder = String(path[..<cut])
    guard ProcessEnvironment.makeFolder(folder) else {
      throw CommandFailure(
        .disk, "The folder \(folder) cannot be made.", advice: "Name an index with --index.")
    }
  }
}
