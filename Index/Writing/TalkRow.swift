import CivilTime
import FTS5Segments
import Prefetching
public import TalkModel

/// A talk in the form in which it is stored: its row of `talk`, ready to be bound, with the hashes
/// that tell whether it changed.
///
/// Making one costs more than writing it, and needs no index: a parallel ingest makes rows on all
/// cores and hands them to the one writer. It never changes, and goes from hand to hand uncopied.
///
/// `@unchecked Sendable`: its memory is written before it is there and freed when nobody has it any more.
public final class TalkRow: @unchecked Sendable {
  /// Text columns of `talk`, in the order of their bytes.
  enum Column: Int, CaseIterable {
    case title, speakers, affiliations, series, keywords, abstract, venue
    case otherForms = 7
    case kind, status, startLocal, endLocal, timeZone, timeForm, zoneOrigin, biography, language
    case organiser, url, joinLink, joinSecret, uid, recurrenceID, keywordMarks

    /// How many there are.
    static var count: Int { keywordMarks.rawValue + 1 }

    /// The columns that are searched, as in ``SchemaVersion1/wordsColumns``; `talk_prose` lacks the
    /// affiliations.
    static let searched: [Column] = [
      .abstract, .title, .speakers, .series, .keywords, .venue, .otherForms, .affiliations,
    ]
  }

  /// UID and RECURRENCE-ID, as stored.
  public var identity: TalkIdentity {
    TalkIdentity(uid: text(.uid), recurrenceID: text(.recurrenceID))
  }
  /// Start of the first occurrence in UTC seconds since 1970.
  public let start: Int64?
  /// End of the last occurrence in UTC seconds since 1970.
  public var end: Int64? { occurrences.map(\.end).max() ?? time?.end }
  /// SEQUENCE.
  public let sequence: Int
  /// LAST-MODIFIED in UTC seconds since 1970.
  public let lastModified: Int64?
  /// Changes when anything does that means something to a reader; SEQUENCE, LAST-MODIFIED, the
  /// identity and the place in the file do not.
  public let contentHash: Int64
  /// The same in all sources that announce the talk with the same title, start and speakers;
  /// `nil` where title or start is missing.
  public let fingerprint: Int64?
  /// Line of the file on which the event begins.
  public let line: Int

  let time: TalkTime?
  /// More than one, ordered by start, or none.
  let occurrences: [TalkTime]
  let isTBA: Bool
  /// The text columns one after the other, names that are not in one of them as they are, and some bytes
  /// for readers of more than one at a time.
  private let bytes: GrowingMemory<UInt8>
  /// Where each column ends; for NULL, the end of those before, all bits turned round.
  ///
  /// Then the places of names, see ``NamePlaces``.
  private let ends: GrowingMemory<Int32>

  /// Title as stored.
  package var title: String { text(.title) ?? "" }
  /// Names of the speakers as stored.
  package var speakerNames: [String] { speakers.map(\.name) }
  /// Names of the series as stored.
  package var seriesNames: [String] { series }
  /// Speakers as stored.
  var speakers: [Speaker] {
    withText { text in
      (0..<text.speakerCount).map { position in
        let (name, affiliation) = text.speaker(position)
        return Speaker(
          name: String(decoding: name, as: UTF8.self),
          affiliation: affiliation.map { String(decoding: $0, as: UTF8.self) })
      }
    }
  }
  /// Series as stored.
  var series: [String] {
    withText { text in
      (0..<text.seriesCount).map { String(decoding: text.series($0), as: UTF8.self) }
    }
  }
  /// Web page as stored.
  package var url: String? { text(.url) }

