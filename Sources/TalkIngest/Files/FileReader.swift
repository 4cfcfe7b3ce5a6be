/// The bytes of one file, all from one moment.
struct FileContent: Sendable {
  /// The bytes.
  var bytes: [UInt8]
  /// When the file was last written, nanoseconds since 1970; 0 for standard input.
  var modified: Int64
  /// Hash of the bytes.
  var hash: UInt64
}

/// Reads whole files without mapping, waiting or following links that nobody named.
struct FileReader: Sendable {
  /// The caps.
  var limits: IngestLimits

  /// Reads `path`.
  ///
  /// The file is looked at before and after: what was written to meanwhile is read again, three
  /// times at most, so that the result is an old or a new state and never a blend.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - followingLink: whether a symbolic link in the last component is followed; only for what a
  ///     user named.
  /// - Returns: the bytes, with their hash.
  /// - Throws: `missing`, `unreadable`, `symbolic-link`, `special`, `too-large`, `changing`.
  func read(_ path: FilePath, followingLink: Bool) throws(FileProblem) -> FileContent {
    for _ in 0..<3 {
      let descriptor: Descriptor
      let before: FileStatus
      do {
        descriptor = try Descriptor.open(path, followingLink: followingLink)
        before = try descriptor.status()
      } catch {
        throw FileProblem(error)
      }
      try FileReader.check(before, limits: limits)
      let bytes = try readAll(descriptor, expecting: before.size)
      let after: FileStatus
      do {
        after = try descriptor.status()
      } catch {
        throw FileProblem(error)
      }
      if after == before, bytes.count == before.size {
        return FileContent(bytes: bytes, modified: before.modified, hash: ByteHash.of(bytes))
      }
    }
    throw FileProblem(.changing, "is being written to; ingest it again when that has ended")
  }

  /// Reads standard input to its end.
  ///
  /// - Throws: `unreadable`, `too-large`.
  func readStandardInput() throws(FileProblem) -> FileContent {
    let bytes = try readAll(Descriptor(number: duplicateOfStandardInput()), expecting: 0)
    return FileContent(bytes: bytes, modified: 0, hash: ByteHash.of(bytes))
  }

  /// Refuses what is not a regular file of bearable size.
  static func check(_ status: FileStatus, limits: IngestLimits) throws(FileProblem) {
    guard status.kind == .regular else {
      throw FileProblem(
        .special, "is not a regular file; pipe it to standard input and name it - instead")
    }
    guard status.size <= limits.fileBytes else { throw tooLarge(limits) }
  }

  private func readAll(_ descriptor: Descriptor, expecting: Int) throws(FileProblem) -> [UInt8] {
    // One byte more than expected shows at once whether the file has grown.
    var room = expecting == 0 ? 1 << 16 : expecting + 1
    var bytes: [UInt8] = []
    while true {
      // Memory that is not written to before is fetched once less.
      let more = try read(descriptor, upTo: room)
      if bytes.isEmpty { bytes = more } else { bytes += more }
      guard bytes.count <= limits.fileBytes else { throw FileReader.tooLarge(limits) }
      if more.count < room { return bytes }
      room = min(max(bytes.count, 1 << 16), limits.fileBytes - bytes.count + 1)
    }
  }

  /// Reads `count` bytes; fewer at the end of the file.
  private func read(
    _ descriptor: Descriptor, upTo count: Int
  ) throws(FileProblem) -> [UInt8] {
    var failure: SystemErrno?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(SystemErrno) {
        while filled < count {
          let rest = UnsafeMutableRawBufferPointer(
            rebasing: UnsafeMutableRawBufferPointer(buffer)[filled..<count])
          let got = try descriptor.read(into: rest)
          if got == 0 { break }
          filled += got
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw FileProblem(failure) }
    return bytes
  }

  private static func tooLarge(_ limits: IngestLimits) -> FileProblem {
    FileProblem(.tooLarge, "is larger than \(limits.fileBytes >> 20) MiB; split it")
  }
}
