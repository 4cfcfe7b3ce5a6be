/// The words of a title that count for its kind: without numbers of days, weekday names and
/// punctuation, each hashed once.
struct KindText {
  /// The title.
  var text: Bytes
  /// Its words.
  private(set) var words: Words = []
  /// Their hashes, in the arena of the title.
  private(set) var hashes = UnsafeBufferPointer<UInt64>(start: nil, count: 0)

  /// Takes `text` apart.
  init(_ text: Bytes) {
    self.text = text
    let head = text.prefix(160)
    guard !head.isEmpty else { return }
    let capacity = head.wordCount(upTo: .max) + head.count(of: Ascii.slash)
    let hashes = UnsafeMutableBufferPointer<UInt64>(
      start: head.arena.reserve(capacity * MemoryLayout<UInt64>.stride)
        .assumingMemoryBound(to: UInt64.self), count: capacity)
    var kept = WordList(beside: head, capacity: capacity)
    KindText.forEachWord(of: head) { word in
      hashes.initializeElement(at: kept.count, to: WordSet.hash(word))
      kept.append(word)
      return true
    }
    words = kept.finish()
    self.hashes = UnsafeBufferPointer(rebasing: hashes[..<words.count])
  }

  /// Whether `text` has at most `limit` words that count; it is not read beyond the one after these.
  static func hasAtMost(_ limit: Int, wordsIn text: Bytes) -> Bool {
    var count = 0
    forEachWord(of: text.prefix(160)) { _ in
      count += 1
      return count <= limit
    }
    return count <= limit
  }

  /// Calls `body` with each word that counts, until it returns false.
  @inline(__always)
  private static func forEachWord(of text: Bytes, _ body: (Bytes) -> Bool) {
    let fillers = KindWords.fillers
    var start = text.startIndex
    while start < text.endIndex {
      let end =
        text.firstIndex(from: start) { Ascii.isBlank($0) || $0 == Ascii.slash } ?? text.endIndex
      var word = text[start..<end]
      start = end + 1
      while let last = word.last, !isWordByte(last) { word = word.dropLast() }
      while let first = word.first, !isWordByte(first) { word = word.dropFirst() }
      if word.isEmpty { continue }
      // `Weekly social #19`
      if word.count <= 3, word.allSatisfy(Ascii.isDigit) { continue }
      if fillers.contains(word) { continue }
      if !body(word) { return }
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    Ascii.isLetter(byte) || Ascii.isDigit(byte) || byte >= 0x80
  }

  /// Whether one of the words is in `set`.
  func hasWord(of set: WordSet) -> Bool { hashes.contains { set.contains(hash: $0) } }
}

/// Words by which events that are no talks are told, in several languages.
enum KindWords {
  /// Whether a title says break, meal, registration, party, opening hours and the like.
  ///
  /// - Parameters:
  ///   - title: the title.
  ///   - descriptionLength: bytes of the description; where it is long, only a title that ends so
  ///     says it (`Registration in medical imaging` has an abstract).
  /// - Returns: whether it does.
  static func isBreak(_ title: KindText, descriptionLength: Int = 0) -> Bool {
    let words = title.words
    guard let last = words.last, let lastHash = title.hashes.last else { return false }
    // A longer title with an abstract only ends in such a word (`… shape registration`).
    let isTold = words.count >= 4 && descriptionLength >= 300
    if words.count <= 8, !isTold && breakEnds.contains(hash: lastHash) || saysOff(title) {
      return true
    }
    if words.count <= 4, descriptionLength < 80, breakStarts.contains(hash: title.hashes[0]) {
      return true
    }
    if words.count <= 5, descriptionLength < 200, saysHoliday(title) {
      return true
    }
    if words.count <= 3,
      compoundEnds.contains(where: { last.count > $0.utf8CodeUnitCount && last.hasSuffix($0) })
    {
      return true
    }
    if words.count <= 8, title.hasWord(of: breakAnywhere) { return true }
    // `Harbour party at the pier`, but `Party hats and graph theory` with an abstract.
    if words.count <= (descriptionLength < 80 ? 8 : 3), title.hasWord(of: parties) { return true }
    if words.count == 1, treats.contains(hash: lastHash) { return true }
    // `Elevator maintenance`
    if words.count <= 4, descriptionLength < 80, serviceEnds.contains(hash: lastHash) {
      return true
    }
    if words.count <= 6, title.hashes.count(where: { treats.contains(hash: $0) }) >= 2 {
      return true
    }
    return isBreakWithoutBlanks(title.text)
  }

