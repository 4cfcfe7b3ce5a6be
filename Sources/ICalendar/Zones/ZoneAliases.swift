/// Names that zone files may lack: links of earlier editions and the abbreviations people write.
enum ZoneAliases {
  /// The present name of a lower-case old name or abbreviation.
  static func presentName(of lowercased: String) -> String? { table[lowercased] }

  /// All names with their present ones.
  static var all: [String: String] { table }

  private static let table: [String: String] = {
    var table: [String: String] = [:]
    for line in lines.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard let present = words.first else { continue }
      for old in words.dropFirst() { table[String(old)] = String(present) }
    }
    return table
  }()

  /// The present name, then lower-case names it goes by.
  ///
  /// Debian and others ship the links of the
  /// `backward` file in a package of their own, which may be missing. Abbreviations are those with
  /// one common meaning; they stand for the zone with its summer time, which is what people mean.
  private static let lines = """
    America/New_York us/eastern us-eastern us/michigan edt est/edt eastern us/east-indiana
    America/Chicago us/central us-central cst cdt cst/cdt central
    America/Denver us/mountain us-mountain navajo mdt mst/mdt mountain america/shiprock
    America/Los_Angeles us/pacific us-pacific us/pacific-new pst pdt pst/pdt pacific
    America/Anchorage us/alaska akst akdt
    America/Adak us/aleutian america/atka
    America/Phoenix us/arizona
    Pacific/Honolulu us/hawaii hst pacific/johnston
    Pacific/Pago_Pago us/samoa pacific/samoa
    America/Indiana/Indianapolis america/indianapolis america/fort_wayne
    America/Indiana/Knox us/indiana-starke america/knox_in
    America/Kentucky/Louisville america/louisville
    America/Toronto canada/eastern america/montreal america/nipigon america/thunder_bay
    America/Winnipeg canada/central america/rainy_river
    America/Edmonton canada/mountain america/yellowknife
    America/Vancouver canada/pacific
    America/Halifax canada/atlantic ast adt
    America/St_Johns canada/newfoundland nst ndt
    America/Regina canada/saskatchewan
    America/Whitehorse canada/yukon
    America/Argentina/Buenos_Aires america/buenos_aires
    America/Argentina/Cordoba america/cordoba america/rosario
    America/Sao_Paulo brazil/east
    America/Manaus brazil/west
    America/Rio_Branco brazil/acre america/porto_acre
    America/Noronha brazil/denoronha
    America/Santiago chile/continental
    Pacific/Easter chile/easterisland
    America/Havana cuba
    America/Jamaica jamaica
    America/Mexico_City mexico/general
    America/Mazatlan mexico/bajasur
    America/Tijuana mexico/bajanorte america/ensenada america/santa_isabel
    America/Nuuk america/godthab
    Africa/Asmara africa/asmera
    Africa/Cairo egypt
    Africa/Tripoli libya
    Asia/Kolkata asia/calcutta
    Asia/Kathmandu asia/katmandu
    Asia/Ho_Chi_Minh asia/saigon
    Asia/Yangon asia/rangoon
    Asia/Dhaka asia/dacca
    Asia/Thimphu asia/thimbu
    Asia/Shanghai prc asia/beijing asia/chongqing asia/chungking asia/harbin
    Asia/Urumqi asia/kashgar
    Asia/Hong_Kong hongkong hkt
    Asia/Macau asia/macao
    Asia/Taipei roc
    Asia/Tokyo japan jst
    Asia/Seoul rok kst
    Asia/Singapore singapore sgt
    Asia/Jerusalem israel asia/tel_aviv
    Asia/Tehran iran
    Asia/Istanbul turkey
    Asia/Ulaanbaatar asia/ulan_bator
    Asia/Makassar asia/ujung_pandang
    Asia/Ashgabat asia/ashkhabad
    Atlantic/Reykjavik iceland
    Atlantic/Faroe atlantic/faeroe
    Australia/Sydney australia/nsw australia/act australia/canberra aest aedt aet
    Australia/Melbourne australia/victoria
    Australia/Brisbane australia/queensland
    Australia/Adelaide australia/south acst acdt
    Australia/Darwin australia/north
    Australia/Hobart australia/tasmania australia/currie
    Australia/Perth australia/west awst
    Australia/Broken_Hill australia/yancowinna
    Australia/Lord_Howe australia/lhi
    Europe/London gb gb-eire bst europe/belfast
    Europe/Dublin eire
    Europe/Lisbon portugal west
    Europe/Berlin cest mez mesz cet/cest europe/frankfurt europe/munich europe/hamburg
    Europe/Paris europe/lyon
    Europe/Zurich europe/geneva europe/bern europe/basel
    Europe/Rome europe/milan
    Europe/Brussels europe/brussel europe/bruxelles
    Europe/Athens eest
    Europe/Kyiv europe/kiev europe/uzhgorod europe/zaporozhye
    Europe/Moscow w-su msk
    Europe/Warsaw poland
    Europe/Chisinau europe/tiraspol
    Asia/Nicosia europe/nicosia
    Pacific/Auckland nz nzst nzdt
    Pacific/Chatham nz-chat
    Pacific/Kwajalein kwajalein
    Pacific/Chuuk pacific/truk pacific/yap
    Pacific/Pohnpei pacific/ponape
    Pacific/Kanton pacific/enderbury
    UTC etc/utc etc/zulu zulu universal etc/universal uct etc/uct z utc0
    Etc/GMT gmt gmt0 gmt+0 gmt-0 greenwich etc/greenwich etc/gmt0 etc/gmt+0 etc/gmt-0
    """
}