  /// Makes the row of a talk.
  public init(_ talk: borrowing Talk) {
    let speakers = TalkRow.stored(talk.speakers)
    let series = TalkRow.stored(talk.series)
    var keywords = talk.keywords
    var text = TextColumns(
      abstract: talk.abstract?.utf8.count ?? 0, title: talk.title.utf8.count)
    text.append(talk.title, keepsEmpty: true)
    let names = text.append(list: speakers) { speakers, place in speakers[place].name }
    let affiliations = text.append(list: speakers) { speakers, place in
      NamePlaces.isListed(place, speakers) ? speakers[place].affiliation : nil
    }
    let seriesNames = text.append(list: series) { series, place in series[place] }
    if !text.append(keywords: keywords) {
      keywords = TalkRow.stored(keywords)
      text.append(list: keywords.map(\.text)) { texts, place in texts[place] }
    }
    text.append(talk.abstract)
    text.append(talk.venue)
    text.append(text.searchForms(), limit: .max)
    text.append(talk.kind.rawValue)
    text.append(talk.status.rawValue)
    let time = talk.time
    text.append(time?.localStart)
    text.append(time?.localEnd)
    text.append(time?.zone)
    text.append(time?.form.rawValue)
    text.append(time?.zoneOrigin)
    text.append(talk.biography)
    text.append(talk.language)
    text.append(talk.organiser)
    text.append(talk.url)
    text.append(talk.joinLink)
    text.append(talk.joinSecret)
    let contentBytes = text.bytes.count
    let contentColumns = text.ends.count
    text.append(talk.identity.uid, limit: IndexLimits.identityBytes, keepsEmpty: true)
    text.append(talk.identity.recurrenceID, limit: IndexLimits.identityBytes, keepsEmpty: true)
    text.append(marksOf: keywords)
    text.appendPlaces(of: speakers, names: names, affiliations: affiliations)
    text.appendPlaces(of: series, names: seriesNames)

    text.bytes.fillSlack(with: 0)
    bytes = text.bytes
    ends = text.ends
    self.time = time
    let occurrences = TalkRow.ordered(talk.occurrences)
    self.occurrences = occurrences.count > 1 ? occurrences : []
    isTBA = talk.isToBeAnnounced
    start = time?.start
    sequence = talk.sequence
    lastModified = talk.lastModified
    line = talk.line

    var hash = StableHash()
    hash.feed(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes.values[..<contentBytes])))
    for end in ends.values[..<contentColumns] { hash.feed(end < 0 ? -1 : Int64(end)) }
    for speaker in speakers { hash.feed(speaker.affiliation) }
    keywords.forEach { _, origin, _ in hash.feed(origin == .stated ? 1 : 0) }
    hash.feed(time?.start)
    hash.feed(time?.end)
    hash.feed(isTBA ? 1 : 0)
    for occurrence in self.occurrences {
      hash.feed(occurrence.start)
      hash.feed(occurrence.end)
    }
    contentHash = hash.value
    fingerprint = TalkRow.fingerprint(talk.title, start: time?.start, speakers)
  }

  deinit {
    bytes.deallocate()
    ends.deallocate()
  }

  /// A hash of the identity, other in each process; `nil` where no UID is stated.
  public var identityHash: UInt64? {
    withText { text in
      guard let uid = text[.uid] else { return nil }
      let hash = TalkRow.hash(uid)
      // Turned, so that both may be the same.
      return text[.recurrenceID].map { hash ^ (TalkRow.hash($0) &<< 1 | 1) } ?? hash
    }
  }

  private static func hash(_ text: UnsafeRawBufferPointer) -> UInt64 {
    guard let start = text.baseAddress else { return 0 }
    return ByteHash().hash(start.assumingMemoryBound(to: UInt8.self), count: text.count)
  }

  /// Runs `body` with access to the bytes of the text columns; they stay in place meanwhile.
  ///
  /// - Throws: what `body` throws.
  func withText<T, Failure: Error>(
    _ body: (TextView) throws(Failure) -> T
  ) throws(Failure) -> T {
    try withExtendedLifetime(self) { () throws(Failure) in
      try body(TextView(bytes: UnsafeRawBufferPointer(bytes.values), ends: ends.values))
    }
  }

  /// Text of a column; `nil` for NULL.
  func text(_ column: Column) -> String? {
    withText { $0[column].map { String(decoding: $0, as: UTF8.self) } }
  }

  /// Asks for the text of the searched columns, so that it is in the caches when it is wanted: another
  /// thread wrote it.
  func prefetchText() {
    let searched = Int(ends.values[TalkRow.Column.otherForms.rawValue])
    for place in stride(from: 0, to: searched < 0 ? ~searched : searched, by: 64) {
      talks_prefetch(bytes.values.baseAddress.unsafelyUnwrapped + place)
    }
  }

  /// The text columns of a row, without copies.
  struct TextView {
    fileprivate let bytes: UnsafeRawBufferPointer
    fileprivate let ends: UnsafeBufferPointer<Int32>

    /// UTF-8 of a column; `nil` for NULL.
    @inline(__always)
    subscript(column: Column) -> UnsafeRawBufferPointer? {
      guard let range = TextColumns.range(of: column, in: ends) else { return nil }
      return UnsafeRawBufferPointer(rebasing: bytes[range])
    }

    /// UTF-8 of all columns, with ``SegmentBuilder/textSlack`` bytes behind.
    var allBytes: UnsafeBufferPointer<UInt8> { bytes.assumingMemoryBound(to: UInt8.self) }

    /// Where a column stands in ``allBytes``; `nil` for NULL.
    func range(of column: Column) -> Range<Int>? { TextColumns.range(of: column, in: ends) }

    /// Number of speakers.
    var speakerCount: Int { NamePlaces.speakerCount(ends) }

    /// UTF-8 of the name and the affiliation of a speaker.
    func speaker(
      _ position: Int
    ) -> (name: UnsafeRawBufferPointer, affiliation: UnsafeRawBufferPointer?) {
      let (name, affiliation) = NamePlaces.speaker(position, ends)
      return (
        UnsafeRawBufferPointer(rebasing: bytes[name]),
        affiliation.map { UnsafeRawBufferPointer(rebasing: bytes[$0]) }
      )
    }

    /// Number of series.
    var seriesCount: Int { NamePlaces.seriesCount(ends) }

    /// UTF-8 of the name of a series.
    func series(_ position: Int) -> UnsafeRawBufferPointer {
      UnsafeRawBufferPointer(rebasing: bytes[NamePlaces.series(position, ends)])
    }
  }
}

