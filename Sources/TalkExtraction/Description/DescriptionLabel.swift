/// What a labelled line of a description states.
enum DescriptionLabel: Sendable {
  case speaker, title, abstract, biography, affiliation, series, track, venue, keywords, language
  case link, section, kind
  /// `Name:`, of a person or of an event.
  case name
  /// Heading of a list of talks: `Talks:`, `Agenda:`.
  case lineup
  /// A label whose value is nobody's and nothing's title: host, date, contact, …
  case other

  /// The label that `text` (what stands before the colon) is, if any.
  static func named(_ text: Bytes) -> DescriptionLabel? {
    var bare = text.trimmed
    while let first = bare.first, decoration.contains(first) {
      bare = bare.dropFirst().trimmedStart
    }
    while let last = bare.last, decoration.contains(last) { bare = bare.dropLast().trimmedEnd }
    guard (2...40).contains(bare.count) else { return nil }
    if let label = table[bare] { return label }
    // `Intervenant·e`, `Referent*in`, `Sprecher:innen`, `Orador(a)`: the form for all genders.
    if let end = genderMark(in: bare), let label = table[bare[..<end]] {
      return label
    }
    // `Speaker 1`, `Title of the talk` are in the table; `2. Speaker` and `Speaker #2` are not.
    let last = bare.lastWord
    if last.allSatisfy({ Ascii.isDigit($0) || $0 == Ascii.hash }), bare.wordCount(upTo: 3) == 2 {
      // `Talk 1`, `Talk 2`: one of several, not the title of all.
      return weakTitles.contains(bare.firstWord) ? nil : table[bare.firstWord]
    }
    return qualified(bare)
  }

  /// Whether a label for titles means nothing else: `Talk` and `Lecture` may stand before a room.
  static func saysTitle(_ label: Bytes) -> Bool { !weakTitles.contains(label.trimmed) }

  private static let weakTitles = WordSet(
    "talk lecture topic subject what who paper thema tema event")

  /// `Home institution`, `Today's speaker`, `Full title`: a word that says which, and a label.
  private static func qualified(_ text: Bytes) -> DescriptionLabel? {
    let first = text.firstWord
    guard first.count < text.count, qualifiers.contains(first) else { return nil }
    let label = table[text[first.endIndex...].trimmed]
    switch label {
    case .speaker, .title, .abstract, .biography, .affiliation, .venue: return label
    default: return nil
    }
  }

  private static let qualifiers = WordSet(
    """
    home current main our your today's today’s this the full short long working provisional \
    tentative talk seminar lecture session event presentation presenter's presenter’s presenter \
    speaker's speaker’s speaker first second third academic host guest invited primary english \
    original next meeting paper preliminary confirmed special
    """)

  /// Where the ending for another gender begins in a single word, if it has one.
  private static func genderMark(in text: Bytes) -> Int? {
    for index in text.indices where index - text.startIndex >= 4 {
      switch text[index] {
      case Ascii.star, Ascii.colon, UInt8(ascii: "_"), Ascii.openParen, Ascii.slash:
        return text.endIndex - index <= 10 ? index : nil
      case 0xC2 where index + 1 < text.endIndex && text[index + 1] == 0xB7: return index
      case 0xE2
      where index + 2 < text.endIndex && text[index + 1] == 0x80
        && (text[index + 2] == 0xA7 || text[index + 2] == 0xA2):
        return index
      case Ascii.dot: return text.endIndex - index <= 5 ? index : nil
      default: if Ascii.isBlank(text[index]) { return nil }
      }
    }
    return nil
  }

  private static let decoration: ByteSet = [
    Ascii.star, UInt8(ascii: "_"), Ascii.hash, Ascii.hyphen, UInt8(ascii: "~"), UInt8(ascii: "="),
    Ascii.greater, Ascii.openBracket, Ascii.closeBracket,
  ]

  private static let table = WordMap(
    names.flatMap { label, names in
      WordSet.hashes(in: names) { $0 == Ascii.pipe }.map { ($0, label) }
    })

