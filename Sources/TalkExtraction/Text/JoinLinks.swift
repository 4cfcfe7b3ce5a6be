/// Links to join a meeting online and the secrets that go with them.
///
/// Links are found wherever they stand. What is shown and indexed is the link without passcode;
/// passcodes are removed from every text they stand in and kept apart.
struct JoinLinks {
  /// The link without passcode parameters.
  var link: Bytes?
  /// The full link where it carries a secret, or the passcode stated beside it.
  var secret: Bytes?

  /// The best join link among the links of the texts, earlier texts first.
  init(in texts: [(text: Bytes, features: TextFeatures)]) {
    var best = 0
    for (text, features) in texts where features.contains(.links) {
      for range in JoinLinks.urls(in: text) {
        let url = text[range]
        let rank = JoinLinks.rank(of: url)
        guard rank > best else { continue }
        best = rank
        let (bare, hadSecret) = JoinLinks.withoutSecret(url)
        link = bare
        secret = hadSecret ? url : nil
      }
    }
    guard link != nil, secret == nil else { return }
    for (text, features) in texts where features.contains(.passcode) {
      if let passcode = JoinLinks.passcode(in: text) {
        secret = passcode
        return
      }
    }
  }

  /// `text` without join links that carry secrets (their bare form stays) and without passcodes.
  static func withoutSecrets(_ text: Bytes, _ features: TextFeatures) -> Bytes {
    guard features.contains(.links) else {
      return features.contains(.passcode) ? withoutPasscodes(text) : text
    }
    var result: TextWriter?
    var copied = text.startIndex
    func flush(upTo end: Int) {
      if result == nil { result = TextWriter(beside: text, capacity: text.count) }
      result?.append(text[copied..<end])
    }
    for range in urls(in: text) {
      let (bare, hadSecret) = withoutSecret(text[range])
      guard hadSecret else { continue }
      flush(upTo: range.lowerBound)
      result?.append(bare)
      copied = range.upperBound
    }
    if result != nil { flush(upTo: text.endIndex) }
    let withoutLinks = result?.finish() ?? text
    return features.contains(.passcode) ? withoutPasscodes(withoutLinks) : withoutLinks
  }

  // MARK: Links

  /// Ranges of http and https links, without trailing punctuation.
  static func urls(in text: Bytes) -> [Range<Int>] {
    guard text.count > 9 else { return [] }
    var result: [Range<Int>] = []
    var index = text.startIndex
    let last = text.endIndex - 9
    while index <= last {
      guard text[index] | 0x20 == UInt8(ascii: "h"), text.matches("http", at: index) else {
        index += 1
        continue
      }
      let afterScheme =
        text.matches("https://", at: index)
        ? index + 8 : text.matches("http://", at: index) ? index + 7 : 0
      guard afterScheme > 0 else {
        index += 4
        continue
      }
      var end = afterScheme
      while end < text.endIndex, isURLByte(text[end]) { end += 1 }
      while end > afterScheme, trailing.contains(text[end - 1]) { end -= 1 }
      if end > afterScheme + 2 { result.append(index..<end) }
      index = max(end, index + 4)
    }
    return result
  }

  private static func isURLByte(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != Ascii.quote && byte != Ascii.less && byte != Ascii.greater
      && byte != UInt8(ascii: "`") && byte != UInt8(ascii: "{") && byte != UInt8(ascii: "}")
      && byte != Ascii.pipe && byte != UInt8(ascii: "\\") && byte < 0x7F
  }

  private static let trailing: ByteSet = [
    Ascii.dot, Ascii.comma, Ascii.semicolon, Ascii.colon, Ascii.closeParen, Ascii.closeBracket,
    UInt8(ascii: "!"), UInt8(ascii: "?"), Ascii.apostrophe, Ascii.star,
  ]

  /// What stands somewhere in the hosts of services that have many.
  private static let hostNames: PhraseList = ["zoom", ".bbb", "jitsi"]
  /// Last two labels of the hosts that are asked for by name.
  private static let services = WordSet(
    """
    microsoft.com live.com google.com webex.com gotomeeting.com gotomeet.me bluejeans.com whereby.com \
    jit.si 8x8.vc gather.town hopin.com riverside.fm streamyard.com bbb.org youtube.com vimeo.com \
    twitch.tv
    """)

