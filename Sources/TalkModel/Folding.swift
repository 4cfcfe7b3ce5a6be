/// Text without what people leave out or write differently when they look for it: case, marks on
/// letters, width, and letters that ASCII writes otherwise (ø, ł, ß, æ …).
///
/// Works on Unicode scalars, never on `Character`s, in time linear in the text: runs of combining
/// marks, quadratic to normalise, are dropped as they come. The result is stored in indexes, so
/// changing what a text folds to needs a new schema version.
public enum Folding {
  /// `text` folded, with each run of white space as one space and none at the ends.
  ///
  /// ```swift
  /// Folding.fold("  Łukasz  Ångström ")  // "lukasz angstrom"
  /// Folding.fold("ＡＢＣ ﬁn")             // "abc fin"
  /// ```
  public static func fold(_ text: String) -> String {
    if let folded = foldASCII(text) { return folded }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    var needsSpace = false
    for scalar in text.unicodeScalars {
      if isSpace(scalar) {
        needsSpace = true
        continue
      }
      let before = result.utf8.count
      if needsSpace, before > 0 { result.unicodeScalars.append(" ") }
      let withSpace = result.utf8.count
      append(scalar, to: &result.unicodeScalars)
      if result.utf8.count > withSpace {
        needsSpace = false
      } else if withSpace > before {
        // Nothing is left of the scalar: the space waits for the next one.
        result.unicodeScalars.removeLast()
      }
    }
    return result
  }

  /// The key under which names of one person are one: folded words of letters and digits with one
  /// space between them; apostrophes join, all other punctuation separates.
  ///
  /// A name without any letter keeps its folded text, so that no name has an empty key.
  ///
  /// ```swift
  /// Folding.nameKey("J.-P. O’Neill")  // "j p oneill"
  /// ```
  public static func nameKey(_ name: String) -> String {
    latinNameKey(name) ?? anyNameKey(name)
  }

  /// ``nameKey(_:)`` of any name, scalar by scalar.
  static func anyNameKey(_ name: String) -> String {
    var result = ""
    result.reserveCapacity(name.utf8.count)
    var needsSpace = false
    for scalar in fold(name).unicodeScalars {
      switch scalar {
      case "'", "\u{2019}", "\u{2018}", "\u{02BC}", "`", "\u{00B4}":
        continue
      default:
        guard isWord(scalar) else {
          needsSpace = true
          continue
        }
        if needsSpace, !result.isEmpty { result.unicodeScalars.append(" ") }
        needsSpace = false
        result.unicodeScalars.append(scalar)
      }
    }
    return result.isEmpty ? fold(name) : result
  }

  /// Appends what `scalar` folds to: nothing for a mark, one or more scalars otherwise.
  static func append(_ scalar: Unicode.Scalar, to result: inout String.UnicodeScalarView) {
    let value = scalar.value
    if value < 0x80 {
      let isUpper = value >= 0x41 && value <= 0x5A
      result.append(isUpper ? Unicode.Scalar(UInt8(value) | 0x20) : scalar)
      return
    }
    if value < FoldingTable.size {
      let entry = FoldingTable.shared.entries[Int(value)]
      if entry.count > 0 {
        result.append(entry.first)
        if let second = entry.second { result.append(second) }
        return
      }
    }
    if isMark(scalar) { return }
    switch value {
    case 0xFF01...0xFF5E:  // full-width ASCII
      if let ascii = Unicode.Scalar(value - 0xFEE0) { append(ascii, to: &result) }
    case 0xFB00...0xFB06:  // ligatures
      let ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"]
      result.append(contentsOf: ligatures[Int(value - 0xFB00)].unicodeScalars)
    default:
      if scalar.properties.changesWhenLowercased {
        // Some are lowered to letters of the table: the signs of kelvin and angstrom.
        for lower in scalar.properties.lowercaseMapping.unicodeScalars where lower != scalar {
          append(lower, to: &result)
        }
      } else {
        result.append(scalar)
      }
    }
  }

  /// The one or two ASCII letters, the second 0 for none, that a scalar beyond ASCII folds to; `nil`
  /// where it folds to something else.
  static func asciiLetters(_ value: UInt32) -> (UInt8, UInt8)? {
    guard value < FoldingTable.size else { return nil }
    let entry = FoldingTable.shared.entries[Int(value)]
    guard entry.count > 0, entry.first.isASCII, entry.second?.isASCII != false else { return nil }
    return (
      UInt8(truncatingIfNeeded: entry.first.value),
      UInt8(truncatingIfNeeded: entry.second?.value ?? 0)
    )
  }

