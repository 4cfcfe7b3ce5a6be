import TalkModel

/// Finds sources by what is typed behind `source:`.
///
/// Names are compared without case and marks. A whole name means that source only; otherwise words of
/// it, or of the calendar's own name, side by side (`fosdem` for `archive/fosdem/fosdem-2015`). With `*`
/// at the end, the beginning of a name, or of a word, is enough.
struct SourceNames {
  private let connection: RawConnection

  /// For a connection in its read transaction.
  init(_ connection: RawConnection) {
    self.connection = connection
  }

  /// Rows of the sources that `typed` means.
  func ids(of typed: String) throws -> [Int64] {
    var wanted = Folding.fold(typed)
    let isOpen = wanted.hasSuffix("*")
    if isOpen { wanted.removeLast() }
    let words = SourceNames.words(wanted)
    let statement = try connection.prepare("SELECT id, name, title FROM source ORDER BY id")
    var whole: [Int64] = []
    var partial: [Int64] = []
    while try statement.step() {
      guard let id = statement.integer(0) else { continue }
      let names = [statement.text(1), statement.text(2)].compactMap(\.self).map(Folding.fold)
      if isOpen ? names.contains(where: { $0.hasPrefix(wanted) }) : names.first == wanted {
        whole.append(id)
      } else if !words.isEmpty,
        names.contains(where: { SourceNames.holds(SourceNames.words($0), words, isOpen: isOpen) })
      {
        partial.append(id)
      }
    }
    return isOpen ? (whole + partial).sorted() : whole.isEmpty ? partial : whole
  }

  private static func words(_ text: String) -> [Substring] {
    text.split { !$0.isLetter && !$0.isNumber }
  }

  /// Whether `part` stands in `name`, word by word; the last one may go on if it `isOpen`.
  private static func holds(_ name: [Substring], _ part: [Substring], isOpen: Bool) -> Bool {
    guard let last = part.last, name.count >= part.count else { return false }
    return (0...name.count - part.count).contains { start in
      let run = name[start..<start + part.count]
      return run.dropLast().elementsEqual(part.dropLast())
        && (isOpen ? run[start + part.count - 1].hasPrefix(last) : run.last == last)
    }
  }
}