  /// Whether a title says that somebody speaks while others eat (`Lunch and learn: …`).
  static func isLearningLunch(_ title: KindText) -> Bool {
    title.text.hasPrefix("lunch and learn") || title.text.hasPrefix("lunch & learn")
      || title.text.hasPrefix("lunch n learn")
  }

  /// Whether a title in Chinese, Japanese or Korean, whose words no blanks part, says the same.
  private static func isBreakWithoutBlanks(_ text: Bytes) -> Bool {
    guard text.contains(where: { $0 >= 0xE3 }) else { return false }
    let head = text.cuts.first.map { text[..<$0.range.lowerBound] } ?? text
    return head.count <= 40 && uncutBreaks.contains { head.firstIndex(of: $0) != nil }
  }

  private static let uncutBreaks: [[UInt8]] = [
    "截止", "报名", "報名", "报到", "報到", "签到", "簽到", "午餐", "晚餐", "晚宴", "茶歇", "抽奖", "抽獎", "合影",
    "名單", "名单", "懇親会", "忘年会", "新年会", "歓迎会", "送別会", "飲み会", "打ち上げ", "昼食", "昼休み", "休憩", "受付", "合照",
    "점심", "등록", "휴식", "国庆", "春节", "元旦", "中秋节", "清明节", "端午节", "劳动节", "天皇誕生日",
    "考试", "考試", "期末", "운동회", "중간고사", "기말고사", "방학", "연휴", "休業", "入試", "試験期間", "夏休み",
    "冬休み", "休館", "閉館", "休日", "祝日", "停電", "点検", "大掃除", "휴관", "휴무", "회식", "체육대회",
    "停课", "停電", "停电", "维修", "检修", "团建", "聚餐", "班会", "毕业典礼", "迎新", "清明", "校庆", "运动会", "假期", "開学",
    "教授会", "委員会", "会議", "例会议", "勤労感謝の日", "组会", "組會", "例会", "설날",
    "추석", "放假", "休講",
  ].map { Array($0.utf8) }

  /// Whether a title says internal meeting, call, deadline.
  static func isMeeting(_ title: KindText) -> Bool {
    let words = title.words
    guard let last = words.last, let lastHash = title.hashes.last else { return false }
    if words.count <= 8,
      meetingEnds.contains(hash: lastHash) || last.hasSuffix("sitzung")
        || last.hasSuffix("besprechung") || last.hasSuffix("treffen")
        || last.hasSuffix("versammlung")
    {
      return true
    }
    // `Conseil de laboratoire`, `Rada Wydziału`
    if words.count <= 4, councils.contains(hash: title.hashes[0]) { return true }
    return words.count <= 10 && title.hasWord(of: meetingAnywhere)
  }

  /// Whether a summary is an entry of somebody's own diary (`1:1 Ada / Ben`, `OOO - Ada`).
  static func isPersonal(_ text: Bytes) -> Bool {
    guard let first = text.first, personalStarts.contains(first) else { return false }
    return personal.contains { text.hasPrefix($0) } && text.wordCount(upTo: 7) <= 6
  }

  private static let personal: [StaticString] = [
    "1:1 ", "1-1 ", "1on1 ", "ooo ", "ooo:", "pto ", "pto:", "wfh ", "out of office", "hold:",
    "hold - ", "busy", "birthday", "geburtstag", "anniversaire", "cumpleaños",
  ]
  /// With which these begin.
  private static let personalStarts = ByteSet(
    [0x31] + "opwhbgacOPWHBGAC".utf8)

