/// Signs that stand for words in descriptions: pictures for labels, brackets for links.
extension DescriptionParts {
  /// `Name, X` of `👤 Name, X`, where the picture is of somebody or of a microphone.
  func nameAfterPicture(_ line: Bytes) -> Bytes? {
    let picture = line.firstWord
    guard picture.count >= 4, picture.count <= 20,
      DescriptionParts.peoplePictures.contains(where: picture.hasPrefix),
      case let rest = line[picture.endIndex...].trimmed, rest.count <= 160,
      !rest.contains(Ascii.colon),
      case let sign = rest.firstIndex(where: DescriptionParts.isNameEnd),
      case let person = PersonName(rest[..<(sign ?? rest.endIndex)].trimmed),
      person.wordCount >= 2, person.likelihood >= 0.5
    else { return nil }
    return rest
  }

  private static func isNameEnd(_ byte: UInt8) -> Bool {
    byte == Ascii.comma || byte == Ascii.openParen || byte == Ascii.pipe || byte == Ascii.ampersand
  }

  private static let peoplePictures: [StaticString] = ["👤", "👥", "🗣", "🎤", "🎙", "👨", "👩", "🧑"]
}

extension Bytes {
  /// `Name, X` of `[Name](https://…), X`; a text of over a thousand bytes as it is, since each link
  /// costs a copy.
  var withoutLinkTargets: Bytes {
    guard count <= 1000 else { return self }
    var text = self
    while let close = text.firstIndex(of: "](http"),
      let open = text[..<close].lastIndex(of: Ascii.openBracket),
      let end = text[close...].firstIndex(of: Ascii.closeParen)
    {
      text = text[..<open].joined("", text[(open + 1)..<close]).joined("", text[(end + 1)...])
    }
    return text
  }
}
