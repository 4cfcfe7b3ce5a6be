import FTS5Segments
import GRDB
public import TalkQuery

extension TalkIndex {
  /// Answers a query: the best hits, counts, and what there is to say about them.
  ///
  /// ```swift
  /// let query = QueryParser(today: today).parse("speaker:conmy interpretability")
  /// let page = try index.search(SearchRequest(query: query, now: now))
  /// for hit in page.hits { print(hit.score, hit.stored.talk.title) }
  /// ```
  ///
  /// Hits come in a fixed order: talks with all words first, then by score, then the later start,
  /// then the lower row. Every string is a query; a query without words lists talks by date.
  ///
  /// - Throws: `deadline` where it takes longer than the request allows; `damaged`, `busy`, `disk`.
  public func search(_ request: SearchRequest) throws(TalkIndexError) -> SearchPage {
    try searching(deadline: request.deadline) { session, clock in
      try SearchPageMaker(session, request, clock).page()
    }
  }

  /// Runs `body` with this index's search session, in one read transaction.
  func searching<T>(
    deadline: Double, _ body: (SearchSession, SearchClock) throws -> T
  ) throws(TalkIndexError) -> T {
    do {
      var result: T?
      try queue.writeWithoutTransaction { db in
        // The time starts when it is our turn.
        let clock = SearchClock(seconds: deadline, path: path)
        let connection = try rawConnection(db)
        // Not through GRDB, which watches every statement that it compiles, and so has SQLite
        // compile all others anew.
        if let session = searchBox.session {
          try session.beginTransaction()
        } else {
          try connection.run("BEGIN")
        }
        defer {
          if let session = searchBox.session {
            try? session.endTransaction()
          } else {
            try? connection.run("COMMIT")
          }
        }
        let session =
          try searchBox.session
          ?? SearchSession(
            db, connection, isReader: mode == .read, memory: searchBox.memory,
            usesSegments: searchBox.usesSegments, prunes: searchBox.prunes)
        searchBox.session = session
        session.clock = clock
        defer { session.clock = nil }
        result = try clock.watching(connection) {
          try session.refresh()
          return try body(session, clock)
        }
      }
      guard let result else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
      return result
    } catch {
      throw searchError(error)
    }
  }

  /// `error` as an error of this index; whatever was cached may be the cause and is dropped.
  private func searchError(_ error: any Error) -> TalkIndexError {
    if let error = error as? TalkIndexError, error.code == .deadline { return error }
    queue.writeWithoutTransaction { _ in searchBox.session = nil }
    guard let error = error as? SegmentError else { return translated(error) }
    if error.code == .sqlite {
      return TalkIndexError(resultCode: error.sqliteCode & 0xFF, detail: error.message, path: path)
    }
    return .damaged(path: path, detail: error.message)
  }
}