  /// Whether `scalar` is a mark that people leave out.
  ///
  /// These are accents, Hebrew points, Arabic vowel signs and joiners. The vowel signs of Indic and South-East Asian scripts are letters to their readers.
  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x300: scalar.value == 0xAD  // soft hyphen
    case 0x0300...0x036F, 0x0483...0x0487,
      0x0591...0x05BD, 0x05BF, 0x05C1, 0x05C2, 0x05C4, 0x05C5, 0x05C7,
      0x0610...0x061A, 0x0640, 0x064B...0x065F, 0x0670, 0x06D6...0x06DC,
      0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069,
      0x20D0...0x20FF, 0xFE00...0xFE0F, 0xFE20...0xFE2F, 0xFEFF:
      true
    default: false
    }
  }

  /// Whether `scalar` belongs to a word: a letter, a digit or a mark on one.
  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0..<0x80: false
    default:
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .privateUse:
        true
      default: isMark(scalar)
      }
    }
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x20, 0x7F...0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
      true
    default: false
    }
  }

  /// Whether the tokenizer `unicode61 remove_diacritics 2` makes the same of `scalar` as folding.
  ///
  /// Marks it takes for separators, and letters it leaves as they are, are what
  /// ``SearchForms`` is for.
  static func isFoldedByTokenizer(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 0xC0 { return value != 0xAD }
    if isMark(scalar) {
      switch value {
      case 0x300...0x304, 0x306...0x30C, 0x30F, 0x311, 0x31B, 0x323...0x328, 0x32D, 0x32E,
        0x330, 0x331:
        return true
      default: return false
      }
    }
    if value < FoldingTable.size {
      return !FoldingTable.shared.entries[Int(value)].isBeyondTokenizer
    }
    return !(0xFF01...0xFF5E).contains(value) && !(0xFB00...0xFB06).contains(value)
  }
}

/// What single letters fold to.
///
/// Source of the pairs: canonical decompositions of the Unicode Character Database, plus the usual
/// ASCII spellings of letters without one.
private struct FoldingTable: Sendable {
  struct Entry: Sendable {
    var first: Unicode.Scalar = " "
    var second: Unicode.Scalar?
    var count: UInt8 = 0
    var isBeyondTokenizer = false
  }

  /// Code points from here on are not in the table.
  static let size: UInt32 = 0x2000
  static let shared = FoldingTable()

  let entries: [Entry]

  private init() {
    var entries = [Entry](repeating: Entry(), count: Int(FoldingTable.size))
    for (groups, isBeyond) in [(FoldingTable.known, false), (FoldingTable.beyond, true)] {
      for (base, letters) in groups {
        let scalars = Array(base.unicodeScalars)
        for letter in letters.unicodeScalars where letter.value < FoldingTable.size {
          entries[Int(letter.value)] = Entry(
            first: scalars[0], second: scalars.count > 1 ? scalars[1] : nil,
            count: UInt8(scalars.count), isBeyondTokenizer: isBeyond)
        }
      }
    }
    self.entries = entries
  }

  /// Letters that `remove_diacritics 2` folds likewise.
  private static let known: [(base: String, letters: String)] = [
    (
      "a",
      "ÀÁÂÃÄÅàáâãäåĀāĂăĄąǍǎǞǟǺǻȀȁȂȃȦȧḀḁẠạẢảẤấẦầẨẩẪẫ"
        + "ẬậẮắẰằẲẳẴẵẶặ"
    ),
    ("b", "ḂḃḄḅḆḇ"),
    ("c", "ÇçĆćĈĉĊċČčḈḉ"),
    ("d", "ĎďḊḋḌḍḎḏḐḑḒḓ"),
    (
      "e",
      "ÈÉÊËèéêëĒēĔĕĖėĘęĚěȄȅȆȇȨȩḔḕḖḗḘḙḚḛḜḝẸẹẺẻẼẽẾếỀề"
        + "ỂểỄễỆệ"
    ),
    ("f", "Ḟḟ"),
    ("g", "ĜĝĞğĠġĢģǦǧǴǵḠḡ"),
    ("h", "ĤĥȞȟḢḣḤḥḦḧḨḩḪḫẖ"),
    ("i", "ÌÍÎÏìíîïĨĩĪīĬĭĮįİǏǐȈȉȊȋḬḭḮḯỈỉỊị"),
    ("j", "Ĵĵǰ"),
    ("k", "ĶķǨǩḰḱḲḳḴḵ"),
    ("l", "ĹĺĻļĽľḶḷḸḹḺḻḼḽ"),
    ("m", "ḾḿṀṁṂṃ"),
    ("n", "ÑñŃńŅņŇňǸǹṄṅṆṇṈṉṊṋ"),
    (
      "o",
      "ÒÓÔÕÖòóôõöŌōŎŏŐőƠơǑǒǪǫǬǭȌȍȎȏȪȫȬȭȮȯȰȱṌṍṎṏṐṑṒṓ"
        + "ỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợ"
    ),
    ("p", "ṔṕṖṗ"),
    ("r", "ŔŕŖŗŘřȐȑȒȓṘṙṚṛṜṝṞṟ"),
    ("s", "ŚśŜŝŞşŠšſȘșṠṡṢṣṤṥṦṧṨṩẛ"),
    ("t", "ŢţŤťȚțṪṫṬṭṮṯṰṱẗ"),
    (
      "u",
      "ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲųƯưǓǔǕǖǗǘǙǚǛǜȔȕȖȗṲṳṴṵṶṷṸṹ"
        + "ṺṻỤụỦủỨứỪừỬửỮữỰự"
    ),
    ("v", "ṼṽṾṿ"),
    ("w", "ŴŵẀẁẂẃẄẅẆẇẈẉẘ"),
    ("x", "ẊẋẌẍ"),
    ("y", "ÝýÿŶŷŸȲȳẎẏẙỲỳỴỵỶỷỸỹ"),
    ("z", "ŹźŻżŽžẐẑẒẓẔẕ"),
    ("β", "ϐ"),
    ("ε", "ϵ"),
    ("θ", "ϑ"),
    ("ι", "ι"),
    ("κ", "ϰ"),
    ("π", "ϖ"),
    ("ρ", "ϱ"),
    ("σ", "ς"),
    ("φ", "ϕ"),
  ]

