import TalkIndex

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Brings an index to a schema version after the current one, for the fault sweep.
///
/// `talks-migrate [--check] INDEX`: exit status 0; with `--check`, 3 where the index is damaged; 74
/// where it cannot be written. The version adds a column with values in every row, a table and an
/// index, so that the transaction writes all over the file.
@main
struct Migrate {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    guard let path = arguments.last else { exit(64) }
    do {
      // A check opens what is there, in whichever of the two versions.
      let isChecking = arguments.first == "--check"
      let index: TalkIndex
      do {
        index = try .open(at: path, mode: isChecking ? .read : .write, schema: schema)
      } catch  where isChecking && error.code == .older {
        index = try .open(at: path, mode: .read)
      }
      guard isChecking else { return try index.close() }
      // The schema is right where it is the later one, which a check does not know.
      let findings = try index.check().filter { $0.code != .schema }
      for finding in findings { print(finding.message) }
      exit(findings.isEmpty ? 0 : 3)
    } catch {
      let text = Array("\(error)\n".utf8)
      _ = write(2, text, text.count)
      exit(error.code == .damaged ? 3 : 74)
    }
  }

  private static var schema: Schema {
    var schema = Schema.current
    schema.migrations.append(
      .init(
        version: schema.version + 1, summary: "what a later version may do",
        statements: [
          "ALTER TABLE talk ADD COLUMN hall TEXT",
          "UPDATE talk SET hall = upper(venue)",
          "CREATE TABLE hall AS SELECT hall AS name, count(*) AS talks FROM talk GROUP BY hall",
          "CREATE INDEX talk_by_hall ON talk(hall, start_utc)",
        ]))
    return schema
  }
}
