/// Words by which calendars of campuses, towns and clubs tell what is no talk: sport, crafts, worship,
/// fairs, fees and forms.
extension KindWords {
  /// Whether a title names a pastime, a fair, a rite or an errand.
  static func saysLeisure(_ title: KindText) -> Bool {
    let words = title.words
    guard let last = title.hashes.last else { return false }
    if title.hasWord(of: leisureWords), leisurePhrases.occurs(in: title.text) {
      return true
    }
    if words.count <= 5, leisureEnds.contains(hash: last) { return true }
    // `Projects & Pizza`
    return words.count <= 3 && words.count > 1 && title.text.contains(" & ")
      && treatEnds.contains(hash: last)
  }

  /// Whether a title names a match or a sport and nothing that is said of it.
  static func saysSport(_ title: KindText) -> Bool {
    title.words.count <= 9 && !title.text.contains(Ascii.colon)
      && !title.text.contains(UInt8(ascii: "?")) && title.hasWord(of: sports)
  }

  /// Whether a category holds nothing but shows, sport and fairs, however long they are told of.
  static func isShowCategory(_ category: Bytes) -> Bool {
    let words = category.words.filter { $0.count > 1 && !$0.equals("and") && !$0.equals("the") }
    return (1...4).contains(words.count) && words.allSatisfy { showCategories.contains($0) }
  }

  private static let treatEnds = WordSet(
    "pizza donuts doughnuts bagels beer beers wine boba cookies")

  private static let sports = WordSet(
    """
    volleyball basketball soccer baseball softball lacrosse rugby netball handball floorball \
    wrestling gymnastics pickleball dodgeball kickball futsal fußballspiel heimspiel auswärtsspiel
    """)

  private static let showCategories = WordSet(
    """
    theatre theater musical musicals comedy stand-up improv opera ballet dance circus cabaret variety \
    concert concerts music choral vocal classical instrumental live athletics sports sport game games \
    trivia film films movies screenings screening parade parades festival festivals fair fairs market \
    markets tour tours guided hikes nature outings runs rides races food drink drinks galas benefits \
    open mics mic social play plays performance performances fitness yoga karaoke nightlife kids family \
    theater/bühne bühne konzert konzerte sport party partys musique spectacle spectacles cinéma \
    marché marchés música teatro cine deportes fiestas
    """)

  /// Words that end titles of what no one speaks at.
  private static let leisureEnds = WordSet(
    """
    exhibition exhibit celebration festivities tailgate homecoming volunteering worship vespers \
    evensong eucharist rosary shabbat iftar flohmarkt weihnachtsmarkt weihnachtsfeier \
    grillabend konzert konzerte chorkonzert putzen putztag plenum spieletag spielenachmittag \
    brettspielabend rollenspiel vide-grenier brocante kermesse braderie randonnée balade telethon \
    bazaar marathon triathlon regatta parade fireworks carnival picknick spelletjesavond spelavond \
    rommelmarkt braderij koncert kirmes kerb romería verbena mercadillo feria sagra mercatino \
    contest boardgames board-games egm pong intramurals knitting strikkekafé babytreff \
    julemesse eventyr eventyrstund lesestund lesesirkel bokklubb filmkveld quizkveld spillkveld \
    loppemarked dugnad hyttetur julefest hangout hangouts \
    waitlist waitlists advising giveaway giveaways icebreaker icebreakers showdown cookoff \
    cook-off bake-off bakeoff lan-party lanparty sleepover camporee
    """)

  /// One of these is in every one of the phrases.
  private static let leisureWords = WordSet(words(of: leisurePhrases))

  private static let leisurePhrases: PhraseList = [
    "welcome event", "welcome party", "welcome back", "welcome social", "activities fair",
    "involvement fair", "majors fair", "health fair", "wellness fair", "internship fair",
    "volunteer fair", "study abroad fair", "career expo", "market day", "appreciation day",
    "appreciation week", "day of service", "volunteer day", "work day", "build day", "build night",
    "project night", "project day", "lab day", "open lab", "open gym", "open studio", "study hall",
    "study night", "wait list", "fee payment", "payment deadline", "payment due", "tuition due",
    "fees due", "late fee", "registration fee", "registration begins", "registration ends",
    "enrollment begins", "enrolment opens", "grades posted", "census day", "course evaluations",
    "resume review", "résumé review", "cv clinic", "cv check", "mommy and", "daddy and me",
    "mommy/daddy", "toddler", "story hour", "baby time", "kids club", "dance class", "dance lesson",
    "dance course", "set dance", "swing dance", "line dancing", "square dance", "contra dance",
    "tai chi", "fitness class", "cooking class", "pottery class", "swim lesson", "flea market",
    "craft market", "holiday market", "christmas market", "garage sale", "yard sale",
    "rummage sale", "art walk", "fun run", "fund run", "5k run", "half marathon", "bike ride",
    "group ride", "food festival", "music festival", "street festival", "beer festival",
    "arts festival", "art festival", "gospel concert", "fall concert", "spring concert",
    "winter concert", "holiday concert", "christmas concert", "choir concert", "band concert",
    "ice cream social", "escape room", "pub trip", "day trip", "field trip", "walking tour",
    "ghost tour", "bus tour", "boat tour", "art exhibition", "exhibition opening",
    "exhibit opening",
    "clothing swap", "clothes swap", "book swap", "plant swap", "food pantry", "guided meditation",
    "sunday service", "church service", "holy communion", "summer hours", "holiday hours",
    "library hours", "call for papers", "call for proposals", "call for abstracts",
    "call for speakers", "call for participation", "call for submissions", "call for nominations",
    "nominations open", "nominations close", "applications open", "applications close",
    "registration deadline", "submission deadline", "camera ready", "camera-ready",
    "notification of acceptance", "author notification", "early bird", "early-bird", "move out",
    "move-out", "parents weekend", "family weekend", "spirit week", "d&d", "dungeons & dragons",
    "magic: the gathering", "lan party", "anime night", "cosplay", "pizza party", "brunch club",
    "supper club", "dinner party", "bar crawl", "pub crawl", "speed networking", "offener treff",
    "offener abend", "offenes plenum", "tag der offenen", "frühjahrsputz", "arbeitseinsatz",
    "feu d'artifice", "feu d’artifice", "don du sang", "vide grenier", "fête de la musique",
    "fête de noël", "repas de", "goûter de", "marché aux", "cours de danse", "cours de yoga",
    "atelier enfants", "atelier pour enfants", "clase de baile", "clases de", "curso de baile",
    "noche de juegos", "noite de jogos", "serata giochi", "spelletjes", "vide-dressing",
    "sing-along", "singalong", "puppet show", "magic show", "fashion show", "talent show",
    "variety show", "drag show", "drag brunch", "burlesque", "tribute band", "candlelight:",
    "paint and sip", "paint & sip", "sip and paint", "sip & paint", "axe throwing", "laser tag",
    "roller skat", "ice skat", "pumpkin patch", "egg hunt", "trick or treat", "trunk or treat",
    "tree lighting", "study group", "scavenger hunt", "treasure hunt", "game jam", "help desk",
    "intramural", "homecoming", "knitting ", "costume contest", "book swap", "christmas fair",
    "bring your own", "movie marathon", "ping pong", "table tennis", "strikke", "babysang",
    "spillkveld", "bokklubb", "lesesirkel", "eventyr", "food bank", "open mat", "play day",
    "toy swap", "farm stand",
  ]
}
