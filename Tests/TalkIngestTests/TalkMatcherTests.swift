import TalkModel
import Testing

@testable import TalkIngest

/// A talk as the tests write it: UID, day it starts on, title, speakers; content follows from them.
private func talk(
  _ uid: String?, _ day: Int64?, _ title: String, _ speakers: String = "", series: String = "",
  rid: String? = nil, url: String? = nil, sequence: Int = 0, modified: Int64? = nil,
  content: Int64? = nil
) -> TalkTraits {
  func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
  var hash: Int64 = day ?? -1
  for byte in (title + "|" + speakers).utf8 { hash = hash &* 31 &+ Int64(byte) }
  return TalkTraits(
    identity: TalkIdentity(uid: uid, recurrenceID: rid), start: day.map { $0 * 86_400 },
    end: day.map { $0 * 86_400 + 3600 }, title: words(title), speakers: words(speakers).sorted(),
    series: words(series), url: url, sequence: sequence, lastModified: modified,
    contentHash: content ?? hash)
}

private func known(_ talks: TalkTraits...) -> [TalkMatcher.Known] {
  talks.map { TalkMatcher.Known(traits: $0) }
}

/// One state of a feed, what the index holds, and what must come out.
private struct MatchCase: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var entries: [TalkTraits]
  var known: [TalkMatcher.Known]
  var decisions: [TalkMatcher.Decision]
  var missing: [Int] = []

  init(
    _ reason: String, entries: [TalkTraits], known: [TalkMatcher.Known],
    gives decisions: [TalkMatcher.Decision], missing: [Int] = []
  ) {
    testDescription = reason
    self.entries = entries
    self.known = known
    self.decisions = decisions
    self.missing = missing
  }
}

