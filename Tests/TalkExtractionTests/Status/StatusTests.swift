import TalkModel
import Testing

@testable import TalkExtraction

@Suite("Status and placeholders")
struct StatusTests {
  @Test(
    "Said in the summary",
    arguments: [
      ("CANCELLED: Knots", "Knots", TalkStatus.cancelled),
      ("[Cancelled] Knots", "Knots", .cancelled),
      ("CANCELLED - CS Colloquium - Ann Lee", "CS Colloquium - Ann Lee", .cancelled),
      ("Knots - CANCELED", "Knots", .cancelled),
      ("Knots (abgesagt)", "Knots", .cancelled),
      ("Knots [POSTPONED]", "Knots", .tentative),
      ("*** CANCELLED *** Knots", "Knots", .cancelled),
    ])
  func said(summary: String, text: String, status: TalkStatus) {
    let clean = CleanSummary(Bytes(summary))
    #expect(clean.text.string == text)
    #expect(clean.status == status)
  }

  @Test(
    "Titles about cancelling",
    arguments: [
      "Cancelled flights in Europe", "Noise cancellation in practice", "Moving walls",
      "Postponed gratification",
    ])
  func titles(summary: String) {
    #expect(CleanSummary(Bytes(summary)).status == nil)
  }

  @Test(
    "Placeholders",
    arguments: [
      "TBA", "tbc", "T.B.A.", "Title to be confirmed", "Speaker TBC", "Title: TBA", "(TBA)",
      "\"TBD\"",
      "wird noch bekanntgegeben", "à préciser", "To be announced.", "",
    ])
  func placeholders(text: String) {
    #expect(Placeholder.isPlaceholder(Bytes(text)))
  }

  @Test(
    "No placeholders",
    arguments: [
      "TBA-approximation", "Speaker TBC: innate immunity", "Title IX and its critics",
      "The unknown", "To be or not to be",
    ])
  func titlesThatLookSo(text: String) {
    #expect(!Placeholder.isPlaceholder(Bytes(text)))
  }
}
