import GRDB
import TalkModel

/// Another name that is probably the same person's: an initial for a given name, or a middle name left
/// out, and something in common that tells it from a namesake.
public struct PersonVariant: Sendable, Hashable {
  /// What both have in common.
  public enum Evidence: Sendable, Hashable {
    /// The same affiliation was stated.
    case affiliation(String)
    /// Both spoke with the same person.
    case coSpeaker(String)
    /// Both spoke in the same series.
    case series(String)
  }

  /// Row of `person`.
  public var id: Int64
  /// The other name, as first written.
  public var name: String
  /// Its talks.
  public var talks: Int
  /// Why it is thought to be the same person.
  public var evidence: Evidence
}

/// Whether two names may be one person's, by their words without case and marks.
enum NameVariants {
  /// `A. Lovelace`, `Ada Lovelace` and `Ada K. Lovelace`: the same family name at the end, the first
  /// given name the same or an initial of it, and further ones not contradicting each other.
  static func areCompatible(_ left: String, _ right: String) -> Bool {
    let left = left.split(separator: " ")
    let right = right.split(separator: " ")
    guard left != right, left.count > 1, right.count > 1, left.last == right.last else {
      return false
    }
    return zip(left.dropLast(), right.dropLast()).allSatisfy { one, other in
      one == other || (one.count == 1 && other.hasPrefix(one))
        || (other.count == 1 && one.hasPrefix(other))
    }
  }
}

/// Finds other names of a person.
struct PersonVariantFinder {
  /// Names with one family name that are looked at.
  private static let namesakes = 200

  private struct Traits {
    var affiliations: [String: String] = [:]
    var coSpeakers: [String: String] = [:]
    var series: [String: String] = [:]

    /// The strongest thing in common; an affiliation first, for a series has many speakers.
    func evidence(with other: Traits) -> PersonVariant.Evidence? {
      func common(_ left: [String: String], _ right: [String: String]) -> String? {
        left.keys.sorted().first { right[$0] != nil }.flatMap { left[$0] }
      }
      if let shared = common(affiliations, other.affiliations) { return .affiliation(shared) }
      if let shared = common(coSpeakers, other.coSpeakers) { return .coSpeaker(shared) }
      return common(series, other.series).map { .series($0) }
    }
  }

  let db: Database

  /// The variants, the one with the most talks first.
  ///
  /// A short name that fits two long ones with equal reason is nobody's variant.
  func variants(of id: Int64, key: String) throws -> [PersonVariant] {
    guard let family = key.split(separator: " ").last else { return [] }
    let ending = " \(family)"
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, name, folded FROM person
        WHERE substr(folded, -length(?1)) = ?1 AND id <> ?2 ORDER BY id LIMIT ?3
        """, arguments: [ending, id, Self.namesakes])
    let compatible = rows.filter { NameVariants.areCompatible(key, $0["folded"]) }
    guard !compatible.isEmpty else { return [] }
    let own = try traits(of: id)
    var found: [PersonVariant] = []
    for row in compatible {
      let other: Int64 = row["id"]
      let folded: String = row["folded"]
      let theirs = try traits(of: other)
      guard let evidence = own.evidence(with: theirs) else { continue }
      let rivals = rows.filter {
        $0["id"] != other && NameVariants.areCompatible(folded, $0["folded"])
          && !NameVariants.areCompatible(key, $0["folded"]) && key != $0["folded"]
      }
      let isContested = try rivals.contains {
        try traits(of: $0["id"]).evidence(with: theirs) != nil
      }
      guard !isContested else { continue }
      let talks =
        try Int.fetchOne(
          db, sql: "SELECT count(DISTINCT talk_id) FROM talk_speaker WHERE person_id = ?",
          arguments: [other]) ?? 0
      found.append(PersonVariant(id: other, name: row["name"], talks: talks, evidence: evidence))
    }
    return found.sorted { ($1.talks, $0.id) < ($0.talks, $1.id) }
  }

  private func traits(of id: Int64) throws -> Traits {
    var traits = Traits()
    for row in try Row.fetchAll(
      db,
      sql: """
        SELECT l.affiliation,
          (SELECT group_concat(n.name, '; ') FROM talk_series s JOIN series n ON n.id = s.series_id
            WHERE s.talk_id = l.talk_id) AS series,
          (SELECT group_concat(p.name, '; ')
            FROM talk_speaker o JOIN person p ON p.id = o.person_id
            WHERE o.talk_id = l.talk_id AND o.person_id <> ?1) AS others
        FROM talk_speaker l WHERE l.person_id = ?1 LIMIT 500
        """, arguments: [id])
    {
      if let affiliation: String = row["affiliation"] {
        traits.affiliations[Folding.fold(affiliation)] = affiliation
      }
      for name in NameList.split(row["series"]) { traits.series[Folding.fold(name)] = name }
      for name in NameList.split(row["others"]) {
        traits.coSpeakers[Folding.nameKey(name)] = name
      }
    }
    return traits
  }
}
