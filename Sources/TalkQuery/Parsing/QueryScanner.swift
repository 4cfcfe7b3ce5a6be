/// A piece of a query.
struct QueryToken {
  enum Kind {
    /// `(`, or `field:(`: every word up to the matching `)` belongs to that field.
    case open(QueryVocabulary.Field?)
    case close
    case or
    case and
    case not
    /// A word or a quotation, with the field in front of it.
    case value(QueryValue)
    /// Something without letters or digits: it takes the place of a condition and asks for nothing.
    case nothing
  }

  var kind: Kind
  /// Byte range in the typed text.
  var range: Range<Int>

  /// Whether this is an operator or punctuation.
  var isWordless: Bool {
    switch kind {
    case .or, .and, .not, .nothing: true
    default: false
    }
  }
}

/// A word or a quotation as typed.
struct QueryValue {
  /// The field in front of it, where one was written.
  var field: QueryVocabulary.Field?
  /// The text without quotes, markers and punctuation around it.
  var text: String
  /// Scalars of the text with its punctuation: what dates are read from.
  var scalars: Range<Int>
  /// How it is to be matched.
  var form: QueryTerm.Form
  /// Whether it is the last thing typed.
  var isLast: Bool
}

/// Cuts a typed query into tokens, from left to right, each scalar looked at a bounded number of
/// times.
struct QueryScanner {
  private let text: QueryText
  private var position = 0
  /// Whether the scalar at `position` may begin something: a quotation or a negation does not begin
  /// right behind a word.
  private var isAtBoundary = true
  /// Index of the last quotation mark, so that an opening one without partner is known at once.
  private let lastQuote: Int
  private(set) var tokens: [QueryToken] = []
  private(set) var remarks: [QueryDiagnostic] = []

  init(_ text: QueryText) {
    self.text = text
    lastQuote = text.plain.lastIndex(of: "\"") ?? -1
  }

  mutating func scan() {
    while position < text.count { scanToken() }
  }

  // token = space | "(" | ")" | "|" | "-" | [ field ":" ] ( "(" | quotation | [ "=" ] word )
  private mutating func scanToken() {
    let start = position
    switch text.at(position) {
    case " ":
      position += 1
      isAtBoundary = true
    case "(":
      position += 1
      isAtBoundary = true
      emit(.open(nil), from: start)
    case ")":
      position += 1
      isAtBoundary = false
      emit(.close, from: start)
    case "|":
      while text.at(position) == "|" { position += 1 }
      isAtBoundary = true
      emit(.or, from: start)
    case "-":
      scanDashes()
    case "\"":
      if isAtBoundary || QueryText.opensQuotation(text.scalars[position]) {
        scanQuotation(field: nil, from: start)
      } else {
        position += 1
      }
    default:
      scanFieldOrWord()
    }
  }

  /// One dash in front of something negates it; others are punctuation.
  private mutating func scanDashes() {
    let start = position
    while text.at(position) == "-" { position += 1 }
    let negates = isAtBoundary && position - start == 1 && text.at(position) != " "
    if negates {
      emit(.not, from: start)
    } else if isAtBoundary, text.at(position) == " " {
      emit(.nothing, from: start)
    }
    isAtBoundary = isAtBoundary || text.at(position) == " "
  }

  private mutating func scanFieldOrWord() {
    let start = position
    // "+word" is how some engines ask for a word; here it also makes a word of AND, OR and NOT.
    while text.at(position) == "+" || text.at(position) == "*"
      || (position > start && text.at(position) == "-")
    {
      position += 1
    }
    let isMarked = position > start
    if isMarked, endsWord(position) {
      isAtBoundary = true
      if text.at(position) != "\"", text.at(position) != "(" { emit(.nothing, from: start) }
      return
    }
    if let (field, after) = scanField() {
      position = after
      switch text.at(position) {
      case "(":
        position += 1
        isAtBoundary = true
        emit(.open(field), from: start)
      case "\"":
        scanQuotation(field: field, from: start)
      default:
        scanWord(field: field, from: start, isMarked: true)
      }
      return
    }
    scanWord(field: nil, from: start, isMarked: isMarked)
  }

  /// Reads `name:` and gives the field and where its value begins, or `nil` where this is text.
  private mutating func scanField() -> (QueryVocabulary.Field, Int)? {
    var index = position
    while index - position <= 16, QueryText.isLetter(text.at(index)) { index += 1 }
    guard index > position, text.at(index) == ":" else { return nil }
    let nameRange = position..<index
    let name = text.lowered(nameRange)
    let next = text.at(index + 1)
    guard let field = QueryVocabulary.fieldsByName[name] else {
      if next != " ", next != "/", next != ":" { remarkUnknownField(name, nameRange) }
      return nil
    }
    if next != " ", hasValue(at: index + 1) { return (field, index + 1) }
    // A capital is how titles and pasted announcements write it; "in:", "at:" and "by:" are words.
    guard text.typed(nameRange) == field.name, next == " " else { return nil }
    var value = index + 1
    while value < text.count, text.at(value) == " " { value += 1 }
    // "speaker: ada" at the start is a field with a space too many; further on it may be prose.
    if field.forgivesSpace, tokens.isEmpty, hasValue(at: value) { return (field, value) }
    remark(
      "“\(name):” with nothing or a space behind it is read as text",
      suggestion: hasValue(at: value) ? name + ":" + text.typed(wordRange(from: value)) : nil,
      at: position..<index + 1)
    return nil
  }