  /// Whether a title says opening, closing, welcome: a talk only where somebody is named.
  static func isCeremony(_ title: KindText) -> Bool {
    let words = title.words
    guard let first = words.first, words.count <= 6, title.hasWord(of: ceremonyStarts) else {
      return false
    }
    if ceremonyStarts.contains(first) {
      return words.count == 1
        || words.dropFirst().allSatisfy {
          ceremonyWords.contains($0) || $0.allSatisfy(Ascii.isDigit)
        }
    }
    return words.contains { ceremonyStarts.contains($0) }
      && words.allSatisfy {
        ceremonyWords.contains($0) || ceremonyStarts.contains($0) || $0.allSatisfy(Ascii.isDigit)
      }
  }

  /// Whether a title says poster session, informal discussion, social hour, performance.
  static func isSocial(_ title: KindText) -> Bool {
    let words = title.words
    guard let lastHash = title.hashes.last, let first = words.first else { return false }
    if words.count <= 8, socialEnds.contains(hash: lastHash) { return true }
    // `Dunes at night` is about the night.
    if words.count <= 3, words.count > 1, evenings.contains(hash: lastHash),
      !(title.text.words.dropLast().last.map { beforeEvenings.contains($0) } ?? false),
      !words.contains(where: { talkLabels.contains($0) })
    {
      return true
    }
    if words.count <= 6, words.count > 1, evenings.contains(hash: lastHash),
      nightWords.contains(words[words.count - 2])
    {
      return true
    }
    if words.count <= 8, words.contains(where: { $0.equals("vs") || $0.equals("vs.") }) {
      return true
    }
    if words.count <= 6, showEnds.contains(hash: lastHash), !title.text.contains(Ascii.colon) {
      return true
    }
    if words.count == 1, soleSocials.contains(hash: lastHash) { return true }
    if let (head, _) = title.text.split(atFirst: Ascii.colon),
      head.wordCount(upTo: 2) == 1 || head.hasPrefix("live "), let last = head.words.last,
      showHeads.contains(last)
    {
      return true
    }
    if words.count <= 3, words.allSatisfy({ discussionWords.contains($0) }) { return true }
    if first.equals("dj"), words.count <= 4, !words.contains(where: { $0.hasPrefix("keynote") }) {
      return true
    }
    for (index, word) in words.enumerated() where index + 1 < words.count {
      let next = words[index + 1]
      if word.hasPrefix("poster"),
        next.hasPrefix("session") || next.equals("day") || next.equals("q&a")
      {
        return true
      }
      if word.equals("happy"), next.hasPrefix("hour") { return true }
      if word.equals("film"), words.count <= 4 || index == 0,
        next.equals("festival") || next.equals("night") || next.equals("screening")
      {
        return true
      }
      if word.equals("meet"),
        next.equals("greet") || index + 2 < words.count && words[index + 2].equals("greet")
      {
        return true
      }
      if word.equals("breakout"), next.hasPrefix("session") { return true }
    }
    return words.count <= 6
      && (title.text.contains("no seminar") || title.text.contains("no talk")
        || title.text.contains("no meeting") || title.text.contains("kein seminar"))
      || title.text.contains("no session this") || title.text.contains("session this week)")
      || title.text.hasPrefix("no seminar") || title.text.hasPrefix("no talk")
      || title.text.hasPrefix("no meeting")
  }

  static let fillers = WordSet(
    """
    the a an and & of for in at on to with day 1 2 3 4 5 6 monday tuesday wednesday thursday friday \
    saturday sunday tba required included i ii iii und der die das et de la le y el
    """)