private let cases: [MatchCase] = [
  MatchCase(
    "a first state is all new", entries: [talk("1", 10, "a"), talk("2", 11, "b")], known: [],
    gives: [.new, .new]),
  MatchCase(
    "the same state changes nothing", entries: [talk("1", 10, "a"), talk(nil, 11, "b")],
    known: known(talk("1", 10, "a"), talk(nil, 11, "b")),
    gives: [.same(known: 0), .same(known: 1)]),
  MatchCase(
    "a UID decides, though title and time are others", entries: [talk("1", 20, "new title")],
    known: known(talk("1", 10, "old")), gives: [.changed(known: 0)]),
  MatchCase(
    "a talk no longer listed is missing", entries: [talk("1", 10, "a")],
    known: known(talk("1", 10, "a"), talk("2", 11, "b")), gives: [.same(known: 0)], missing: [1]),
  MatchCase(
    "a smaller SEQUENCE is an older version", entries: [talk("1", 10, "old", sequence: 1)],
    known: known(talk("1", 10, "new", sequence: 2)), gives: [.older(known: 0)]),
  MatchCase(
    "a SEQUENCE that starts anew with a later date is newer",
    entries: [talk("1", 10, "new", sequence: 0, modified: 200)],
    known: known(talk("1", 10, "old", sequence: 3, modified: 100)), gives: [.changed(known: 0)]),
  MatchCase(
    "an earlier LAST-MODIFIED is an older version", entries: [talk("1", 10, "old", modified: 100)],
    known: known(talk("1", 10, "new", modified: 200)), gives: [.older(known: 0)]),
  MatchCase(
    "RECURRENCE-ID is part of the identity",
    entries: [talk("1", 10, "weekly"), talk("1", 17, "special", rid: "R17")],
    known: known(talk("1", 10, "weekly")), gives: [.same(known: 0), .new]),
  MatchCase(
    "one UID on different talks loses none",
    entries: [talk("1", 10, "a", "x"), talk("1", 11, "b", "y"), talk("1", 11, "c", "z")],
    known: [], gives: [.new, .new, .new]),
  MatchCase(
    "one UID on different talks doubles none",
    entries: [talk("1", 11, "b", "y"), talk("1", 10, "a", "x"), talk("1", 12, "d", "w")],
    known: known(talk("1", 10, "a", "x"), talk("1", 11, "b", "y")),
    gives: [.same(known: 1), .same(known: 0), .new]),
  MatchCase(
    "one UID on different talks, one of them moved",
    entries: [talk("1", 10, "a", "x"), talk("1", 15, "b", "y")],
    known: known(talk("1", 10, "a", "x"), talk("1", 11, "b", "y")),
    gives: [.same(known: 0), .changed(known: 1)]),
  MatchCase(
    "a session held twice under one UID is two talks",
    entries: [talk("1", 10, "mob programming"), talk("1", 12, "mob programming")], known: [],
    gives: [.new, .new]),
  MatchCase(
    "versions of one talk in one file become the newest",
    entries: [talk("1", 10, "a", sequence: 2), talk("1", 12, "a", sequence: 1)], known: [],
    gives: [.new, .duplicate(of: 0)]),
  MatchCase(
    "versions count wherever they stand",
    entries: [talk("1", 10, "a", sequence: 1), talk("1", 12, "a", sequence: 2)], known: [],
    gives: [.duplicate(of: 1), .new]),
  MatchCase(
    "a repetition word for word is a duplicate",
    entries: [talk(nil, 10, "a"), talk(nil, 10, "a"), talk("1", 10, "a"), talk("1", 10, "a")],
    known: [], gives: [.new, .duplicate(of: 0), .new, .duplicate(of: 2)]),
  MatchCase(
    "no UID: title filled in", entries: [talk(nil, 10, "sparse codes", "ada byron")],
    known: known(talk(nil, 10, "", "ada byron")), gives: [.changed(known: 0)]),
  MatchCase(
    "no UID: speaker filled in", entries: [talk(nil, 10, "sparse codes", "ada byron")],
    known: known(talk(nil, 10, "sparse codes")), gives: [.changed(known: 0)]),
  MatchCase(
    "no UID: all of it was to be announced",
    entries: [talk(nil, 10, "sparse codes", "ada byron", series: "systems")],
    known: known(talk(nil, 10, "", "", series: "systems")), gives: [.changed(known: 0)]),
  MatchCase(
    "no UID: an announcement of another series is another talk",
    entries: [talk(nil, 10, "sparse codes", "ada byron", series: "systems")],
    known: known(talk(nil, 10, "", "", series: "algebra")), gives: [.new], missing: [0]),
  MatchCase(
    "no UID: two announcements at one time are not guessed between",
    entries: [talk(nil, 10, "sparse codes", "ada byron")],
    known: known(talk(nil, 10, "", "", series: "a"), talk(nil, 10, "", "", series: "b")),
    gives: [.new], missing: [0, 1]),
  MatchCase(
    "no UID: a name spelt better",
    entries: [talk(nil, 10, "", "christos papadimitriou"), talk(nil, 11, "x y", "b")],
    known: known(talk(nil, 10, "", "christos papdimitriou"), talk(nil, 11, "x y", "b")),
    gives: [.new, .same(known: 1)], missing: [0]),
  MatchCase(
    "no UID: a second speaker joins",
    entries: [talk(nil, 10, "", "ada byron mary king")],
    known: known(talk(nil, 10, "", "ada byron")), gives: [.changed(known: 0)]),
  MatchCase(
    "no UID: parallel talks stay apart",
    entries: [talk(nil, 10, "ring theory", "x"), talk(nil, 10, "soil", "y")],
    known: known(talk(nil, 10, "ring theory", "x")), gives: [.same(known: 0), .new]),
  MatchCase(
    "no UID: put on another day", entries: [talk(nil, 99, "a", "x"), talk(nil, 103, "", "grover")],
    known: known(talk(nil, 99, "a", "x"), talk(nil, 102, "", "grover")),
    gives: [.same(known: 0), .changed(known: 1)]),
  MatchCase(
    "no UID: the next of a regular meeting is another one",
    entries: [talk(nil, 130, "committee meeting dates")],
    known: known(talk(nil, 101, "committee meeting dates")), gives: [.new], missing: [0]),
  MatchCase(
    "no UID: a speaker who comes again with another title gives another talk",
    entries: [talk(nil, 105, "second results", "grover")],
    known: known(talk(nil, 102, "first results", "grover")), gives: [.new], missing: [0]),
  MatchCase(
    "no UID: put on another day, with its title",
    entries: [talk(nil, 106, "waves", "grover", series: "s")],
    known: known(talk(nil, 102, "", "grover", series: "s")), gives: [.changed(known: 0)]),
  MatchCase(
    "no UID: the same web page at the same time",
    entries: [
      talk(nil, 105, "new words", "", url: "p/1"), talk(nil, 105, "other", "", url: "p/2"),
    ],
    known: known(talk(nil, 105, "ada", "", url: "p/1")), gives: [.changed(known: 0), .new]),
  MatchCase(
    "no UID: a web page that all talks share tells nothing",
    entries: [talk(nil, 105, "new", "", url: "p"), talk(nil, 105, "other", "", url: "p")],
    known: known(talk(nil, 105, "ada", "", url: "p")), gives: [.new, .new], missing: [0]),
  MatchCase(
    "no UID: the next talk on the page of the series is another one",
    entries: [talk(nil, 112, "knots", "noether", url: "p")],
    known: known(talk(nil, 105, "waves", "grover", url: "p")), gives: [.new], missing: [0]),
  MatchCase(
    "a held talk is not moved", entries: [talk(nil, 40, "", "grover")],
    known: known(talk(nil, 20, "", "grover")), gives: [.new], missing: [0]),
  MatchCase(
    "new UIDs at each export",
    entries: [talk("n1", 10, "a b c", "x"), talk("n2", 11, "", "y"), talk("n3", 12, "d", "z")],
    known: known(
      talk("o1", 10, "a b c", "x"), talk("o2", 11, "", "y"), talk("o3", 12, "", "z")),
    gives: [.same(known: 0), .same(known: 1), .changed(known: 2)]),
  MatchCase(
    "a new UID takes no talk whose UID is still listed",
    entries: [talk("1", 10, "a", "x"), talk("2", 10, "a", "x")],
    known: known(talk("1", 10, "a", "x")), gives: [.same(known: 0), .new]),
  MatchCase(
    "a gone talk that is listed again has changed", entries: [talk("1", 10, "a")],
    known: [TalkMatcher.Known(traits: talk("1", 10, "a"), isGone: true)],
    gives: [.changed(known: 0)]),
  MatchCase(
    "a talk of another file is not missing", entries: [talk("1", 10, "a")],
    known: [TalkMatcher.Known(traits: talk("2", 11, "b"), isExpected: false)], gives: [.new]),
]

