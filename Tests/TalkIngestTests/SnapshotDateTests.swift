import Testing

@testable import TalkIngest

@Suite("Dates in names of snapshots")
struct SnapshotDateTests {
  @Test(
    "Is found",
    arguments: [
      ("20191117T0459-bfd11e0.ics", 1_573_966_740 as Int64),
      ("20191117T045930-bfd11e0.ics", 1_573_966_770),
      ("20250525-a64f20b-feed.ics", 1_748_131_200),
      ("feed-2025-05-25.ics", 1_748_131_200),
      ("feed 2025-05-25_1200.ics", 1_748_174_400),
      ("v2-20250525.ics", 1_748_131_200),
    ])
  func found(name: String, moment: Int64) {
    #expect(SnapshotDate.of(Array(name.utf8)) == moment)
  }

  @Test(
    "Is not found where there is none",
    arguments: [
      "feed.ics",  // no digits
      "20251345.ics",  // no such month
      "20250231.ics",  // no such day
      "2025.ics",  // a year is no date
      "1234567.ics",  // one digit short
      "00010101.ics",  // before 1970
      "",
    ])
  func absent(name: String) {
    #expect(SnapshotDate.of(Array(name.utf8)) == nil)
  }
}
