/// Reads small files that a user names.
public enum TextFile {
  /// The bytes of the file at `path`; `-` is standard input.
  ///
  /// - Throws: `missing`, `unreadable`, `special`, `too-large`, `changing`.
  public static func read(_ path: FilePath) throws(FileProblem) -> [UInt8] {
    let reader = FileReader(limits: .standard)
    if path == FilePath("-") { return try reader.readStandardInput().bytes }
    return try reader.read(path, followingLink: true).bytes
  }
}
