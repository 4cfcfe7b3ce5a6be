import CalendarGenerator
import Foundation
import TalkIngest

/// A folder of generated calendars, removed with the last reference to it.
final class TemporaryFolder {
  private let url: URL

  init(calendars generator: CalendarGenerator) throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("talks-benchmark-\(UUID().uuidString)")
    let folder = url.appendingPathComponent("calendars")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for file in 0..<generator.files {
      try Data(generator.calendar(file))
        .write(to: folder.appendingPathComponent(generator.name(ofFile: file)))
    }
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  var calendars: FilePath { FilePath(url.appendingPathComponent("calendars").path) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }
}
