import GRDB
import Testing

@testable import TalkIndex

@Suite("The schema of an empty file at once")
struct FreshSchemaTests {
  private func made(_ statements: [String]) throws -> [[DatabaseValue]] {
    try DatabaseQueue().write { db in
      for statement in statements { try db.execute(sql: statement) }
      // Pages that were freed leave holes in the numbers of roots.
      return try Row.fetchAll(
        db, sql: "SELECT type, name, tbl_name, sql, rootpage > 0 FROM sqlite_schema"
      ).map { Array($0.databaseValues) }
    }
  }

  @Test("It is what the steps make, in the same order", arguments: [1, 2])
  func equalsSteps(version: Int) throws {
    let steps = Schema.current.migrations.filter { $0.version <= version }.flatMap(\.statements)
    let fresh = Schema.current.freshStatements(version: version)
    #expect(try made(fresh) == made(steps))
  }

  @Test("Nothing is dropped, so that no page is free")
  func dropsNothing() {
    let fresh = Schema.current.freshStatements(version: Schema.current.version)
    #expect(!fresh.contains { $0.hasPrefix("DROP") || $0.hasPrefix("UPDATE") })
  }
}