  /// 0 for no join link, higher for surer ones.
  static func rank(of url: Bytes) -> Int {
    let afterScheme = url.hasPrefix("https://") ? url.dropFirst(8) : url.dropFirst(7)
    let hostEnd =
      afterScheme.firstIndex { $0 == Ascii.slash || $0 == UInt8(ascii: "?") || $0 == Ascii.hash }
      ?? afterScheme.endIndex
    let host = afterScheme[..<hostEnd]
    let path = afterScheme[hostEnd...]
    let isOfService = services.contains(host.lastTwoLabels)
    func at(_ name: StaticString) -> Bool {
      host.hasSuffix(name)
        && (host.count == name.utf8CodeUnitCount
          || host[host.endIndex - name.utf8CodeUnitCount - 1] == Ascii.dot)
    }
    let isCalledSo = hostNames.occurs(in: host)
    if isCalledSo, host.contains("zoom") {
      if path.hasPrefix("/j/") || path.hasPrefix("/w/") || path.hasPrefix("/my/")
        || path.hasPrefix("/s/") || path.hasPrefix("/wc/")
      {
        return 5
      }
      if path.hasPrefix("/meeting/register") || path.hasPrefix("/webinar/register") { return 4 }
      return 0
    }
    if isOfService {
      if at("teams.microsoft.com") || at("teams.live.com") {
        return path.contains("meet") ? 5 : 0
      }
      if at("meet.google.com") { return path.count > 4 ? 5 : 0 }
      if at("webex.com") {
        return path.contains("/meet") || path.contains("/j.php") || path.contains("/join") ? 5 : 3
      }
      if at("gotomeeting.com") || at("gotomeet.me") || at("bluejeans.com") || at("whereby.com")
        || at("meet.jit.si") || at("8x8.vc") || at("gather.town") || at("app.gather.town")
        || at("hopin.com") || at("riverside.fm") || at("streamyard.com") || at("bbb.org")
      {
        return 4
      }
    }
    if host.hasPrefix("bbb") || host.hasPrefix("bigbluebutton")
      || path.hasPrefix("/bigbluebutton")
      || isCalledSo && (host.contains(".bbb") || host.contains("jitsi"))
      || path.hasPrefix("/b/") && path.count > 5
      || path.hasPrefix("/rooms/") && path.hasSuffix("join")
      || host.hasPrefix("greenlight")
    {
      return 4
    }
    if host.hasPrefix("meet.") && path.count > 2 { return 3 }
    guard isOfService else { return 0 }
    if at("youtube.com"), path.hasPrefix("/live") || path.hasSuffix("/live") { return 2 }
    if at("vimeo.com"), path.hasPrefix("/event/") { return 2 }
    if at("twitch.tv"), path.count > 2 { return 1 }
    return 0
  }

  /// The link without parameters that carry a secret.
  static func withoutSecret(_ url: Bytes) -> (Bytes, Bool) {
    guard rank(of: url) > 0, let query = url.firstIndex(of: UInt8(ascii: "?")) else {
      return (url, false)
    }
    let fragment = url[query...].firstIndex(of: Ascii.hash) ?? url.endIndex
    let parameters = url[(query + 1)..<fragment].pieces(separatedBy: Ascii.ampersand)
    let kept = parameters.filter { parameter in
      !secretParameters.contains { parameter.hasPrefix($0) }
    }
    guard kept.count < parameters.count else { return (url, false) }
    var bare = TextWriter(beside: url, capacity: url.count)
    bare.append(url[..<query])
    for (index, parameter) in kept.enumerated() {
      bare.append(index == 0 ? UInt8(ascii: "?") : Ascii.ampersand)
      bare.append(parameter)
    }
    return (bare.finish(), true)
  }

