import GRDB
public import TalkModel

/// What a person spoke on over the years.
public struct PersonTimeline: Sendable, Hashable {
  /// One talk in short.
  public struct Mention: Sendable, Hashable {
    /// Row of the talk.
    public var id: Int64
    /// Its title.
    public var title: String
    /// Local start as `YYYY-MM-DDTHH:MM:SS`.
    public var start: String?
    /// Series of the talk.
    public var series: [String]
    /// Affiliation stated in this talk.
    public var affiliation: String?
    /// Who else spoke.
    public var coSpeakers: [String]
    /// Whether the talk takes place.
    public var status: TalkStatus
  }

  /// One year, or the talks without a date.
  public struct Year: Sendable, Hashable {
    /// The year; `nil` for talks without a date, which come last.
    public var year: Int?
    /// Talks of the year, the first one first.
    public var talks: [Mention]
    /// Affiliations stated, in order of first mention.
    public var affiliations: [String]
    /// Series spoken in, in order of first mention.
    public var series: [String]
    /// People spoken with, in order of first mention.
    public var coSpeakers: [String]
  }

  /// The person.
  public var person: NameListing
  /// Names that are probably the same person's, whose talks are not among these.
  public var variants: [PersonVariant]
  /// The years, the first one first.
  public var years: [Year]
}

extension TalkIndex {
  /// What a person spoke on over the years; `nil` where there is no such row in `person`.
  public func timeline(ofPerson id: Int64) throws(TalkIndexError) -> PersonTimeline? {
    try read { db in
      guard
        let named = try Row.fetchOne(
          db, sql: "SELECT name, folded FROM person WHERE id = ?", arguments: [id])
      else { return nil }
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT t.id, t.title, t.start_local, t.start_day, t.series, t.status, l.affiliation,
            (SELECT group_concat(coalesce(o.name, p.name), '; ')
              FROM talk_speaker o JOIN person p ON p.id = o.person_id
              WHERE o.talk_id = t.id AND o.person_id <> ?1) AS others
          FROM talk_speaker l JOIN talk t ON t.id = l.talk_id
          WHERE l.person_id = ?1
          GROUP BY t.id
          ORDER BY t.start_utc IS NULL, t.start_utc, t.id
          """, arguments: [id])
      var years: [PersonTimeline.Year] = []
      for row in rows {
        let mention = PersonTimeline.Mention(
          id: row["id"], title: row["title"], start: row["start_local"],
          series: NameList.split(row["series"]), affiliation: row["affiliation"],
          coSpeakers: NameList.split(row["others"]),
          status: TalkStatus(rawValue: row["status"]) ?? .confirmed)
        let year = TalkIndex.year(ofDay: row["start_day"])
        if years.last?.year != year || years.isEmpty {
          years.append(.init(year: year, talks: [], affiliations: [], series: [], coSpeakers: []))
        }
        years[years.count - 1].add(mention)
      }
      let dated = years.compactMap(\.year)
      return PersonTimeline(
        person: NameListing(
          id: id, name: named["name"], talks: rows.count, firstYear: dated.first,
          lastYear: dated.last),
        variants: try PersonVariantFinder(db: db).variants(of: id, key: named["folded"]),
        years: years)
    }
  }
}

extension PersonTimeline.Year {
  fileprivate mutating func add(_ mention: PersonTimeline.Mention) {
    talks.append(mention)
    func add(_ names: [String], to list: inout [String]) {
      for name in names where !list.contains(name) { list.append(name) }
    }
    add([mention.affiliation].compactMap(\.self), to: &affiliations)
    add(mention.series, to: &series)
    add(mention.coSpeakers, to: &coSpeakers)
  }
}
