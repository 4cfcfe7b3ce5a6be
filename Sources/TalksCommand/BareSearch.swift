import ArgumentParser

/// `talks some words` is a search for these words.
enum BareSearch {
  /// What was typed, with `search` before it where it names no subcommand.
  ///
  /// A single word that is nearly a subcommand is left alone, so that a slip of the finger gives
  /// the usual message and its suggestion.
  static func expand(_ typed: [String]) -> [String] {
    // The usual two need not be looked for among the names of all subcommands.
    guard let first = typed.first, first != "search", first != "ingest",
      !first.hasPrefix("-") || first == "--",
      !names.contains(first)
    else { return typed }
    if typed.count == 1, names.contains(where: { isSlip(first, $0) }) { return typed }
    return ["search"] + typed
  }

  private static let names: Set<String> = Set(
    Talks.configuration.subcommands.compactMap { $0.configuration.commandName } + [
      "help", "---completion",
    ])

  /// Whether two words differ in one letter at most: another, a missing, a further, or two
  /// neighbours swapped.
  private static func isSlip(_ typed: String, _ name: String) -> Bool {
    let a = Array(typed.utf8)
    let b = Array(name.utf8)
    guard a.count > 2, abs(a.count - b.count) <= 1 else { return false }
    let same = zip(a, b).prefix { $0 == $1 }.count
    let tailA = a[same...]
    let tailB = b[same...]
    return tailA.dropFirst().elementsEqual(tailB.dropFirst())
      || tailA.dropFirst().elementsEqual(tailB) || tailA.elementsEqual(tailB.dropFirst())
      || (tailA.count > 1 && tailB.count > 1
        && tailA.prefix(2).elementsEqual(tailB.prefix(2).reversed())
        && tailA.dropFirst(2).elementsEqual(tailB.dropFirst(2)))
  }
}