  private static let secretParameters: [StaticString] = [
    "pwd=", "passcode=", "password=", "pw=", "mtid=", "tk=", "token=", "p=", "accesscode=",
  ]

  // MARK: Passcodes

  /// The passcode stated in a text (`Passcode: 123456`).
  static func passcode(in text: Bytes) -> Bytes? {
    guard let range = passcodeRange(in: text, from: text.startIndex) else { return nil }
    return text[range.value]
  }

  private static func withoutPasscodes(_ text: Bytes) -> Bytes {
    var result: TextWriter?
    var copied = text.startIndex
    var index = text.startIndex
    while let found = passcodeRange(in: text, from: index) {
      if result == nil { result = TextWriter(beside: text, capacity: text.count) }
      result?.append(text[copied..<found.label])
      copied = found.value.upperBound
      index = copied
    }
    result?.append(text[copied...])
    return result?.finish() ?? text
  }

  /// Where a label such as `Passcode:` and its value stand.
  private static func passcodeRange(
    in text: Bytes, from start: Int
  ) -> (label: Int, value: Range<Int>)? {
    var index = start
    while index < text.endIndex {
      let byte = text[index] | 0x20
      // Only these letters begin a label; the test keeps the scan one comparison a byte.
      guard
        byte == UInt8(ascii: "p") || byte == UInt8(ascii: "k") || byte == UInt8(ascii: "m")
          || byte == UInt8(ascii: "c"), index == text.startIndex || !Ascii.isLetter(text[index - 1])
      else {
        index += 1
        continue
      }
      var matched = false
      for label in passcodeLabels where text.matches(label, at: index) {
        matched = true
        var cursor = index + label.utf8CodeUnitCount
        while cursor < text.endIndex, text[cursor] == Ascii.space { cursor += 1 }
        if text[cursor...].hasPrefix("is ") { cursor += 3 }
        guard cursor < text.endIndex,
          text[cursor] == Ascii.colon || text[cursor] == UInt8(ascii: "=")
            || text[cursor - 1] == Ascii.space && text[cursor...].hasDigitWord
        else { break }
        if text[cursor] == Ascii.colon || text[cursor] == UInt8(ascii: "=") { cursor += 1 }
        while cursor < text.endIndex, Ascii.isBlank(text[cursor]) || text[cursor] == Ascii.star {
          cursor += 1
        }
        var end = cursor
        while end < text.endIndex, !Ascii.isBlank(text[end]), text[end] != Ascii.less,
          text[end] != Ascii.closeParen, text[end] != Ascii.comma, end - cursor < 64
        {
          end += 1
        }
        while end > cursor, text[end - 1] == Ascii.dot || text[end - 1] == Ascii.semicolon {
          end -= 1
        }
        guard end > cursor, text[cursor..<end].looksLikeCode else { break }
        return (index, cursor..<end)
      }
      index += matched ? 4 : 1
    }
    return nil
  }

  private static let passcodeLabels: [StaticString] = [
    "passcode", "password", "pass code", "pwd", "passwort", "kennwort", "kenncode",
    "meeting-passwort", "mot de passe", "code secret", "contraseña", "clave", "código de acceso",
    "meeting password", "meeting passcode", "pw", "pin",
  ]
}

extension Bytes {
  /// The last two labels of a host (`google.com` of `meet.google.com`), or all of it.
  fileprivate var lastTwoLabels: Bytes {
    var start = endIndex
    var dots = 0
    while start > startIndex {
      if self[start - 1] == Ascii.dot {
        dots += 1
        if dots == 2 { break }
      }
      start -= 1
    }
    return self[start...]
  }

  /// Whether the first word holds a digit.
  fileprivate var hasDigitWord: Bool {
    for byte in self {
      if Ascii.isBlank(byte) { return false }
      if Ascii.isDigit(byte) { return true }
    }
    return false
  }

  /// Whether a word may be a passcode: a digit or sign in it, or short.
  fileprivate var looksLikeCode: Bool {
    count <= 64 && !hasPrefix("http")
      && (contains { Ascii.isDigit($0) || !Ascii.isLetter($0) } || count <= 24)
  }
}