  private static let names: [(DescriptionLabel, String)] = [
    (
      .speaker,
      """
      speaker|speakers|speaker(s)|speaker/s|presenter|presenters|presenter(s)|presented by|lecturer\
      |lecturers|instructor|instructors|panelists|panelist|panellists|invited speaker|invited speakers\
      |guest speaker|guest speakers|guest|keynote speaker|keynote speakers|featured speaker\
      |featured speakers|speaker name|name of speaker|speaker name(s)|our speaker|our speakers|who\
      |talk by|given by|candidate|phd candidate|doctoral candidate|author|authors|author(s)|featuring\
      |presenting author|trainer|trainers|facilitator|facilitators|tutor|tutors\
      |vortragender|vortragende|vortragende person|vortragende(r)|vortragende/r|vortragende*r|referent|referentin\
      |referenten|referent(in)|referent*in|referent/in|referent:in|referierende|redner|rednerin\
      |sprecher|sprecherin|sprecher:in|sprecher*innen|es spricht|dozent|dozentin\
      |orateur|orateurs|oratrice|orateur/oratrice|orateur(s)|conférencier|conférencière|conférenciers\
      |intervenant|intervenante|intervenants|intervenant(e)|intervenant(s)|intervenant.e.s|exposant\
      |ponente|ponentes|conferenciante|conferenciantes|conferencista|orador|oradora|oradores|expositor\
      |palestrante|palestrantes|imparte|disertante|relatore|relatori|relatrice|oratore|interviene\
      |spreker|sprekers|spreekster|talare|föredragshållare|taler|foredragsholder|foredragsholdere\
      |medverkande|medverkar|medvirkende|talarna|innledere|innleder|inledare|puhuja|puhujat|esiintyjä|prelegent|prelegenci|prelegentka|prowadzący|prowadząca|wykładowca|přednášející|řečník|prednášajúci\
      |előadó|vorbitor|konuşmacı|konuşmacılar|participan|intervienen|participantes|ομιλητές|ομιλήτρια|predavač|predavatelj|докладчик|докладчики|спикер|лектор\
      |доповідач|ομιλητής|講演者|発表者|講師|登壇者|スピーカー|话者|主讲|主講|讲师|嘉宾|讲者|讲员|分享嘉宾|報告人|报告人|主讲人|演讲人|講者|演講者|主講人|연사|발표자|강연자|講 師|講 演
      """
    ),
    (
      .title,
      """
      title|paper|talk title|title of talk|title of the talk|seminar title|lecture title|presentation title\
      |paper title|thesis title|session title|topic|talk|lecture|subject|titel|vortragstitel|thema\
      |titel des vortrags|titre|titre de l'exposé|título|titulo|título de la charla|tema|titolo|onderwerp\
      |tytuł|temat|název|názov|téma|cím|titlu|başlık|konu|naslov|тема|название|назва|τίτλος|題目|題名|講演題目\
      |sujet|intitulé|argomento|asunto|assunto|vortragsthema|ämne|emne|タイトル|题目|标题|報告題目|报告题目|講題|演題|제목|강연제목|강연 제목|발표제목|주제|강연주제|강연 주제|발표주제|주 제|主题|讲座主题|讲座题目|演讲题目|報告主題|テーマ|講演名|演 題|rubrik|sujet de la conférence|titre de la conférence|otsikko|aihe|tittel|event title|talk topic|what
      """
    ),
    (
      .abstract,
      """
      abstract|abstracts|summary|description|synopsis|talk abstract|abstract of talk|abstract of the talk\
      |information and abstract|about the talk|about this talk|about the event|about this event|overview\
      |zusammenfassung|kurzfassung|inhalt|beschreibung|résumé|resume|resumen|resumo|riassunto|sommario\
      |descrizione|descripción|samenvatting|abstrakt|anotace|anotácia|streszczenie|összefoglaló|özet\
      |sammanfattning|sammendrag|tiivistelmä|аннотация|анотація|περίληψη|摘要|概要|要旨|要約|초록|요약
      """
    ),
    (
      .biography,
      """
      bio|bios|biography|biographies|speaker bio|speaker bios|speaker biography|short bio|brief bio\
      |short biography|brief biography|biographical sketch|biographical note|short cv|speaker info\
      |speaker introduction|about our speaker|speaker information|speaker intro|about the speaker|about the speakers|about the presenter\
      |about the presenters|about the author|speaker's bio|speaker’s bio|bio sketch|biosketch|biodata\
      |presenter bio|presenter bios|kurzbiographie|kurzbiografie|biographie|biografie|biografía|biografia\
      |zur person|über den referenten|über die referentin|über den vortragenden|über die vortragende\
      |zum referenten|zur referentin|zum vortragenden|zur vortragenden|über den sprecher\
      |über die sprecherin|kurzvita|vita|kurzbio|sobre el ponente|sobre la ponente|sobre o palestrante\
      |sobre a palestrante|semblanza|nota biográfica|note biographique|à propos de l'orateur\
      |à propos de l'intervenant|notice biographique|nota biografica|sul relatore|over de spreker\
      |om taleren|om talaren|o prelegencie|o přednášejícím|講師紹介|講演者紹介|登壇者紹介|主讲人介绍|嘉宾介绍|演讲者简介\
      |主講人簡介|講者簡介|연사소개|연사 소개|о докладчике|biodaten|lebenslauf|cv|profile|speaker profile|about|životopis\
      |biographie de l'orateur|半生|略歴|经历|個人簡介|个人简介|简介|讲者简介|主讲人简介|報告人簡介|报告人简介|약력|биография
      """
    ),
    (
      .affiliation,
      """
      institution|institutions|affiliation|affiliations|affiliation(s)|organisation|organization|company\
      |university|institute|speaker affiliation|speaker institution|speaker's affiliation|employer|from\
      |institut|universität|einrichtung|organisation/firma|établissement|afiliación|institución\
      |afiliação|instituição|affiliazione|istituzione|ente|instelling|affilering|afiliacja|instituce\
      |аффилиация|организация|所属|所屬|单位|單位|報告人單位|소속
      """
    ),
    (
      .series,
      """
      series|seminar series|lecture series|event series|talk series|colloquium series|reihe|vortragsreihe\
      |veranstaltungsreihe|série|serie|ciclo|ciclo de conferencias|ciclo di seminari|reeks|cyklus|cykl\
      |part of series|part of the series|part of|seminar name|conference
      """
    ),
    (.track, "track|tracks|stream|strand|theme|devroom"),
    (.section, "section"),
    (.name, "name|full name|nome|nom|nombre|vorname nachname|imię i nazwisko|jméno|姓名|氏名"),
    (
      .lineup,
      """
      talks|agenda|program|programme|lineup|line-up|line up|sessions|our talks|tonight's talks|schedule\
      |vorträge|programm|ablauf|présentations|exposés|au programme|programma|charlas|ponencias|palestras\
      |lightning talks|presentations|themen|プログラム|発表|議程|议程
      """
    ),
    (.kind, "kind|type|event type|session type|format|talk type|category|veranstaltungstyp|typ"),
    (
      .venue,
      """
      location|venue|room|where|place|address|building|ort|raum|hörsaal|veranstaltungsort|lieu|salle\
      |lugar|aula|sala|sede|luogo|locatie|zaal|místo|místnost|miejsce|место|会場|場所|地点|地點|장소
      """
    ),
    (
      .keywords,
      "keywords|keyword|tags|topics|key words|schlagworte|schlüsselwörter|mots-clés|palabras clave|关键词|キーワード"
    ),
    (.language, "language|languages|talk language|sprache|langue|idioma|lingua|taal"),
    (
      .link,
      "link|url|website|web|webpage|more info|more information|details|event page|info|registration link|zoom link|zoom|join|stream|recording|slides|video|livestream|live stream|meeting link|join zoom meeting|zoom meeting|webseite|homepage|join link|meeting url|meeting id|passcode|password"
    ),
    (
      .other,
      """
      host|hosts|host(s)|hosted by|local host|faculty host|chair|chairs|session chair|organiser|organisers\
      |organizer|organizers|organizer(s)|organised by|organized by|convener|conveners|convenor|convenors\
      |contact|contacts|contact person|contact email|moderator|moderators|moderation|moderated by|advisor\
      |advisors|adviser|advisers|supervisor|supervisors|committee|committee members|thesis committee\
      |other committee members|other committee member|examiners|opponent|sponsor|sponsors|sponsored by\
      |date|dates|time|times|when|date and time|date & time|day|duration|start|end|event description\
      |note|notes|please note|update|registration|rsvp|cost|price|admission|audience|refreshments|lunch\
      |email|e-mail|phone|tel|fax|twitter|gastgeber|veranstalter|kontakt|ansprechpartner|datum|zeit|uhrzeit\
      |moderatorin|einladende|einladender|organisateur|organisateurs|organisatrice|contacto|organizador\
      |organiza|fecha|hora|date et heure|heure|data|ora|organizzatore|organizzatori|contatti|datum en tijd\
      |joint work with|meeting|frequency|equipment needed|age range|suitable age range|level|prerequisites\
      |attending this workshop will cost|attendees should bring|capacity|discussant|discussants|commentator\
      |gästvärd|värd|presentatör|samtalsledare|arrangör|arrangører|ordförande|møteleder|ordstyrer|vært|opponenter|handledare|vastaväittelijä|kustos\
      |modérateur|modératrice|modération|animateur|animatrice|discutant|discutante|moderador|moderadora|modera|moderatore|moderatrice|conduce|introduce|presiede\
      |einführung|begrüßung|leitung|gesprächsleitung|einführung und moderation|respondent|respondents|dagvoorzitter|gastheer|gastvrouw|voorzitter|promotor|promotoren|vedoucí|školitel\
      |日時|主催|时间|時間|日期|主持人|邀请人|時間|일시|주최
      """
    ),
  ]
}
