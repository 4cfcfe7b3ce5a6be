extension Schema {
  /// The statements that make an empty file of a version at once: those of all steps that lead there,
  /// without what a later step drops again, and without changes of rows, of which there are none.
  ///
  /// Nothing is freed again, so that the file needs no `VACUUM`. The tables, indexes, triggers and views
  /// are those that the steps make, in the same order.
  package func freshStatements(version: Int) -> [String] {
    let all = migrations.filter { $0.version <= version }.flatMap(\.statements)
    var fresh: [String] = []
    for statement in all {
      switch Schema.Effect(statement) {
      case .drops(let name): fresh.removeAll { Schema.Effect($0) == .creates(name) }
      case .changesRows: break
      case .creates, .other: fresh.append(statement)
      }
    }
    return fresh
  }

  /// What a statement of a step does.
  private enum Effect: Equatable {
    case creates(String), drops(String), changesRows, other

    init(_ statement: String) {
      let words = statement.split(maxSplits: 4, whereSeparator: \.isWhitespace).map {
        String($0.prefix { $0 != "(" })
      }
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
