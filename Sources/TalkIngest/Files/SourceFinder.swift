/// A calendar to be read.
struct FoundFile: Sendable, Hashable {
  /// Where it is, as the user's argument reaches it.
  var path: FilePath
  /// Its path from the root without links, by which the index knows it; `-` for standard input.
  var key: String
  /// Its path below the folder that was named, or its name, without extension: the default name of
  /// its source.
  var shortName: String
  /// Bytes, as far as known before reading.
  var size: Int
  /// When it was last written, nanoseconds since 1970.
  var modified: Int64
  /// Whether a user named it, so that a symbolic link is followed.
  var isNamed: Bool

  /// Whether it is standard input.
  var isStandardInput: Bool { key == "-" }
}

/// A file or folder that is passed over, and why.
struct SkippedFile: Sendable, Hashable {
  /// Where it is.
  var path: FilePath
  /// Why.
  var problem: FileProblem
}

/// What the arguments of an ingest lead to.
struct FoundSources: Sendable {
  /// Calendars, ordered by the bytes of their paths, each once.
  var files: [FoundFile] = []
  /// What was passed over, in the order met.
  var skipped: [SkippedFile] = []
  /// Folders that were searched to the end: `key` of the folder, and how many calendars are in it.
  var folders: [(key: String, files: Int)] = []
}

/// Finds calendars in files and folders.
///
/// - Folders are searched to a depth of 32 for `.ics`, `.ical`, `.icalendar` and `.vcs`.
/// - Symbolic links are followed only where they are an argument, so no loop arises and no link
///   leads out of a folder.
/// - FIFOs, sockets and devices are never opened for reading.
/// - A file named as an argument may have any ending.
struct SourceFinder: Sendable {
  /// The caps.
  var limits: IngestLimits

  /// The calendars that `arguments` lead to; `-` is standard input.
  func find(_ arguments: [FilePath]) -> FoundSources {
    var found = FoundSources()
    var seen: Set<String> = []
    for argument in arguments {
      var part = FoundSources()
      if argument == FilePath("-") {
        part.files = [standardInput]
      } else {
        visit(argument, into: &part)
      }
      found.skipped += part.skipped
      found.folders += part.folders
      found.files += part.files.filter { seen.insert($0.key).inserted }
    }
    found.files.sort { ($0.path, $0.key) < ($1.path, $1.key) }
    return found
  }

  private var standardInput: FoundFile {
    FoundFile(
      path: FilePath("-"), key: "-", shortName: "standard-input", size: 0, modified: 0,
      isNamed: true)
  }

  private func visit(_ argument: FilePath, into found: inout FoundSources) {
    do {
      let status = try FileStatus.of(argument, followingLink: true)
      guard let root = argument.canonical else { throw SystemErrno.current }
      if status.kind == .folder {
        search(argument, key: root, below: [], depth: 0, into: &found)
        found.folders.append((key: root.text, files: found.files.count))
      } else {
        try FileReader.check(status, limits: limits)
        let short = FilePath(bytes: argument.name).withoutCalendarExtension.text
        found.files.append(
          FoundFile(
            path: argument, key: root.text, shortName: short, size: status.size,
            modified: status.modified, isNamed: true))
      }
    } catch let problem as FileProblem {
      found.skipped.append(SkippedFile(path: argument, problem: problem))
    } catch {
      let failure = error as? SystemErrno ?? .current
      found.skipped.append(SkippedFile(path: argument, problem: FileProblem(failure)))
    }
  }

  /// Searches `folder`, whose canonical path is `key` and which lies `below` the argument.
  private func search(
    _ folder: FilePath, key: FilePath, below: [UInt8], depth: Int, into found: inout FoundSources
  ) {
    guard depth <= limits.folderDepth else {
      let message = "is nested deeper than \(limits.folderDepth) folders; name it as an argument"
      found.skipped.append(SkippedFile(path: folder, problem: FileProblem(.tooDeep, message)))
      return
    }
    let names: [[UInt8]]
    do {
      names = try folder.entries(followingLink: depth == 0)
    } catch {
      found.skipped.append(SkippedFile(path: folder, problem: FileProblem(error)))
      return
    }
    for name in names {
      let path = folder.appending(name)
      let relative = below.isEmpty ? name : below + [slash] + name
      do {
        let status = try FileStatus.of(path, followingLink: false)
        switch status.kind {
        case .folder:
          search(
            path, key: key.appending(name), below: relative, depth: depth + 1, into: &found)
        case _ where !path.isCalendarName:
          continue
        case .link:
          throw FileProblem(
            .symbolicLink, "is a symbolic link; name it as an argument to follow it")
        case .regular, .other:
          try FileReader.check(status, limits: limits)
          found.files.append(
            FoundFile(
              path: path, key: key.appending(name).text,
              shortName: FilePath(bytes: relative).withoutCalendarExtension.text,
              size: status.size, modified: status.modified, isNamed: false))
        }
      } catch let problem as FileProblem {
        found.skipped.append(SkippedFile(path: path, problem: problem))
      } catch {
        let failure = error as? SystemErrno ?? .current
        found.skipped.append(SkippedFile(path: path, problem: FileProblem(failure)))
      }
    }
  }
}