@Suite("Which talk is which")
struct TalkMatcherTests {
  @Test("Decides", arguments: cases)
  private func decides(_ row: MatchCase) {
    let matching = TalkMatcher(asOf: 30 * 86_400).match(row.entries, known: row.known)
    #expect(matching.decisions == row.decisions)
    #expect(matching.missing == row.missing)
  }

  @Test("A truncated calendar marks nothing missing and moves nothing")
  func truncated() {
    let matching = TalkMatcher(asOf: 0, isComplete: false).match(
      [talk(nil, 103, "", "grover")], known: known(talk(nil, 102, "", "grover")))
    #expect(matching.decisions == [.new])
    #expect(matching.missing.isEmpty)
  }

  @Test("Applying a state twice gives only sames", arguments: cases)
  private func settles(_ row: MatchCase) {
    let matcher = TalkMatcher(asOf: 30 * 86_400)
    let first = matcher.match(row.entries, known: row.known)
    var after = row.known
    for (entry, decision) in zip(row.entries, first.decisions) {
      switch decision {
      case .new: after.append(TalkMatcher.Known(traits: entry))
      case .changed(let position): after[position] = TalkMatcher.Known(traits: entry)
      case .same, .older, .duplicate: break
      }
    }
    for position in first.missing { after[position].isGone = true }
    let second = matcher.match(row.entries, known: after)
    #expect(
      !second.decisions.contains { decision in
        switch decision {
        case .new, .changed: true
        case .same, .older, .duplicate: false
        }
      })
    #expect(second.missing.isEmpty)
  }
}
