/// Invitations to join a meeting online, as conferencing services and calendars write them into
/// descriptions: links, numbers to dial, addresses of room systems.
///
/// They say nothing of the talk, and hold names of countries and telephone numbers that would be found
/// and counted as its words. The link itself is found in the text as it was (``JoinLinks``).
enum MeetingInvitation {
  /// Longest line, links aside, that is taken for a part of an invitation by its first words alone.
  private static let longestLine = 80

  /// `text` without the lines of an invitation; the same bytes where it holds none.
  static func removed(from text: Bytes) -> Bytes {
    guard services.contains(where: { text.contains($0) }) else { return text }
    var kept: [Bytes] = []
    // Lines from here on are drawn or blank; an invitation that follows takes them with it.
    var rule: Int?
    var isInside = false
    for line in text.pieces(separatedBy: Ascii.newline) {
      let content = line.trimmed
      if !content.isEmpty {
        if isPart(content) {
          isInside = true
          if let start = rule { kept.removeSubrange(start...) }
        } else {
          isInside = isInside && goesOn(content)
        }
        rule = isInside || !isDrawn(content) ? nil : rule ?? kept.count
      }
      if !isInside { kept.append(line) }
    }
    var result = TextWriter(beside: text, capacity: text.count)
    for (index, line) in kept.enumerated() {
      if index > 0 { result.append(Ascii.newline) }
      result.append(line)
    }
    return result.finish()
  }

  /// Whether a line has no letter and no digit: it separates others.
  private static func isDrawn(_ line: Bytes) -> Bool {
    !line.contains { Ascii.isLetter($0) || Ascii.isDigit($0) || $0 >= 0x80 }
  }

  /// Links of these services make it worth looking for an invitation.
  private static let services: [StaticString] = [
    "zoom.us/", "zoom.com/", "teams.microsoft.com/", "teams.live.com/", "meet.google.com/",
    "webex.com/",
  ]

  /// Whether a line can be nothing but a part of an invitation.
  private static func isPart(_ line: Bytes) -> Bool {
    if line.contains("is inviting you to a scheduled") || line.contains("@zoomcrc.com")
      || line.contains("::~:")
    {
      return true
    }
    let start = line.firstIndex { $0 > 0x20 && $0 != Ascii.star && $0 != Ascii.hyphen }
    guard let start else { return false }
    let text = line[start...]
    if isNumberToDial(text, isSure: true) { return true }
    let prose = withoutLinks(text)
    if prose.joinLinks > 0, prose.count == 0 { return true }
    return prose.count <= longestLine && heads.begins(text)
  }

  /// Whether a line behind one of an invitation belongs to it.
  private static func goesOn(_ line: Bytes) -> Bool {
    if isNumberToDial(line, isSure: false) || isDrawn(line) { return true }
    return withoutLinks(line).count <= longestLine && continuations.begins(line)
  }

  /// Bytes of a line besides its links and what stands in brackets behind them, and how many of its
  /// links lead to a meeting.
  private static func withoutLinks(_ line: Bytes) -> (count: Int, joinLinks: Int) {
    var joinLinks = 0
    var end = line.startIndex
    var count = 0
    for url in JoinLinks.urls(in: line) {
      count += line[end..<url.lowerBound].trimmed.without { isBracket($0) }.count
      end = url.upperBound
      if JoinLinks.rank(of: line[url]) >= 4 { joinLinks += 1 }
    }
    let rest = line[end...].trimmed
    let isBracketed = end > line.startIndex && rest.first == Ascii.openParen && rest.count <= 40
    if !isBracketed { count += rest.without { isBracket($0) }.count }
    return (count, joinLinks)
  }

  private static func isBracket(_ byte: UInt8) -> Bool {
    byte == Ascii.less || byte == Ascii.greater || byte == Ascii.openParen
      || byte == Ascii.closeParen
  }

  /// `+1 646 876 9923 (US Toll)`, `(US) +1 301-715-8592`, `+13017158592,,97644070938# US`; where the
  /// line before is of an invitation also `888 788 0099 US Toll-free`, `162.255.37.11 (US West)`.
  private static func isNumberToDial(_ line: Bytes, isSure: Bool) -> Bool {
    var rest = line
    if rest.first == Ascii.openParen, let close = rest.firstIndex(of: Ascii.closeParen),
      close - rest.startIndex <= 4
    {
      rest = rest[(close + 1)...].trimmed
    }
    guard let first = rest.first, first == UInt8(ascii: "+") || !isSure && Ascii.isDigit(first)
    else { return false }
    let end = rest.firstIndex { !isOfNumber($0) } ?? rest.endIndex
    guard rest[..<end].lazy.filter(Ascii.isDigit).count >= 7 else { return false }
    let place = rest[end...].trimmed
    return place.count <= 60 && !place.contains(Ascii.colon)
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    Ascii.isDigit(byte) || byte == Ascii.space || byte == Ascii.hyphen || byte == Ascii.dot
      || byte == Ascii.comma || byte == Ascii.hash || byte == Ascii.star
      || byte == UInt8(ascii: "+")
  }
}

