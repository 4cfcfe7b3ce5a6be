/// Words by which days are told on which nothing takes place.
extension KindWords {
  /// Whether a title says that nothing takes place (`Easter - no classes`, `Last day to enrol`).
  static func saysOff(_ title: KindText) -> Bool {
    title.hasWord(of: offWords) && offPhrases.occurs(in: title.text)
      || saysLeisure(title)
  }

  /// Whether a title names a public holiday.
  static func saysHoliday(_ title: KindText) -> Bool {
    title.hasWord(of: holidayWords) && holidays.occurs(in: title.text)
  }

  /// One of these is in every one of the phrases.
  private static let offWords = WordSet(words(of: offPhrases))
  private static let holidayWords = WordSet(words(of: holidays))

  /// The words of `phrases`, in lower case, with those that begin with one.
  static func words(of list: PhraseList) -> String {
    list.phrases.map(\.description).joined(separator: " ").lowercased()
  }

  /// Public holidays.
  private static let holidays: PhraseList = [
    "tag der deutschen einheit", "karfreitag", "ostermontag", "pfingstmontag",
    "christi himmelfahrt", "fronleichnam", "allerheiligen", "neujahr", "silvester", "heiligabend",
    "karneval", "fasching", "rosenmontag", "good friday", "easter monday", "easter sunday",
    "labor day", "labour day", "memorial day", "independence day", "veterans day",
    "thanksgiving", "mlk day", "martin luther king", "presidents day", "presidents’ day",
    "juneteenth", "columbus day", "indigenous peoples", "christmas day", "christmas eve",
    "new year's", "new year’s", "boxing day", "canada day", "victoria day", "king's day",
    "koningsdag", "lundi de pâques", "toussaint", "armistice", "ascension", "pentecôte",
    "fête nationale", "fête du travail", "rentrée", "semana santa", "carnaval", "día de la",
    "día festivo", "navidad", "ferragosto", "capodanno", "epifania", "golden week",
    "lunar new year", "spring festival", "diwali", "yom kippur", "rosh hashanah", "passover",
    "hanukkah", "eid al", "ramazan", "kurban bayram", "nowruz", "songkran", "chuseok", "seollal",
    "wielkanoc", "boże narodzenie", "majówka", "vánoce", "velikonoce", "новый год", "рождество",
    "corpus christi", "corpus domini", "pasqua", "pasquetta", "pâques", "jour de l'an",
    "jour de l’an", "vendredi saint", "assomption", "14 juillet", "may day", "st patrick",
    "anzac day", "australia day", "waitangi", "heritage day", "vappu", "itsenäisyyspäivä",
    "midsummer", "midsommar", "påske", "påsk", "skärtorsdag", "langfredag", "långfredag",
    "grundlovsdag", "bevrijdingsdag", "goede vrijdag", "tweede paasdag", "kerstmis", "sant jordi",
    "viernes santo", "jueves santo", "día del", "dia do trabalhador", "sexta-feira santa",
    "pfingsten", "ostern", "weihnachten", "reformationstag", "buß- und bettag", "tag der arbeit",
  ]

  private static let offPhrases: PhraseList = [
    "no class", "no lecture", "no hay", "geen seminar", "geen colloquium", "nessun seminario",
    "non ci sarà", "kein kolloquium", "keine sitzung", "no colloquium", "no talks",
    "nie ma seminarium",
    "ingen seminarie", "não há", "sem seminário", "pas d'exposé", "séminaire annulé",
    "ei seminaaria", "no school", "day off", "last day to", "last day of", "first day of",
    "out of office", "open house", "open day", "offenen tür", "portes ouvertes",
    "puertas abiertas", "blood drive", "farmers market", "vorlesungsfrei", "jour férié",
    "keine vorlesung", "pas de séminaire", "pas de cours", "sin clases", "nessuna lezione",
    "story time", "storytime", "reading week", "all hands", "all-hands", "team building",
    "1:1 with",
    "maintenance window", "free afternoon", "free morning", "free time", "move-in", "fire drill",
    "blood donation", "trash pick", "bank holiday", "public holiday", "interview with candidate",
    "visit day", "flight to", "food truck", "day of the dead",
    "problem set", "save the date", "private event", "room booking", "date limite", "fecha límite",
    "data limite", "anmeldeschluss", "bewerbungsschluss", "einsendeschluss", "dzień wolny",
    "zkouškové období", "sesja egzaminacyjna", "away day", "career fair", "job fair", "book fair",
    "craft fair", "bake sale", "ticket sale", "tickets on sale", "profit share", "movie night",
    "film night", "live music", "live entertainment", "wine tasting", "open mic", "jam session",
    "final exams", "exams begin", "exam period", "singles night", "game night", "games night",
    "board game", "murder mystery", "bible study", "prayer",
    "choir practice", "speed dating", "speed friending", "co-founder dating", "drop-in advising",
    "test event", "not available", "cleaning night", "yoga class", "food drive", "toy drive",
    "voter registration", "club fair", "cocktail", "happy hour", "make & take", "make it & take",
    "tribute to", "sunrise yoga", "fitness walk", "dueling pianos", "halloween dance",
    "badge pick", "galette des rois", "marché de noël", "pont du", "chess club", "language café",
    "ingen föreläsning", "ingen forelæsning", "ingen forelesning", "geen lezing", "geen college",
    "no session", "kein vortrag", "pas de conférence", "awards day", "open evening", "closed for",
    "remise des prix", "entrega de premios",
    "preisverleihung", "premiazione", "plant sale", "autumn fayre", "christmas meal",
    "christmas party", "christmas dinner", "summer party", "garden party",
    "by appointment", "weather permitting", "book sale", "book club", "tax help", "coffee morning",
    "hack & learn", "hack night", "pizza night", "social event", "social evening", "social hour",
    "guided tour", "guided walk", "visite guidée", "visita guiada", "visita guidata", "rondleiding",
    "repair café", "repair cafe", "flu shot", "flu clinic", "drop-in", "drop in ", "family day",
    "club de lecture", "club de lectura", "club de ajedrez", "club universitario", "ciné-club",
    "language exchange", "conversation group", "homework club", "computer help", "resume help",
    "out of order", "ur drift", "fire alarm", "fire evacuation", "power outage", "water shut",
    "elevator maintenance", "system maintenance", "scheduled maintenance", "planned maintenance",
    "site closure", "building closed", "library closed", "office closed", "pot luck",
    "eksamen", "tentamenweek", "tentamensperiod", "tentamenperiode", "examenperiode",
    "prüfungsphase", "prüfungszeit", "klausurenphase", "sessione d'esame", "semana de exámenes",
    "período de exámenes", "período de provas", "exam week", "exams week", "finals week",
    "vizsgaidőszak", "sınav haftası", "sesja zimowa", "sesja letnia", "grading due",
    "grades due", "last day", "first day", "classes begin", "classes end", "classes start",
    "term begins", "term ends", "semester begins", "semester ends", "add/drop", "drop deadline",
    "spring break", "fall break", "reading day", "study day", "mid-term break", "half term",
    "julbord", "julelunsj", "julefrokost", "nyttårs-lunch", "glöggmingel", "pikkujoulut",
    "coffee hour", "tea time", "kaffeeklatsch", "pub night", "beer hour", "bierstunde",
    "group photo", "photo shoot", "headshots", "family photo", "ribbon cutting", "groundbreaking",
    "suspensión de labores", "semana de provas", "confraternização", "bachelor party",
    "new year party", "pot de départ", "pot de rentrée", "office hour",
  ]
}