// What is stored of names, and the hashes
extension TalkRow {
  /// A name as it is stored: on one line, and without `"; "`, which separates names in a column.
  static func listed(_ name: String) -> String {
    if name.utf8.count > IndexLimits.nameBytes {
      var end = name.utf8.index(name.startIndex, offsetBy: IndexLimits.nameBytes)
      end = name.unicodeScalars.index(before: end)
      return listed(String(name.unicodeScalars[..<end]))
    }
    guard name.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: ";") }) else { return name }
    var result = String.UnicodeScalarView()
    for scalar in name.unicodeScalars where scalar.value != 0 {
      result.append(scalar == ";" ? "," : scalar.value < 0x20 ? " " : scalar)
    }
    return String(result)
  }

  /// Whether ``listed(_:)`` leaves a name as it is, and something is left.
  private static func isListed(_ name: String) -> Bool {
    let utf8 = name.utf8
    guard !utf8.isEmpty, utf8.count <= IndexLimits.nameBytes else { return false }
    let isClean = utf8.withContiguousStorageIfAvailable { bytes in
      let found = ListedText.survey(UnsafeRawBufferPointer(bytes))
      return !found.hasControls && found.semicolons == 0
    }
    return isClean ?? false
  }

  private static func stored(_ speakers: [Speaker]) -> [Speaker] {
    let areListed =
      speakers.count <= IndexLimits.namesPerTalk
      && speakers.allSatisfy { isListed($0.name) && $0.affiliation.map(isListed) ?? true }
    guard !areListed else { return speakers }
    return speakers.prefix(IndexLimits.namesPerTalk).compactMap { speaker in
      let name = listed(speaker.name)
      guard !name.isEmpty else { return nil }
      let affiliation = speaker.affiliation.map(listed)
      return Speaker(name: name, affiliation: affiliation?.isEmpty == true ? nil : affiliation)
    }
  }

  private static func stored(_ names: [String]) -> [String] {
    guard names.count > IndexLimits.namesPerTalk || !names.allSatisfy(isListed) else {
      return names
    }
    return names.prefix(IndexLimits.namesPerTalk).map(listed).filter { !$0.isEmpty }
  }

  private static func stored(_ keywords: TalkKeywords) -> TalkKeywords {
    // The row is all that tells of keywords: none of them may be cut at the end of their column.
    var room = IndexLimits.fieldBytes
    let stored = keywords.prefix(IndexLimits.namesPerTalk).compactMap { keyword -> Keyword? in
      var stored = keyword
      stored.text = listed(keyword.text)
      room -= stored.text.utf8.count + 2
      return stored.text.isEmpty || room < 0 ? nil : stored
    }
    return TalkKeywords(stored)
  }

  private static func ordered(_ occurrences: [TalkTime]) -> [TalkTime] {
    guard occurrences.count > 1 else { return [] }
    var result: [TalkTime] = []
    for time in occurrences.sorted(by: { $0.start < $1.start })
    where result.last?.start != time.start {
      result.append(time)
    }
    return Array(result.prefix(IndexLimits.occurrencesPerTalk))
  }

  private static func fingerprint(
    _ title: String, start: Int64?, _ speakers: [Speaker]
  ) -> Int64? {
    guard let start, !title.isEmpty else { return nil }
    var hash = StableHash()
    hash.feed(nameKeyOf: title)
    hash.feed(start)
    if speakers.count == 1 {
      hash.feed(nameKeyOf: speakers[0].name)
    } else {
      let keys = speakers.map { Folding.nameKey($0.name) }
      for key in keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
        hash.feed(key)
      }
    }
    return hash.value
  }
}

extension StableHash {
  /// Feeds `Folding.nameKey(name)`, for most names without making it.
  fileprivate mutating func feed(nameKeyOf name: String) {
    let isFed = name.withBytes { utf8 in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: utf8.count) { buffer in
        var key = buffer.mutableSpan
        guard let count = Folding.writeLatinNameKey(of: utf8.span, to: &key) else { return false }
        feed(1 as Int64)
        feed(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: buffer[..<count])))
        return true
      }
    }
    if !isFed { feed(Folding.nameKey(name)) }
  }
}

extension TalkTime {
  /// Day of the local start, in days since 1970.
  var startDay: Int64 { Int64(localStart.date.daysSinceEpoch) }
}
