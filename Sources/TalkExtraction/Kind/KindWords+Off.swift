/// Words by which days are told on which nothing takes place.
extension KindWords {
  /// Whether a title says that nothing takes place (`Easter - no classes`, `Last day to enrol`).
  static func saysOff(_ title: KindText) -> Bool {
    title.hasWord(of: offWords) && offPhrases.contains { title.text.contains($0) }
  }

  /// Whether a title names a public holiday.
  static func saysHoliday(_ title: KindText) -> Bool {
    title.hasWord(of: holidayWords) && holidays.contains { title.text.contains($0) }
  }

  /// One of these is in every one of the phrases.
  private static let offWords = WordSet(words(of: offPhrases))
  private static let holidayWords = WordSet(words(of: holidays))

  /// The words of `phrases`, in lower case, with those that begin with one.
  private static func words(of phrases: [StaticString]) -> String {
    phrases.map(\.description).joined(separator: " ").lowercased()
  }

  /// Public holidays.
  private static let holidays: [StaticString] = [
    "tag der deutschen einheit", "karfreitag", "ostermontag", "pfingstmontag",
    "christi himmelfahrt", "fronleichnam", "allerheiligen", "neujahr", "silvester", "heiligabend",
    "karneval", "fasching", "rosenmontag", "good friday", "easter monday", "easter sunday",
    "labor day", "labour day", "memorial day", "independence day", "veterans day",
    "thanksgiving day", "mlk day", "martin luther king", "presidents day", "presidents’ day",
    "juneteenth", "columbus day", "indigenous peoples", "christmas day", "christmas eve",
    "new year's", "new year’s", "boxing day", "canada day", "victoria day", "king's day",
    "koningsdag", "lundi de pâques", "toussaint", "armistice", "ascension", "pentecôte",
    "fête nationale", "fête du travail", "rentrée", "semana santa", "carnaval", "día de la",
    "día festivo", "navidad", "ferragosto", "capodanno", "epifania", "golden week",
    "lunar new year", "spring festival", "diwali",
  ]

  private static let offPhrases: [StaticString] = [
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
    "suspensión de labores", "semana de provas", "confraternização", "bachelor party",
    "new year party", "pot de départ", "pot de rentrée", "office hour",
  ]
}