  private static let breakEnds = WordSet(
    """
    relâche co-working coworking break breaks lunch dinner breakfast brunch supper coffee tea refreshments banquet reception \
    registration check-in checkin check-out checkout arrival departure luncheon picnic bbq barbecue \
    barbeque party drinks aperitif apéro apero cocktail cocktails buffet pause kaffeepause mittagspause \
    mittagessen abendessen frühstück empfang anmeldung registrierung pauze lunchpauze déjeuner dîner \
    pause-café pause-déjeuner inscription inscriptions accueil almuerzo comida cena desayuno descanso \
    café inscripción inscripciones registro pausa pranzo colazione registrazione överraskning fika \
    přestávka oběd přerwa przerwa obiad kaffe opens closes closed close open setup set-up teardown tear-down \
    rehearsal rehearsals clinic clinics entfällt ausfall fieldtrip office-hours cleanup clean-up holiday holidays vacation feiertag ferien lunch-break sleep nap keysigning \
    excursion exkursion exkursionen wanderung excursión escursione wycieczka výlet outing hike yoga run walk karaoke trip tour jog transfer shuttle sightseeing photo photos \
    raffle auction orientation fair recess intermission exam exams midterm midterms finals quiz due \
    ceremony commencement convocation homework festivo feriado férias vacaciones vacances vakantie \
    dinar cloenda clausura jantar almoço hemelvaartsdag koningsdag pinksteren kerst pasen ponte sinterklaas \
    prázdniny svátek svátky recesso recess jaanipäev jõulud pühad vaba brīvdiena šventė atostogos szünet \
    ünnep vacanță tatil bayram праздник каникулы відпустка ferie urlaub betriebsferien geschlossen fermé fermeture cerrado chiuso sommerfest \
    oktoberfest herbstfest klausureinsicht semesterende semesterbeginn vorlesungsbeginn \
    vorlesungsende cleaning crafts craft-fair reunion fundraiser dentist elternabend chorprobe \
    tabling massage massages tasting tastings potluck cookout rental rentals unavailable babysitting \
    cruise crawl pageant workday softball laundry drinkabout gala raffles tentamen omtenta helgdag loma lomaa sınav sesja egzaminy zkoušky zkouška kolaudace bazaar bazar \
    juhannus teambuilding 休憩 昼食 昼休み 茶歇 午餐 晚宴 签到 注册 懇親会
    """)

  private static let compoundEnds: [StaticString] = [
    "ferien", "ferie", "møte", "möte", "elternabend", "pause", "feier", "essen", "feiertag",
    "empfang", "anmeldung", "ausflug", "fridag", "schluss", "sommarlov", "julbord", "juleferie",
    "exkursion", "wanderung", "sommerfest", "einsicht", "prüfung", "klausur", "frühstück",
    "grillen", "borrel", "fika", "lov", "frokost", "lunsj", "-lunch",
  ]

  private static let breakStarts = WordSet(
    """
    exkursion excursie excursion inaugurazione inauguración inauguração einweihung invigning montagstreff \
    break lunch dinner breakfast brunch coffee tea registration check-in doors arrival departure \
    reception banquet refreshments kaffeepause mittagspause mittagessen abendessen frühstück pause dîner cena desayuno pranzo colazione obiad oběd déjeuner almuerzo \
    probeklausur reunião relâche festa fête pot goûter appello appelli esame esami chiusura fermeture feriado asueto prazo frist \
    abgabe scadenza zkouškové egzamin praznik день праздник tatil sınav \
    vacances vacaciones férias ferie vakantie homework midterm midterms assignment urlaub holiday yoga \
    exam exams klausur prüfung prova avaliação examen examens esame egzamin zkouška tentamen \
    registrierung anmeldung einlass swag venue free-time setup unconference-planning
    """)

  private static let breakAnywhere = WordSet(
    """
    bbq barbecue picnic banquet no-seminar mittagspause kaffeepause dinner \
    zumba pilates payday toddlers \
    trivia tgif mahjong happy-hour afterparty after-party tuckshop pre-registration speed-dating icebreaker ice-breaker
    """)

  private static let serviceEnds = WordSet(
    """
    maintenance downtime outage alarm drill evacuation wartung onderhoud entretien \
    mantenimiento manutenzione manutenção underhåll ajedrez schach échecs xadrez knitting crochet \
    appointment appointments examen exámenes esami provas exams eksamener tenttiviikko session-d'examens
    """)

  private static let parties = WordSet("party parties drinks")

