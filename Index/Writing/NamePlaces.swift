import TalkModel

/// Where the names of a row stand among its bytes: numbers behind the ends of the text columns.
///
/// First the number of speakers; for each of them, where the name begins and ends, and where the
/// affiliation does, -1 twice where there is none; for each series, where its name begins and ends. Names
/// stand in their columns, which are lists of them, or behind all columns where those do not hold them.
///
/// Invariant: made by ``TextColumns`` of the same bytes, so that every place is among them.
enum NamePlaces {
  /// Numbers of a talk with a few speakers and a series.
  static let usualCount = 1 + 3 * speakerSize + seriesSize

  private static let speakerSize = 4
  private static let seriesSize = 2
  private static var first: Int { TalkRow.Column.count }

  /// How many speakers there are.
  static func speakerCount(_ numbers: UnsafeBufferPointer<Int32>) -> Int { Int(numbers[first]) }

  /// Where name and affiliation of a speaker stand.
  static func speaker(
    _ position: Int, _ numbers: UnsafeBufferPointer<Int32>
  ) -> (name: Range<Int>, affiliation: Range<Int>?) {
    let place = first + 1 + speakerSize * position
    let hasAffiliation = numbers[place + 2] >= 0
    return (range(place, numbers), hasAffiliation ? range(place + 2, numbers) : nil)
  }

  /// How many series there are.
  static func seriesCount(_ numbers: UnsafeBufferPointer<Int32>) -> Int {
    (numbers.count - firstSeries(numbers)) / seriesSize
  }

  /// Where the name of a series stands.
  static func series(_ position: Int, _ numbers: UnsafeBufferPointer<Int32>) -> Range<Int> {
    range(firstSeries(numbers) + seriesSize * position, numbers)
  }

  private static func firstSeries(_ numbers: UnsafeBufferPointer<Int32>) -> Int {
    first + 1 + speakerSize * speakerCount(numbers)
  }

  private static func range(_ place: Int, _ numbers: UnsafeBufferPointer<Int32>) -> Range<Int> {
    Int(numbers[place])..<Int(numbers[place + 1])
  }

  /// Whether the affiliation of a speaker is listed there: each is once, where it comes first.
  ///
  /// Speakers are few, at most some hundred.
  static func isListed(_ position: Int, _ speakers: [Speaker]) -> Bool {
    guard position > 0, let affiliation = speakers[position].affiliation else { return true }
    return !speakers[..<position].contains { other in
      other.affiliation.map { $0.utf8.elementsEqual(affiliation.utf8) } ?? false
    }
  }
}

extension TextColumns {
  /// Appends the places of speakers, when all columns are there; those of series are to follow.
  ///
  /// - Parameters:
  ///   - speakers: as they were listed.
  ///   - names: where the first name stands in its column; `nil` where the column does not hold them.
  ///   - affiliations: the same of affiliations.
  mutating func appendPlaces(of speakers: [Speaker], names: Int?, affiliations: Int?) {
    var name = names
    var affiliation = affiliations
    var none: Int?
    ends.append(Int32(truncatingIfNeeded: speakers.count))
    for position in speakers.indices {
      appendPlace(speakers[position].name, &name)
      guard let text = speakers[position].affiliation else {
        ends.append(-1)
        ends.append(-1)
        continue
      }
      if NamePlaces.isListed(position, speakers) {
        appendPlace(text, &affiliation)
      } else {
        appendPlace(text, &none)
      }
    }
  }

  /// Appends the places of series, likewise.
  mutating func appendPlaces(of series: [String], names: Int?) {
    var name = names
    for position in series.indices { appendPlace(series[position], &name) }
  }

  /// Appends where a name begins and ends that stands at `next`, or else is to stand behind all columns,
  /// and goes on to the next of the column.
  private mutating func appendPlace(_ name: String, _ next: inout Int?) {
    let count = name.utf8.count
    let start = next ?? bytes.count
    if next == nil {
      name.withBytes { bytes.append($0) }
    } else {
      next = start + count + TextColumns.separator.utf8CodeUnitCount
    }
    ends.append(Int32(truncatingIfNeeded: start))
    ends.append(Int32(truncatingIfNeeded: start + count))
  }
}

extension String {
  /// Runs `body` with the bytes of the text, which is neither copied nor held on to.
  @inline(__always)
  func withBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
    if let result = try utf8.withContiguousStorageIfAvailable(body) { return result }
    var copy = self
    return try copy.withUTF8(body)
  }
}
