import Foundation
import TalkIndex

/// A folder that is removed with the last reference to it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("talks-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func path(_ name: String) -> String { path + "/" + name }

  /// An index with nothing in it, closed.
  func emptyIndex(_ name: String) throws -> String {
    let path = path(name)
    try TalkIndex.open(at: path, mode: .create).close()
    return path
  }
}