  /// Things to eat and drink; a title that names two of them names no talk.
  private static let treats = WordSet(
    """
    coffee tea cookies cake cakes pizza donuts doughnuts bagels snacks drinks beer beers wine cheese \
    lunch breakfast brunch kaffee kuchen tee bier gâteau vin café chocolat
    """)

  private static let meetingEnds = WordSet(
    """
    meeting meetings call calls sync standup stand-up freeze deadline deadlines retreat retrospective \
    1:1 check-in planning hackathon sprint sprints planning-a-thon roadmap kickoff review reviews \
    besprechung sitzung teammeeting jour-fixe réunion reunión reunião riunione vergadering möte schůze \
    hackday hackfest hack-day collaborationfest testing applications birthday geburtstag interviews \
    interview council board senate kommission comité committee conseil rada election fachbereichsrat \
    fakultätsrat institutsrat senat \
    zoom agm hours sprechstunde assembly mitgliederversammlung townhall elections
    """)

  private static let councils = WordSet(
    """
    mitgliederversammlung jahreshauptversammlung generalversammlung hauptversammlung \
    ledenvergadering årsmøte årsmöte generalforsamling interview interviews conseil rada consejo \
    consiglio junta comité claustro assemblée assemblea asamblea rat
    """)

  private static let meetingAnywhere = WordSet(
    """
    meeting standup stand-up freeze deadline birthday geburtstag subcommittee committee biweekly \
    bi-weekly sync teammeeting besprechung réunion reunión vergadering wg agm hackathon
    """)

  private static let ceremonyStarts = WordSet(
    """
    welcome opening closing introduction welcoming introductory concluding wrap-up wrapup goodbye \
    farewell begrüßung eröffnung abschluss verabschiedung schlusswort ouverture clôture bienvenue \
    apertura clausura bienvenida chiusura zahájení ukončení intro outro inauguration announcements
    """)

  private static let ceremonyWords = WordSet(
    """
    remark remarks address session ceremony event words welcome opening closing day logistics \
    introduction note notes live workshop conference format flow philosophy statement plenary \
    informal discussion discussions awards award housekeeping speech greetings & way forward breakout \
    sessions participants new info information general overview psf registration announcements \
    exhibition veranstaltung feier worte mots discours oficial palabras acto remarks, format, flow, opening, closing, welcome,
    """)

  private static let socialEnds = WordSet(
    """
    social socials meetup meet-up mixer mixers trivia singles gathering hangout hang-out networking stammtisch concert \
    disco posters quiz party mingle mingling meet&greet auction awards-ceremony slam ceilidh karaoke \
    choir orchestra gig comedy cabaret spieleabend filmabend kinoabend kneipentour pubcrawl campfire bonfire
    """)

  /// Kinds of shows and games that stand before the name of one (`Film: …`, `Live music: …`).
  private static let showHeads = WordSet(
    """
    movie film concert music gig karaoke football screening theatre theater disco dj exhibition \
    show espetáculo konzert kino ausstellung concierto cine película musique cinéma concerto mostra spectacle \
    ciné-club cineclub cinéclub filmclub filmklub filmavond filmvisning exposición exposição expo \
    vernissage utstilling teater lesesirkel exposition projection tentoonstelling utställning udstilling wystawa výstava sergi
    """)

  /// Words that are such an event by themselves.
  private static let soleSocials = WordSet(
    """
    ceilidh karaoke lasertag parkour jenga bowling pétanque petanque volleyball basketball badminton \
    minigolf mahjong chess boardgames brettspiele spieleabend kegeln grillen lagerfeuer bonfire campfire
    """)

  /// Words that end titles of shows, in longer titles of talks about them.
  private static let showEnds = WordSet(
    "performance dance jam race game match tournament games town film movie screening festival opera show"
  )

  private static let beforeEvenings = WordSet(
    "at by all every last the per of à la de am in der på")
  private static let evenings = WordSet("night evening soirée noche avond kväll aften kveld serata")

  private static let discussionWords = WordSet(
    "discussion discussions general informal open final diskussion aussprache discusión débat")
}
