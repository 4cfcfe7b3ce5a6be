/// The schema of an index, as a list of numbered migrations.
///
/// Version *n* of the schema is what the first *n* migrations make of an empty file. A migration
/// never changes once it is released; a new version is a new migration at the end.
package struct Schema: Sendable {
  /// One step from a version to the next.
  package struct Migration: Sendable {
    /// Version this leads to, from 1.
    package var version: Int
    /// What it does, in a few words.
    package var summary: String
    /// The statements, in order; they run in one transaction.
    package var statements: [String] { makeStatements() }
    /// They are put together when they are wanted: whoever reads an index of this version never does.
    private var makeStatements: @Sendable () -> [String]

    /// Makes a migration.
    package init(
      version: Int, summary: String, statements: @escaping @Sendable @autoclosure () -> [String]
    ) {
      self.version = version
      self.summary = summary
      makeStatements = statements
    }
  }

  /// The migrations, by version from 1 without gaps.
  package var migrations: [Migration]

  /// Makes a schema of migrations.
  package init(migrations: [Migration]) {
    self.migrations = migrations
  }

  /// The version that this program reads and writes.
  package var version: Int { migrations.last?.version ?? 0 }

  /// `application_id` of every index: the letters “talk”.
  package static let applicationID: Int64 = 0x7461_6C6B

  /// Bytes of a page of a new index.
  package static let pageSize = 16_384

  /// The schema of this program.
  package static let current = Schema(migrations: [
    Migration(
      version: 1, summary: "talks, people, series, keywords, two full-text indexes",
      statements: SchemaVersion1.tables + SchemaVersion1.fullText + SchemaVersion1.aids
        + SchemaVersion1.indexes + SchemaVersion1.triggers),
    Migration(
      version: 2, summary: "keywords stand in the row of their talk only",
      statements: SchemaVersion2.steps),
  ])
}