  /// Letters that it leaves alone.
  private static let beyond: [(base: String, letters: String)] = [
    ("a", "ǠǡȺ"),
    ("ae", "ÆæǢǣǼǽ"),
    ("b", "ƀƁɃ"),
    ("c", "ƇƈȻȼ"),
    ("d", "ÐðĐđƉƊƋƌȡ"),
    ("dz", "ǄǅǆǱǲǳ"),
    ("e", "Ɇɇ"),
    ("f", "Ƒƒ"),
    ("g", "ƓǤǥ"),
    ("h", "Ħħ"),
    ("hv", "ƕǶ"),
    ("i", "ıƗ"),
    ("ij", "Ĳĳ"),
    ("j", "ȷɈɉ"),
    ("k", "ĸƘƙ"),
    ("l", "ŁłƚȴȽ"),
    ("lj", "Ǉǈǉ"),
    ("n", "ŊŋƝƞȠȵŉ"),
    ("nj", "Ǌǋǌ"),
    ("o", "ØøǾǿ"),
    ("oe", "Œœ"),
    ("p", "Ƥƥ"),
    ("q", "Ɋɋ"),
    ("r", "Ɍɍ"),
    ("s", "ȿẜẝ"),
    ("ss", "ßẞ"),
    ("t", "ŦŧƫƬƭȶȾ"),
    ("th", "Þþ"),
    ("u", "Ʉ"),
    ("y", "ƳƴɎɏ"),
    ("z", "Ƶƶɀ"),
    ("ʒ", "ƸƹǮǯ"),
    (
      "α",
      "ΆάἀἁἂἃἄἅἆἇἈἉἊἋἌἍἎἏὰάᾀᾁᾂᾃᾄᾅᾆᾇᾈᾉᾊᾋᾌᾍᾎᾏᾰᾱᾲᾳᾴᾶᾷᾸ"
        + "ᾹᾺΆᾼ"
    ),
    ("ε", "ΈέἐἑἒἓἔἕἘἙἚἛἜἝὲέῈΈ"),
    ("η", "ΉήἠἡἢἣἤἥἦἧἨἩἪἫἬἭἮἯὴήᾐᾑᾒᾓᾔᾕᾖᾗᾘᾙᾚᾛᾜᾝᾞᾟῂῃῄῆῇῊΉῌ"),
    ("ι", "ΊΐΪίϊἰἱἲἳἴἵἶἷἸἹἺἻἼἽἾἿὶίῐῑῒΐῖῗῘῙῚΊ"),
    ("ο", "ΌόὀὁὂὃὄὅὈὉὊὋὌὍὸόῸΌ"),
    ("ρ", "ῤῥῬ"),
    ("σ", "ϲϹ"),
    ("υ", "ΎΫΰϋύϒϓϔὐὑὒὓὔὕὖὗὙὛὝὟὺύῠῡῢΰῦῧῨῩῪΎ"),
    ("ω", "ΏώὠὡὢὣὤὥὦὧὨὩὪὫὬὭὮὯὼώᾠᾡᾢᾣᾤᾥᾦᾧᾨᾩᾪᾫᾬᾭᾮᾯῲῳῴῶῷῺΏῼ"),
    ("а", "ӐӑӒӓ"),
    ("г", "Ѓѓ"),
    ("е", "ЀЁѐёӖӗ"),
    ("ж", "ӁӂӜӝ"),
    ("з", "Ӟӟ"),
    ("и", "ЍЙйѝӢӣӤӥ"),
    ("к", "Ќќ"),
    ("о", "Ӧӧ"),
    ("у", "ЎўӮӯӰӱӲӳ"),
    ("ч", "Ӵӵ"),
    ("ы", "Ӹӹ"),
    ("э", "Ӭӭ"),
    ("і", "Її"),
    ("ѵ", "Ѷѷ"),
    ("ә", "Ӛӛ"),
    ("ө", "Ӫӫ"),
  ]
}
