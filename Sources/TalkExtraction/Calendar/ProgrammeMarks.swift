/// Marks that number the items of a programme: `A)`, `3.`, `#14:`, `T2 –`, `S1.2`, `IV.`, `07`.
///
/// A mark says where an item stands, not what it is about. One alone may be a part of the title
/// (`7. Baltic Night` is the seventh); where half of a calendar has them and what follows differs,
/// they number.
enum ProgrammeMarks {
  /// Takes the marks off summaries that are numbered.
  static func drop(from summaries: inout [CleanSummary]) {
    var marks: [(index: Int, mark: Mark)] = []
    for (index, summary) in summaries.enumerated() {
      if let mark = Mark(of: summary.text) { marks.append((index, mark)) }
    }
    // `V. Quist` is somebody, unless `IV. …` stands beside it.
    if !marks.contains(where: { $0.mark.isRomanNumber }) { marks.removeAll { $0.mark.isInitial } }
    guard marks.count >= 3, 2 * marks.count >= summaries.count else { return }
    let values = Set(marks.map { WordSet.hash($0.mark.body) })
    let rests = Set(marks.map { WordSet.hash($0.mark.rest.firstWord) })
    guard values.count >= 2, 3 * rests.count >= 2 * marks.count else { return }
    for (index, mark) in marks {
      summaries[index].text = mark.rest
    }
  }

  /// The mark at the start of a summary.
  private struct Mark {
    let body: Bytes
    let rest: Bytes
    /// Whether it may as well be the initial of a name, such as `V.`.
    let isInitial: Bool
    /// Whether it is a Roman number of several letters.
    var isRomanNumber: Bool { body.count > 1 && body.allSatisfy(Ascii.isUpper) }

    /// Nil where the text begins with no mark, or has nothing after it.
    init?(of text: Bytes) {
      guard let first = text.first,
        Ascii.isDigit(first) || Ascii.isUpper(first) || first == Ascii.hash
          || first == Ascii.openParen,
        let blank = text.prefix(12).firstIndex(of: Ascii.space)
      else { return nil }
      var body = text[..<blank]
      let isOpen = first == Ascii.openParen
      if isOpen || first == Ascii.hash { body = body.dropFirst() }
      guard let last = body.last else { return nil }
      let isClosed = last == Ascii.closeParen || last == Ascii.colon || last == Ascii.dot
      if isClosed { body = body.dropLast() }
      guard !isOpen || last == Ascii.closeParen, (1...7).contains(body.count) else {
        return nil
      }
      let form = Form(of: body)
      guard form != .none else { return nil }
      let rest = text[(blank + 1)...].trimmedStart
      let bare = rest.withoutLeadingDash
      guard isClosed || first == Ascii.hash || bare.count < rest.count || form == .sure,
        bare.count > 2, !Ascii.isDigit(bare[bare.startIndex])
      else { return nil }
      isInitial = last == Ascii.dot && body.count == 1 && Ascii.isUpper(first)
      if isInitial, !Form.isRoman(body) { return nil }
      self.body = body
      self.rest = bare
    }
  }

  private enum Form {
    /// No mark.
    case none
    /// A mark where a sign closes it: `A)`, `3.`, `IV.`
    case closed
    /// A mark even where a blank follows: `07`, `S1.2`, `T2`.
    case sure

    init(of body: Bytes) {
      let letters = body.prefix(while: Ascii.isUpper)
      let digits = body.dropFirst(letters.count)
      if digits.isEmpty {
        self = letters.count == 1 || Form.isRoman(letters) ? .closed : .none
        return
      }
      let number = digits.prefix(while: Ascii.isDigit)
      guard letters.count <= 2, (1...3).contains(number.count) else {
        self = .none
        return
      }
      let part = digits.dropFirst(number.count)
      if part.isEmpty {
        self = letters.isEmpty && (number.count == 1 || number.first != 0x30) ? .closed : .sure
      } else if part.first == Ascii.dot || part.first == Ascii.hyphen,
        (2...3).contains(part.count), part.dropFirst().allSatisfy(Ascii.isDigit)
      {
        self = letters.isEmpty ? .closed : .sure
      } else {
        // `1A:`, a parallel session.
        self = part.count == 1 && part.allSatisfy(Ascii.isUpper) ? .closed : .none
      }
    }

    /// Whether `letters` may be a number below forty.
    static func isRoman(_ letters: Bytes) -> Bool {
      letters.count <= 7 && letters.allSatisfy { $0 == 0x49 || $0 == 0x56 || $0 == 0x58 }
    }
  }
}
