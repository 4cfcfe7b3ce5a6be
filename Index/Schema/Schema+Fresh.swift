extension Schema {
  /// The statements that make an empty file of a version at once: those of all steps that lead there,
  /// without what a later step drops again, and without changes of rows, of which there are none.
  ///
  /// Nothing is freed again, so that the file needs no `VACUUM`. The tables, indexes, triggers and views
  /// are those that the steps make, in the same order.
  package func freshStatements(version: Int) -> [String] {
    var fresh: [(statement: String, effect: Effect)] = []
    for migration in migrations where migration.version <= version {
      for statement in migration.statements {
        let effect = Effect(statement)
        switch effect {
        case .drops(let name): fresh.removeAll { $0.effect == .creates(name) }
        case .changesRows: break
        case .creates, .other: fresh.append((statement, effect))
        }
      }
    }
    return fresh.map(\.statement)
  }

  /// What a statement of a step does.
  private enum Effect: Equatable {
    case creates(String), drops(String), changesRows, other

    init(_ statement: String) {
      // A name stands at most fourth: CREATE UNIQUE INDEX name.
      let words = statement.utf8.split(maxSplits: 4) { $0 <= 0x20 || $0 == UInt8(ascii: "(") }
        .prefix(4).map { String(decoding: $0, as: UTF8.self) }
      switch words.first {
      case "UPDATE", "DELETE": self = .changesRows
      case "DROP" where words.count > 2: self = .drops(words[2])
      case "CREATE":
        let kinds = words.dropFirst().drop { $0 == "UNIQUE" || $0 == "VIRTUAL" }
        self = kinds.dropFirst().first.map { .creates($0) } ?? .other
      default: self = .other
      }
    }
  }
}
