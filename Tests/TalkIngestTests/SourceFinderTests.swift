import Foundation
import Testing

@testable import TalkIngest

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite("Finding calendars")
struct SourceFinderTests {
  private let finder = SourceFinder(limits: .standard)

  @Test("A folder is searched for calendars, in the order of path bytes")
  func folder() throws {
    let folder = try TemporaryFolder()
    for name in ["b.ics", "a/z.ICS", "a/y.vcs", "a/b/x.icalendar", "w.ical", "no.txt", "no.ics.gz"]
    { try folder.write(name, "x") }
    let found = finder.find([folder.path])
    #expect(found.files.map(\.shortName) == ["a/b/x", "a/y", "a/z", "b", "w"])
    #expect(found.skipped.isEmpty)
    #expect(found.folders.map(\.files) == [5])
  }

  @Test("A named file may have any ending; a file reached twice is read once")
  func named() throws {
    let folder = try TemporaryFolder()
    let text = FilePath(try folder.write("talks.txt", "x"))
    let other = FilePath(folder.path("./talks.txt"))
    let found = finder.find([text, other, FilePath("-"), FilePath("-")])
    #expect(found.files.map(\.shortName) == ["standard-input", "talks.txt"])
  }

  @Test("A file that is all extension keeps its name")
  func dotted() throws {
    let folder = try TemporaryFolder()
    try folder.write(".ics", "x")
    #expect(finder.find([folder.path]).files.map(\.shortName) == [".ics"])
  }

  @Test("Links and special files are passed over, and said so")
  func special() throws {
    let folder = try TemporaryFolder()
    try folder.write("real.ics", "x")
    #expect(symlink("real.ics", folder.path("link.ics")) == 0)
    #expect(symlink("..", folder.path("loop")) == 0)
    #expect(mkfifo(folder.path("pipe.ics"), 0o600) == 0)
    let found = finder.find([folder.path])
    #expect(found.files.map(\.shortName) == ["real"])
    #expect(found.skipped.map(\.problem.code) == [.symbolicLink, .special])
  }

  @Test("A link that is named is followed to a file or folder")
  func namedLink() throws {
    let folder = try TemporaryFolder()
    try folder.write("real/one.ics", "x")
    #expect(symlink("real", folder.path("folder")) == 0)
    #expect(symlink("real/one.ics", folder.path("link.ics")) == 0)
    let link = FilePath(folder.path("link.ics"))
    let found = finder.find([link, FilePath(folder.path("folder"))])
    #expect(found.files.count == 1)
    #expect(found.files.first?.key.hasSuffix("real/one.ics") == true)
    #expect(throws: Never.self) {
      try FileReader(limits: .standard).read(link, followingLink: true)
    }
    #expect(throws: FileProblem.self) {
      try FileReader(limits: .standard).read(link, followingLink: false)
    }
  }

  @Test("What is not there is a problem of its own")
  func missing() {
    let found = finder.find([FilePath("no-such-folder/at-all")])
    #expect(found.skipped.map(\.problem.code) == [.missing])
    #expect(found.folders.isEmpty)
  }

  @Test("Names need not be UTF-8, nor printable")
  func strangeNames() throws {
    let folder = try TemporaryFolder()
    let names: [[UInt8]] = [
      Array("a\u{1B}[2J\n.ics".utf8), [0x62, 0xFF, 0xC3] + Array(".ics".utf8), Array("ü.ics".utf8),
    ]
    for name in names {
      let number = folder.path.appending(name).withCString { open($0, O_CREAT | O_WRONLY, 0o600) }
      #expect(number >= 0)
      close(number)
    }
    let found = finder.find([folder.path])
    #expect(found.files.map(\.shortName) == ["a\\x1B[2J\\x0A", "b\\xFF\\xC3", "ü"])
    for file in found.files {
      #expect(throws: Never.self) {
        try FileReader(limits: .standard).read(file.path, followingLink: false)
      }
    }
  }

  @Test("Folders too deep are passed over")
  func deep() throws {
    let folder = try TemporaryFolder()
    try folder.write("1/2/3/deep.ics", "x")
    try folder.write("1/2/near.ics", "x")
    let found = SourceFinder(limits: IngestLimits(folderDepth: 2)).find([folder.path])
    #expect(found.files.map(\.shortName) == ["1/2/near"])
    #expect(found.skipped.map(\.problem.code) == [.tooDeep])
  }

  @Test("A file over the limit is rejected before it is read")
  func large() throws {
    let folder = try TemporaryFolder()
    try folder.write("large.ics", String(repeating: "x", count: 11))
    let found = SourceFinder(limits: IngestLimits(fileBytes: 10)).find([folder.path])
    #expect(found.skipped.map(\.problem.code) == [.tooLarge])
  }

  @Test("A file of 256 MiB is read, one of a byte more is rejected", arguments: [0, 1])
  func largest(over: Int) throws {
    let folder = try TemporaryFolder()
    // Nothing but a hole: only its size is looked at.
    let path = try folder.write("large.ics", "")
    #expect(truncate(path, off_t(IngestLimits.standard.fileBytes + over)) == 0)
    #expect(IngestLimits.standard.fileBytes == 256 << 20)
    let found = SourceFinder(limits: .standard).find([folder.path])
    #expect(found.files.count == 1 - over)
    #expect(found.skipped.map(\.problem.code) == (over == 0 ? [] : [.tooLarge]))
  }

  @Test("A folder 32 folders down is searched, one below it is passed over", arguments: [32, 33])
  func deepest(depth: Int) throws {
    let folder = try TemporaryFolder()
    let path = (1...depth).map { "\($0)/" }.joined()
    try folder.write(path + "deep.ics", "x")
    let found = SourceFinder(limits: .standard).find([folder.path])
    #expect(found.files.count == (depth == 32 ? 1 : 0))
    #expect(found.skipped.map(\.problem.code) == (depth == 32 ? [] : [.tooDeep]))
  }
}

