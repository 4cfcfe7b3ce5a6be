import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite("The program as a whole")
struct ProgramTests {
  private let talks: TalksProgram

  init() throws {
    talks = try TalksProgram()
  }

  private static let subcommands = [
    "ingest", "inspect", "search", "show", "speakers", "series", "keywords", "similar", "complete",
    "changes", "sources", "export", "stats", "check", "backup", "completions",
  ]

  @Test("Every subcommand explains itself with examples", arguments: subcommands)
  func help(subcommand: String) throws {
    let result = try talks(subcommand, "--help")
    #expect(result.status == 0)
    #expect(result.output.contains("USAGE: talks \(subcommand)"))
    #expect(result.output.contains("Examples:"))
    #expect(result.messages.isEmpty)
    #expect(try talks("--help").output.contains("\n  \(subcommand)"))
  }

  @Test("The help states every exit status")
  func exitStatuses() throws {
    let help = try talks("--help").output
    for status in ["0", "1", "2", "3", "4", "74", "75", "130"] {
      #expect(help.contains("\n  \(status) "), "\(status)")
    }
    #expect(try talks().output == help)
  }

  @Test("The version is printed")
  func version() throws {
    let result = try talks("--version")
    #expect(result.status == 0)
    #expect(result.output.split(separator: ".").count == 3)
  }

  @Test("Completion scripts are written", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let result = try talks("completions", shell)
    #expect(result.status == 0)
    #expect(result.output.contains("talks"))
    #expect(try talks("completions", "cobol").status == 2)
  }

  @Test("A slip of the finger is no search")
  func slip() throws {
    let result = try talks("serach")
    #expect(result.status == 2)
    #expect(result.messages.contains("serach"))
  }

  @Test("The index is looked for in the XDG data folder, which is made")
  func defaultLocation() throws {
    try talks.folder.write("logic.ics", Fixtures.seminar)
    let environment = ["TALKS_INDEX": "", "XDG_DATA_HOME": talks.folder.path("data")]
    let result = try talks("ingest", "logic.ics", environment: environment)
    #expect(result.status == 0, "\(result.messages)")
    #expect(
      FileManager.default.fileExists(atPath: talks.folder.path("data/talks/talks.sqlite")))
    let home = try talks("ingest", "logic.ics", environment: ["TALKS_INDEX": ""])
    #expect(home.status == 0)
    #expect(
      FileManager.default.fileExists(
        atPath: talks.folder.path("home/.local/share/talks/talks.sqlite")))
  }

  @Test("A reader that goes away is success")
  func brokenPipe() throws {
    try talks.folder.write("logic.ics", Fixtures.seminar)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.currentDirectoryURL = talks.folder.url
    let program = try TalksProgram.executable().path
    // A pipe whose reading end is closed before anything is written.
    let pipe = Pipe()
    process.arguments = ["-c", "exec '\(program)' inspect --format jsonl logic.ics"]
    process.standardOutput = pipe
    try pipe.fileHandleForReading.close()
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 0)
  }

  @Test("A busy index gives 75 and a clear text", .timeLimit(.minutes(10)))
  func busy() throws {
    try talks.folder.write("logic.ics", Fixtures.seminar)
    try talks("ingest", "logic.ics")
    let sqlite = Process()
    sqlite.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    sqlite.arguments = ["sqlite3", talks.index]
    let input = Pipe()
    let output = Pipe()
    sqlite.standardInput = input
    sqlite.standardOutput = output
    do { try sqlite.run() } catch { return }
    input.fileHandleForWriting.write(Data("BEGIN IMMEDIATE; SELECT 'held';\n".utf8))
    guard !output.fileHandleForReading.availableData.isEmpty else { return }
    defer {
      try? input.fileHandleForWriting.close()
      sqlite.waitUntilExit()
    }
    try talks.folder.write("more.ics", Fixtures.calendar(Fixtures.event("m", "Rings - Pia Holm")))
    let result = try talks("ingest", "more.ics")
    #expect(result.status == 75)
    #expect(result.messages.contains("locked"))
    #expect(try talks("stats").status == 0)
  }

  #if os(Linux)
    @Test("SIGINT stops an ingest safely, with 130, and the next one completes it")
    func interrupt() throws {
      try talks.folder.write("c.ics", Fixtures.calendar(Fixtures.event("c", "Rings - Pia Holm")))
      let input = Pipe()
      let process = try talks.start(["ingest", "-", "c.ics"], input: input)
      // Whoever reads standard input waits, so the signal comes before the second file.
      var isWatching = false
      while !isWatching, process.isRunning {
        usleep(10_000)
        isWatching = catchesInterrupt(process.processIdentifier)
      }
      kill(process.processIdentifier, SIGINT)
      usleep(50_000)
      input.fileHandleForWriting.write(Data(Fixtures.seminar.utf8))
      try input.fileHandleForWriting.close()
      process.waitUntilExit()
      #expect(process.terminationReason == .exit)
      #expect(process.terminationStatus == 130)
      #expect(try talks.folder.read(".messages").contains("Run the same command again"))
      #expect(try talks("stats", "--format", "json").json()["talks"] as? Int == 4)
      #expect(try talks("ingest", "-", "c.ics", input: Fixtures.seminar).status == 0)
      #expect(try talks("stats", "--format", "json").json()["talks"] as? Int == 5)
      #expect(try talks("check").status == 0)
    }

    /// Whether a process has a handler for SIGINT (proc(5), `SigCgt`).
    private func catchesInterrupt(_ process: Int32) -> Bool {
      guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
        let line = status.split(separator: "\n").first(where: { $0.hasPrefix("SigCgt:") }),
        let mask = UInt64(line.split(separator: "\t").last ?? "", radix: 16)
      else { return false }
      return mask & (1 << UInt64(SIGINT - 1)) != 0
    }
  #endif
}
