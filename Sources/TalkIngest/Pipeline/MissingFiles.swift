import TalkIndex

/// Calendars that have disappeared from one of the folders that were searched.
struct MissingFiles {
  /// The folder, as ``FoundSources/folders`` names it.
  let folder: String
  /// What is known of the files, ordered by their paths.
  let records: [FileRecord]
  /// Calendars that are in the folder now.
  private let present: Int
  /// Calendars of the folder that the index holds talks of.
  private let known: Int

  /// The files of `records` that are no longer there, by folder.
  ///
  /// What was passed over may still be there and is never missing.
  static func find(in found: FoundSources, records: [FileRecord]) -> [MissingFiles] {
    let present = Set(found.files.map(\.key))
    let unread = found.skipped.map { $0.path.canonical?.text ?? $0.path.text }
    return found.folders.compactMap { folder in
      let inside = records.filter { $0.hash != 0 && isInside($0.path, folder.key) }
      let missing = inside.filter { record in
        !present.contains(record.path) && !unread.contains { isInside(record.path, $0) }
      }
      guard !missing.isEmpty else { return nil }
      return MissingFiles(
        folder: folder.key, records: missing.sorted { $0.path < $1.path }, present: folder.files,
        known: inside.count)
    }
  }

  private static func isInside(_ path: String, _ folder: String) -> Bool {
    folder == "/" || path == folder || path.hasPrefix(folder + "/")
  }

  /// Why it is not believed that they are gone: so many are missing that the folder looks empty by mistake,
  /// as one does that is not mounted.
  ///
  /// - Parameters:
  ///   - upcoming: their talks that are still to come.
  ///   - massTalks: how many of these may disappear together, however many files do.
  /// - Returns: what is said of the folder; `nil` where the files may be forgotten.
  func doubt(upcoming: Int, massTalks: Int) -> FileProblem? {
    guard present == 0 || upcoming > massTalks && records.count * 2 > known else { return nil }
    let what =
      present == 0
      ? "holds no calendar any more, though \(known) were read from it before"
      : "lacks \(records.count) of \(known) calendars it held before"
    return FileProblem(
      .massDisappearance,
      what + "; nothing was marked gone. Is it mounted? If that is right, use --force")
  }
}
