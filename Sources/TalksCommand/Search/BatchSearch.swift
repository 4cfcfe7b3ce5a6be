import TalkFormats
import TalkIndex
import TalkIngest
import TalkQuery

/// Runs many queries with one open index.
struct BatchSearch {
  let task: SearchTask
  let clock: Clock

  /// Runs every line of the file at `path`: an id, a tab, a query.
  func run(_ path: String) throws {
    let queries = try BatchSearch.read(path)
    let options = try task.format.printOptions(task.settings, explains: task.explains)
    let printer = task.format.format.printer(options)
    let index = try task.settings.openIndex()
    let output = task.settings.output(isText: false)
    let parser = QueryParser(today: clock.today, limits: .batch)
    var found = 0
    var isRejected = false
    for (id, text) in queries {
      let query = parser.parse(text)
      if let error = query.diagnostics.first(where: { $0.severity == .error }) {
        Messages.write("talks: query \(id): \(TypedQuery.sentence(error))")
        isRejected = true
        continue
      }
      var request = task.request(query, clock)
      request.wantsSnippets = false
      let page = try index.search(request)
      found += page.hits.count
      var bytes: [UInt8] = []
      printer.print(
        page, PageContext(query: text, queryID: id, now: clock.now, offset: task.offset),
        to: &bytes)
      output.write(bytes)
    }
    output.flush()
    if isRejected { throw CommandFailure(.rejected) }
    if found == 0 { throw CommandFailure(.nothingFound) }
  }

  /// The lines of a batch file; empty ones are left out.
  ///
  /// - Throws: a usage failure where the file cannot be read or a line has no tab.
  static func read(_ path: String) throws -> [(id: String, query: String)] {
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try TextFile.read(FilePath(path))
    } catch {
      throw CommandFailure.usage("\(path): \(error.message)")
    }
    var queries: [(String, String)] = []
    for (number, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated()
    {
      let text = line.last == 13 ? line.dropLast() : line
      guard !text.isEmpty else { continue }
      guard let tab = text.firstIndex(of: 9) else {
        throw CommandFailure.usage(
          "\(path):\(number + 1): has no tab.", advice: "Write an id, a tab and a query a line.")
      }
      queries.append(
        (
          String(decoding: text[..<tab], as: UTF8.self),
          String(decoding: text[(tab + 1)...], as: UTF8.self)
        ))
    }
    return queries
  }
}