  /// Whether a field's value can begin here.
  private func hasValue(at index: Int) -> Bool {
    guard index < text.count else { return false }
    switch text.at(index) {
    case " ", ")", "|": return false
    case "(", "\"": return true
    default: break
    }
    // A range of dates with both sides open has no letter or digit, yet is a value.
    if text.at(index) == ".", text.at(index + 1) == "." { return true }
    var end = index
    while !endsWord(end) {
      if QueryText.isToken(text.scalars[end]) { return true }
      end += 1
    }
    return false
  }

  private mutating func remarkUnknownField(_ name: String, _ range: Range<Int>) {
    let names = QueryVocabulary.fields.flatMap { [$0.name] + $0.aliases }
    let nearest = name.utf8.count >= 4 ? Spelling.nearest(to: name, in: names) : nil
    remark(
      "there is no field “\(name)”; it is read as text",
      suggestion: nearest.map { $0 + text.typed(wordRange(from: range.upperBound)) }, at: range)
  }

  /// The rest of the word at `start`, without punctuation behind it.
  private func wordRange(from start: Int) -> Range<Int> {
    var end = start
    while !endsWord(end) { end += 1 }
    trimPunctuation(&end, from: start)
    return start..<end
  }

  // quotation = QUOTE { any but QUOTE } QUOTE
  private mutating func scanQuotation(field: QueryVocabulary.Field?, from start: Int) {
    let opening = position
    position += 1
    guard opening < lastQuote else {
      remark("a quotation mark without its partner is left out", at: opening..<opening + 1)
      isAtBoundary = true
      // The field keeps the word behind its stray quotation mark.
      if field != nil, hasValue(at: position) {
        scanWord(field: field, from: start, isMarked: true)
      }
      return
    }
    while text.at(position) != "\"" { position += 1 }
    let content = opening + 1..<position
    position += 1
    isAtBoundary = false
    guard text.hasToken(content) else {
      emit(.nothing, from: start)
      return
    }
    let value = QueryValue(
      field: field, text: text.oneLine(content), scalars: content, form: .phrase,
      isLast: false)
    emit(.value(value), from: start)
  }

  private func isLeadingMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "+" || scalar == "*" || scalar == "="
  }

  private func endsWord(_ index: Int) -> Bool {
    guard index < text.count else { return true }
    switch text.at(index) {
    case " ", "(", ")", "|", "\"": return true
    default: return false
    }
  }

  // word = [ "=" ] text [ "*" ]
  private mutating func scanWord(
    field: QueryVocabulary.Field?, from start: Int, isMarked: Bool
  ) {
    let isExact = text.at(position) == "="
    if isExact, text.at(position + 1) == "\"" {
      position += 1
      scanQuotation(field: field, from: start)
      return
    }
    var lower = position
    if isExact || field != nil {
      while isLeadingMark(text.at(lower)) || (text.at(lower) == "-" && lower > position) {
        lower += 1
      }
    }
    position = lower
    while !endsWord(position) { position += 1 }
    isAtBoundary = false
    var upper = position
    let whole = lower..<upper
    trimPunctuation(&upper, from: lower)
    var hasContent = text.hasToken(lower..<upper)
    if case .days = field?.kind, text.at(lower) == ".", text.at(lower + 1) == "." {
      hasContent = true
    }
    guard hasContent else {
      emit(.nothing, from: start)
      return
    }
    let isLast = upper == text.count
    var form: QueryTerm.Form = isExact ? .exact : .word
    if let stem = prefixEnd(lower..<upper) {
      upper = stem
      form = .prefix
    }
    if field == nil, form == .word, !isMarked, let kind = operatorKind(lower..<position) {
      emit(kind, from: start)
      isAtBoundary = true
      return
    }
    let value = QueryValue(
      field: field, text: text.typed(lower..<upper), scalars: whole, form: form,
      isLast: isLast && form == .word)
    emit(.value(value), from: start)
  }

  private func trimPunctuation(_ upper: inout Int, from lower: Int) {
    while upper > lower, QueryText.isClosingPunctuation(text.at(upper - 1)) { upper -= 1 }
  }

  /// Where the text in front of a final `*` ends; `nil` where the star is no marker.
  ///
  /// One ASCII letter is not enough to begin with: "A*" is the name of an algorithm. One ideograph
  /// is.
  private func prefixEnd(_ range: Range<Int>) -> Int? {
    guard text.at(range.upperBound - 1) == "*" else { return nil }
    var upper = range.upperBound
    while upper > range.lowerBound, text.at(upper - 1) == "*" { upper -= 1 }
    trimPunctuation(&upper, from: range.lowerBound)
    // "a.*.*" would leave a star behind.
    guard upper > range.lowerBound, text.at(upper - 1) != "*" else { return nil }
    let tokens = text.scalars[range.lowerBound..<upper].filter(QueryText.isToken)
    let isEnough = tokens.count >= 2 || tokens.contains { $0.value >= 0x2E80 }
    return isEnough ? upper : nil
  }

  private func operatorKind(_ range: Range<Int>) -> QueryToken.Kind? {
    switch (range.count, text.at(range.lowerBound)) {
    case (2, "O") where text.plain[range].elementsEqual("OR".unicodeScalars): .or
    case (3, "A") where text.plain[range].elementsEqual("AND".unicodeScalars): .and
    case (3, "N") where text.plain[range].elementsEqual("NOT".unicodeScalars): .not
    default: nil
    }
  }

  private mutating func emit(_ kind: QueryToken.Kind, from start: Int) {
    tokens.append(QueryToken(kind: kind, range: text.bytes(start..<position)))
  }

  private mutating func remark(
    _ message: String, suggestion: String? = nil, at range: Range<Int>
  ) {
    remarks.append(
      QueryDiagnostic(
        severity: .hint, message: message, suggestion: suggestion,
        range: text.bytes(range.lowerBound..<min(range.upperBound, text.count))))
  }
}