extension MeetingInvitation {
  /// Beginnings of lines, by their first byte in lower case.
  private struct Beginnings: Sendable {
    private var byFirst = [[StaticString]](repeating: [], count: 256)

    init(_ texts: [StaticString]) {
      for text in texts { text.withUTF8Buffer { byFirst[Int($0.first ?? 0)].append(text) } }
    }

    func begins(_ line: Bytes) -> Bool {
      guard let first = line.first else { return false }
      return byFirst[Int(Ascii.lower(first))].contains { line.hasPrefix($0) }
    }
  }

  /// How lines of an invitation begin, wherever they stand.
  private static let heads = Beginnings([
    "join zoom", "join from pc", "join from a pc", "join from your computer", "join from a video",
    "join on your computer", "join our cloud hd", "join by sip", "join by h.323", "join by phone",
    "join by video", "join by skype", "join by web", "join with google meet",
    "join with a video conferencing", "join the meeting now", "join webex", "join via web browser",
    "join via audio", "join audio", "join microsoft teams", "join teams", "join skype",
    "join instructions", "join url", "click here to join the", "click to join the",
    "please click this url to join", "please click the link below to join",
    "microsoft teams meeting", "microsoft teams need help", "one tap mobile", "one-tap mobile",
    "iphone one-tap",
    "or iphone one-tap", "or telephone", "or dial", "or an h.323", "or join by", "or join from",
    "or call in", "or, copy", "call in (audio", "dial by your", "dial in by phone",
    "dial-in number", "find your local number", "find a local number", "view more phone",
    "more phone numbers",
    "more joining options", "meeting id", "webinar id", "meeting number", "conference id",
    "phone conference id", "video conference id", "video id", "alternate vtc", "other vtc",
    "tenant key", "access code", "forgot your dial-in", "reset pin", "reset dial-in",
    "please do not edit this section", "view your event at http", "learn more about meet",
    "international numbers available", "h.323:", "h323:", "sip:", "skype for business",
    "please download and import the following icalendar",
    "deelnemen zoom", "deelnemen via", "deelname-instructies", "ga voor meer informatie over meet",
    "vergaderings-id", "vergadering-id", "zoom-meeting beitreten", "an zoom-meeting teilnehmen",
    "meeting-id", "webinar-id", "schnelleinwahl", "einwahl nach", "ortseinwahl", "einwahlnummer",
    "über sip beitreten", "über h.323", "mit google meet teilnehmen", "an microsoft teams",
    "nehmen sie an der besprechung teil", "hier klicken, um an der besprechung",
    "klicken sie hier, um an der besprechung", "besprechungs-id", "besprechungsoptionen",
    "lokale nummer suchen", "weitere infos zu meet", "participer à la réunion", "participer à zoom",
    "rejoindre la réunion", "rejoindre zoom", "id de réunion", "id de la réunion",
    "une seule touche", "composez un numéro", "trouvez votre numéro local",
    "cliquez ici pour participer", "réunion microsoft teams", "participer à l'aide de google meet",
    "unirse a la reunión", "únase a la reunión", "unirse con google meet", "id de reunión",
    "móvil con un toque", "marcar según su", "marque según su", "encuentre su número local",
    "haga clic aquí para unirse", "entrar na reunião", "participar da reunião", "id da reunião",
    "id de reunião", "móvel de um toque", "marcar pelo seu local", "localizar seu número",
    "entra nella riunione", "partecipa alla riunione", "id riunione", "un tocco su dispositivo",
    "componi in base alla", "trova il tuo numero locale", "fare clic qui per partecipare",
  ])

  /// How lines begin that are of an invitation only where one stands before them.
  private static let continuations = Beginnings([
    "learn more", "need help", "for organizers", "meeting options", "hi there", "us:", "us :",
    "dial", "international", "meeting host", "password", "passcode", "pin", "every month on",
    "every week on", "weekly: http", "monthly: http", "download teams", "join on the web", "phone:",
    "audio only", "webinar speakers", "help", "meer informatie",
  ])
}