@Suite("Reading files")
struct FileReaderTests {
  @Test("Reads the bytes", arguments: [0, 1, 65_535, 65_536, 65_537, 200_000])
  func reads(count: Int) throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let path = try folder.write("file.ics", bytes)
    let content = try FileReader(limits: .standard).read(FilePath(path), followingLink: false)
    #expect(content.bytes == bytes)
    #expect(content.hash == ByteHash.of(bytes))
  }

  @Test("A file that is written to meanwhile is whole as it was at one moment, or is refused")
  func changing() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("growing.ics", "")
    let writer = Task.detached {
      let file = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
      for number in 0..<200_000 where !Task.isCancelled && file >= 0 {
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(file, &byte, 1)
      }
      close(file)
    }
    for _ in 0..<60 {
      do throws(FileProblem) {
        let bytes = try FileReader(limits: .standard).read(FilePath(path), followingLink: false)
          .bytes
        #expect(bytes.indices.allSatisfy { bytes[$0] == UInt8(truncatingIfNeeded: $0) })
      } catch {
        #expect(error.code == .changing)
      }
    }
    writer.cancel()
    await writer.value
  }

  @Test("A FIFO is refused and never waited for")
  func fifo() throws {
    let folder = try TemporaryFolder()
    #expect(mkfifo(folder.path("pipe.ics"), 0o600) == 0)
    let pipe = FilePath(folder.path("pipe.ics"))
    #expect(throws: FileProblem.self) {
      try FileReader(limits: .standard).read(pipe, followingLink: true)
    }
  }

  @Test("An endless device is refused")
  func device() {
    #expect(throws: FileProblem.self) {
      try FileReader(limits: .standard).read(FilePath("/dev/zero"), followingLink: true)
    }
  }
}

@Suite("Hashing bytes")
struct ByteHashTests {
  // The published value of the empty input, and values that pin the algorithm down.
  @Test("XXH64 with seed 0")
  func vectors() {
    #expect(ByteHash.of([]) == 0xEF46_DB37_51D8_E999)
    #expect(ByteHash.of(Array("a".utf8)) == 0xD24E_C4F1_A98C_6E5B)
    #expect(ByteHash.of(Array("abc".utf8)) == 0x44BC_2CF5_AD77_0999)
  }

  @Test("Every bit counts, at every length")
  func bits() {
    for count in 1...70 {
      let bytes = [UInt8](repeating: 7, count: count)
      var seen: Set<UInt64> = [ByteHash.of(bytes)]
      for position in 0..<count {
        var other = bytes
        other[position] ^= 1
        #expect(seen.insert(ByteHash.of(other)).inserted)
      }
    }
  }
}
