import ICalendar
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads real calendars that lie beside the package, where they do.
@Suite("Real calendars", .enabled(if: Corpus.exists, "no ../shared/corpus beside the package"))
struct CorpusTests {
  @Test("Every file is read whole, and no published calendar has broken lines")
  func everyFile() {
    var events = 0
    for path in Corpus.files {
      let document = CalendarDocument(bytes: Corpus.bytes(of: path))
      decodeEverything(document)
      events += document.events.count
      guard
        [Corpus.root + "/calendars/", Corpus.root + "/archive/"].contains(where: path.hasPrefix)
      else { continue }
      #expect(document.isCalendar && !document.isTruncated, "\(path)")
      #expect(!document.events.isEmpty || document.diagnosticCount == 0, "\(path)")
    }
    #expect(events > 20_000)
  }
}

/// The folder of calendars that this project did not write.
enum Corpus {
  static let root: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(4).joined(separator: "/") + "/shared/corpus"
  }()

  static var exists: Bool { access(root, R_OK) == 0 }

  /// All calendar files below ``root``.
  static let files: [String] = {
    var files: [String] = []
    var folders = [root]
    while let folder = folders.popLast() {
      guard let stream = opendir(folder) else { continue }
      defer { closedir(stream) }
      while let entry = readdir(stream) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name.hasPrefix(".") { continue }
        let path = folder + "/" + name
        if entry.pointee.d_type == UInt8(DT_DIR) { folders.append(path) }
        if [".ics", ".ical", ".vcs"].contains(where: name.hasSuffix) { files.append(path) }
      }
    }
    return files.sorted()
  }()

  static func bytes(of path: String) -> [UInt8] {
    guard let file = fopen(path, "rb") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
    }
  }
}
