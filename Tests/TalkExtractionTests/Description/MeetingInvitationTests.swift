import Testing

@testable import TalkExtraction

@Suite("Invitations to join online")
struct MeetingInvitationTests {
  @Test(
    "What a service writes is off the text, and the talk's own words stay",
    arguments: [
      // Zoom, as its own mail says it.
      (
        """
        We look at rivers.

        Vera Lind is inviting you to a scheduled Zoom meeting.

        Topic of the day: rivers
        Join Zoom Meeting
        https://uni.zoom.us/j/93418798806

        Meeting ID: 934 1879 8806
        One tap mobile
        +13017158592,,93418798806# US (Washington DC)

        Dial by your location
                +1 301 715 8592 US (Washington DC)
                888 788 0099 US Toll-free
        Find your local number: https://uni.zoom.us/u/abc

        Tea is served before.
        """, "We look at rivers.\n\nTopic of the day: rivers\nTea is served before."
      ),
      // A room system's list, and a calendar's way of writing the same in another language.
      (
        """
        Deelnemen Zoom Meeting
        https://zoom.us/j/91942264325 (ID: 91942264325)

        Deelnemen via telefoon
        (US) +1 301-715-8592

        Deelnemen via SIP
        91942264325@zoomcrc.com
        H.323:
        162.255.37.11 (US West)
        209.9.211.110 (Hong Kong SAR)
        """, ""
      ),
      // Teams.
      (
        """
        On glaciers.
        ________________________________________________________________________________
        Microsoft Teams meeting
        Join on your computer, mobile app or room device
        Click here to join the meeting (https://teams.microsoft.com/l/meetup-join/19%3a)
        Meeting ID: 312 456 789 01
        Download Teams (https://www.microsoft.com/x) | Join on the web (https://www.microsoft.com/y)
        Learn More (https://aka.ms/JoinTeamsMeeting) | Meeting options (https://teams.microsoft.com/o)
        ________________________________________________________________________________
        """, "On glaciers."
      ),
      // Google's block.
      (
        """
        Notes: https://docs.example.org/d/1

        -::~:~::~:~:~:~:~:~:~:~:~:~:~:~::~:~::-
        Join with Google Meet: https://meet.google.com/abc-defg-hij
        Or dial: (US) +1 555-010-9999 PIN: 123456789#

        Learn more about Meet at: https://support.example.org/a

        Please do not edit this section.
        -::~:~::~:~:~:~:~:~:~:~:~:~:~:~::~:~::-
        """, "Notes: https://docs.example.org/d/1"
      ),
    ])
  func removed(text: String, kept: String) {
    #expect(MeetingInvitation.removed(from: Bytes(text)).trimmed.string == kept)
  }

  @Test(
    "Sentences, dates and other numbers are no invitation",
    arguments: [
      "Join Zoom users in a study of how they speak, laugh, fall silent and go on as if nobody had heard",
      "2026-03-14 15:00, room 1234567",
      "+ 20 minutes of discussion",
      "Help is at hand.\nDial M for Murder: suspense in colour",
      "----\nTea\n====\n\nTalk",
      "The talk is at https://uni.zoom.us/j/93418798806 and in the hall",
    ])
  func kept(text: String) {
    let whole = "https://example.zoom.us/about\n" + text
    #expect(MeetingInvitation.removed(from: Bytes(whole)).string == whole)
    #expect(MeetingInvitation.removed(from: Bytes(text)).string == text)
  }
}
