import Testing

@testable import TalkExtraction

@Suite("Links to join")
struct JoinLinksTests {
  private func links(_ texts: String...) -> JoinLinks {
    JoinLinks(in: texts.map { (Bytes($0), TextFeatures(of: Bytes($0))) })
  }

  private func clean(_ text: String) -> String {
    JoinLinks.withoutSecrets(Bytes(text), TextFeatures(of: Bytes(text))).string
  }

  @Test(
    "Meetings are told from pages",
    arguments: [
      ("https://uni.zoom.us/j/123456789", true),
      ("https://teams.microsoft.com/l/meetup-join/19%3ameeting", true),
      ("https://meet.google.com/abc-defg-hij", true),
      ("https://firm.webex.com/meet/someone", true),
      ("https://bbb.uni.example/b/ann-xyz-123", true),
      ("https://meet.jit.si/Room", true),
      ("https://8x8.vc/room", true),
      ("https://EU.BBB.org/room", true),
      ("https://app.gather.town/x", true),
      ("https://www.youtube.com/live", true),
      ("https://www.youtube.com/watch", false),
      ("https://xwebex.com/meet/someone", false),
      ("https://webex.com.example/meet/someone", false),
      ("https://jitsi.uni.example/room", true),
      ("https://a.bbb.example/x", true),
      ("https://support.zoom.us/hc/en-us", false),
      ("https://docs.google.com/document/d/1", false),
      ("https://example.org/zoom/j/1", false),
      ("http://", false),
    ])
  func recognises(url: String, isMeeting: Bool) {
    #expect((links("Join at \(url).").link != nil) == isMeeting)
  }

  @Test("The secret goes from link and text and is kept apart")
  func secrets() {
    let text = "Room 1. Join: https://uni.zoom.us/j/99?pwd=s3cr3t&x=1\nPasscode: 445566"
    let found = links(text)
    #expect(found.link?.string == "https://uni.zoom.us/j/99?x=1")
    #expect(found.secret?.string == "https://uni.zoom.us/j/99?pwd=s3cr3t&x=1")
    #expect(!clean(text).contains("s3cr3t"))
    #expect(!clean(text).contains("445566"))
    #expect(clean(text).contains("https://uni.zoom.us/j/99?x=1"))
  }

  @Test("A passcode beside the link is the secret")
  func passcode() {
    let found = links("https://uni.zoom.us/j/99 (Passcode: 12ab34)")
    #expect(found.secret?.string == "12ab34")
    #expect(!clean("Kenncode: 998877, Raum 3").contains("998877"))
  }

  @Test(
    "Prose about passwords stays",
    arguments: [
      "Why passwords fail", "The password manager of your choice", "pinning and clavecin music",
    ])
  func prose(text: String) {
    #expect(clean(text) == text)
  }

  @Test("The venue loses the link and the phrase that leads to it")
  func venue() {
    let text = Bytes(
      "Room 12, Main Hall. Here is the link for those at home: https://uni.zoom.us/j/99?pwd=abc")
    #expect(Venue.withoutLinks(text, TextFeatures(of: text)).string == "Room 12, Main Hall.")
    let bare = Bytes("https://uni.zoom.us/j/99?pwd=abc")
    #expect(Venue.withoutLinks(bare, TextFeatures(of: bare)).isEmpty)
  }
}
