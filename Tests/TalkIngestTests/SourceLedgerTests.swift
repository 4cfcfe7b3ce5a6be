import TalkModel
import Testing

@testable import TalkIngest

@Suite("The ledger of a source")
struct SourceLedgerTests {
  private func talk(_ uid: String, _ day: Int64, content: Int64 = 0) -> TalkTraits {
    TalkTraits(
      identity: TalkIdentity(uid: uid), start: day * 86_400, end: day * 86_400 + 3600,
      title: ["talk", uid], contentHash: content)
  }

  private func entry(_ id: Int64, _ uid: String, _ day: Int64, file: Int64 = 1)
    -> SourceLedger.Entry
  {
    SourceLedger.Entry(id: id, traits: talk(uid, day), file: file, isGone: false)
  }

  @Test("What a file no longer lists is gone when the source has been read, unless it was held")
  func gone() throws {
    var ledger = SourceLedger([entry(1, "a", 5), entry(2, "b", 20), entry(3, "c", 21, file: 2)])
    let changes = try ledger.match(
      [], scope: .files([1]), asOf: 10 * 86_400, isComplete: true, massTalks: nil)
    #expect(changes.isEmpty)
    #expect(ledger.remaining(asOf: 10 * 86_400) == [2])
    #expect(ledger.remaining(asOf: 10 * 86_400).isEmpty)
  }

  @Test("A talk that another file of the source lists is not gone")
  func shared() throws {
    var ledger = SourceLedger([entry(1, "a", 20)])
    _ = try ledger.match(
      [], scope: .files([1]), asOf: 0, isComplete: true, massTalks: nil)
    let changes = try ledger.match(
      [talk("a", 20)], scope: .files([2]), asOf: 0, isComplete: true, massTalks: nil)
    #expect(changes == [.keep(id: 1, event: 0)])
    #expect(ledger.remaining(asOf: 0).isEmpty)
  }

  @Test("A truncated file marks nothing gone")
  func truncated() throws {
    var ledger = SourceLedger([entry(1, "a", 20)])
    _ = try ledger.match(
      [], scope: .files([1]), asOf: 0, isComplete: false, massTalks: nil)
    #expect(ledger.remaining(asOf: 0).isEmpty)
  }

  @Test("A talk that is gone comes back")
  func back() throws {
    var ledger = SourceLedger([entry(1, "a", 20)])
    let first = try ledger.match(
      [], scope: .snapshot, asOf: 0, isComplete: true, massTalks: nil)
    #expect(first == [.markGone(id: 1)])
    let second = try ledger.match(
      [talk("a", 20)], scope: .snapshot, asOf: 0, isComplete: true, massTalks: nil)
    #expect(second == [.update(id: 1, event: 0)])
  }

  @Test(
    "A mass disappearance is refused, and only that",
    arguments: [
      (talks: 20, kept: 0, isRefused: false),  // not more than twenty
      (talks: 21, kept: 0, isRefused: true), (talks: 40, kept: 20, isRefused: false),  // half
      (talks: 40, kept: 19, isRefused: true),
    ])
  func mass(talks: Int, kept: Int, isRefused: Bool) {
    let entries = (1...talks).map { entry(Int64($0), "\($0)", 20) }
    var ledger = SourceLedger(entries)
    let events = entries.prefix(kept).map(\.traits)
    var wasRefused = false
    do throws(SourceLedger.MassDisappearance) {
      _ = try ledger.match(
        events, scope: .files([1]), asOf: 0, isComplete: true, massTalks: 20)
    } catch {
      wasRefused = true
      #expect(error.missing == talks - kept)
      #expect(error.expected == talks)
    }
    #expect(wasRefused == isRefused)
  }
}
