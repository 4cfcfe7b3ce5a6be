import Foundation

/// The real program, as built beside the tests, run in a folder of the test's own.
struct TalksProgram {
  /// What a run gave.
  struct Result {
    var status: Int32
    var output: String
    var messages: String

    /// The output as JSON.
    func json() throws -> [String: Any] {
      let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
      return value as? [String: Any] ?? [:]
    }

    /// The output as lines of JSON.
    func jsonLines() throws -> [[String: Any]] {
      try output.split(separator: "\n").map { line in
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
      }
    }
  }

  /// Folder of this test, removed at its end.
  let folder: TestFolder

  init() throws {
    folder = try TestFolder()
  }

  /// The index of this test.
  var index: String { folder.path("talks.sqlite") }

  /// Runs the program with the index of this test.
  @discardableResult
  func callAsFunction(
    _ arguments: String..., input: String = "", environment: [String: String] = [:]
  ) throws -> Result {
    try run(arguments, input: input, environment: environment)
  }

  /// Runs the program with the index of this test.
  func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> Result {
    let process = Process()
    process.executableURL = try TalksProgram.executable()
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    // What a sanitizer is told is told to the program, too.
    let sanitizer = ProcessInfo.processInfo.environment.filter { $0.key == "ASAN_OPTIONS" }
    process.environment = [
      "TALKS_INDEX": index, "HOME": folder.path("home"), "TZ": "UTC", "PATH": "/usr/bin:/bin",
    ].merging(sanitizer) { _, new in new }.merging(environment) { _, new in new }
    let output = try folder.stream("output")
    let messages = try folder.stream("messages")
    let given = try folder.write(".input", input)
    process.standardInput = FileHandle(forReadingAtPath: given)
    process.standardOutput = output
    process.standardError = messages
    try process.run()
    process.waitUntilExit()
    let status =
      process.terminationReason == .exit
      ? process.terminationStatus : -process.terminationStatus
    return Result(
      status: status, output: try folder.read(".output"), messages: try folder.read(".messages"))
  }

  /// Starts the program without waiting for it.
  func start(_ arguments: [String], input: Pipe) throws -> Process {
    let process = Process()
    process.executableURL = try TalksProgram.executable()
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.environment = ["TALKS_INDEX": index, "HOME": folder.path("home"), "TZ": "UTC"]
    process.standardInput = input
    process.standardOutput = try folder.stream("output")
    process.standardError = try folder.stream("messages")
    try process.run()
    return process
  }

  /// Thrown where the program has not been built.
  struct NotBuilt: Error {}

  /// The program in the folder of build products, which the test bundle stands in too.
  static func executable() throws -> URL {
    let bundle = URL(fileURLWithPath: CommandLine.arguments.first ?? "")
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    var folders = [bundle.deletingLastPathComponent(), Bundle.main.bundleURL]
    folders.append(package.appendingPathComponent(".build/debug"))
    for folder in folders {
      let program = folder.appendingPathComponent("talks")
      if FileManager.default.isExecutableFile(atPath: program.path) { return program }
    }
    throw NotBuilt()
  }
}

/// A folder of a test's own, removed when the test lets go of it.
final class TestFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("talks-command-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// The path of `name` in the folder.
  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// Writes a file, making folders as needed.
  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  /// Removes a file.
  func remove(_ name: String) throws {
    try FileManager.default.removeItem(at: url.appendingPathComponent(name))
  }

  /// Text of a file.
  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appendingPathComponent(name)), as: UTF8.self)
  }

  /// Bytes of a file.
  func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: url.appendingPathComponent(name))
  }

  /// An empty file open for writing.
  fileprivate func stream(_ name: String) throws -> FileHandle {
    let file = url.appendingPathComponent("." + name)
    try Data().write(to: file)
    return try FileHandle(forWritingTo: file)
  }
}
