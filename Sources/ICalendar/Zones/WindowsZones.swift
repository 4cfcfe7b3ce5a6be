/// Windows time zones, with the IANA zone of the first territory that CLDR gives for each, and the
/// names by which Outlook shows them.
enum WindowsZones {
  /// The IANA name of a Windows zone (`W. Europe Standard Time`), in any case.
  ///
  /// Also `W. Europe Daylight Time` and the bare `W. Europe Time`.
  static func ianaName(of name: String) -> String? {
    var key = asciiLowercased(name)
    if let zone = byName[key] { return zone }
    for (ending, replacement) in [
      (" daylight time", " standard time"), (" summer time", " standard time"),
      (" time", " standard time"),
    ] where key.hasSuffix(ending) {
      key = String(key.dropLast(ending.utf8.count)) + replacement
      return byName[key]
    }
    return nil
  }

  /// The IANA name of a zone as Outlook shows it (`Amsterdam, Berlin, Bern, Rome, Stockholm,
  /// Vienna`), without its `(UTC+01:00)`.
  ///
  /// Editions of Windows list different cities, so that the first city decides where the whole
  /// isn't known.
  static func ianaName(shownAs name: String) -> String? {
    let key = asciiLowercased(name)
    if let zone = byShownName[key] { return zone }
    guard let comma = key.firstIndex(of: ",") else { return nil }
    return byFirstCity[String(key[..<comma])]
  }

  /// All Windows names, in lower case, with their IANA names.
  static var all: [String: String] { byName }

  private static let rows: [(name: String, zone: String, shown: [String])] =
    text.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: "|", omittingEmptySubsequences: false)
        .map { String($0) }
      guard fields.count >= 2 else { return nil }
      return (fields[0], fields[1], Array(fields.dropFirst(2)))
    }

  private static let byName = Dictionary(
    rows.map { row in
      // Some names hold their "Standard Time" in the middle, or none.
      (asciiLowercased(row.name) + (row.name.contains(" Time") ? "" : " standard time"), row.zone)
    },
    uniquingKeysWith: { first, _ in first }
  ).merging(
    [
      "utc": "Etc/UTC", "utc-11": "Etc/GMT+11", "utc-09": "Etc/GMT+9", "utc-08": "Etc/GMT+8",
      "utc-02": "Etc/GMT+2", "utc+12": "Etc/GMT-12", "utc+13": "Etc/GMT-13",
      "mid-atlantic standard time": "Etc/GMT+2", "kamchatka standard time": "Asia/Kamchatka",
      "coordinated universal time": "Etc/UTC", "central european standard time": "Europe/Warsaw",
      "western/central europe": "Europe/Berlin",
    ],
    uniquingKeysWith: { first, _ in first })

  /// By the whole of a shown name, in lower case.
  private static let byShownName = Dictionary(
    rows.flatMap { row in row.shown.map { (asciiLowercased($0), row.zone) } },
    uniquingKeysWith: { first, _ in first })

  /// By what stands before the first comma of a shown name, in lower case.
  private static let byFirstCity = Dictionary(
    byShownName.sorted { $0.key < $1.key }.map { (String($0.key.prefix { $0 != "," }), $0.value) },
    uniquingKeysWith: { first, _ in first })

  /// Windows name without "Standard Time", IANA name, then display names of several editions.
  private static let text = """
    Dateline|Etc/GMT+12|International Date Line West
    Aleutian|America/Adak|Aleutian Islands
    Hawaiian|Pacific/Honolulu|Hawaii
    Marquesas|Pacific/Marquesas|Marquesas Islands
    Alaskan|America/Anchorage|Alaska
    Pacific Standard Time (Mexico)|America/Tijuana|Baja California|Tijuana, Baja California
    Pacific|America/Los_Angeles|Pacific Time (US & Canada)|Pacific Time (US & Canada), Tijuana|Pacific Time (US & Canada); Tijuana|Pacific Time
    US Mountain|America/Phoenix|Arizona
    Mountain Standard Time (Mexico)|America/Mazatlan|La Paz, Mazatlan|Chihuahua, La Paz, Mazatlan
    Mountain|America/Denver|Mountain Time (US & Canada)|Mountain Time
    Yukon|America/Whitehorse|Yukon
    Central America|America/Guatemala|Central America
    Central|America/Chicago|Central Time (US & Canada)|Central Time
    Easter Island|Pacific/Easter|Easter Island
    Central Standard Time (Mexico)|America/Mexico_City|Guadalajara, Mexico City, Monterrey|Mexico City
    Canada Central|America/Regina|Saskatchewan
    SA Pacific|America/Bogota|Bogota, Lima, Quito, Rio Branco|Bogota, Lima, Quito
    Eastern Standard Time (Mexico)|America/Cancun|Chetumal
    Eastern|America/New_York|Eastern Time (US & Canada)|Eastern Time
    Haiti|America/Port-au-Prince|Haiti
    Cuba|America/Havana|Havana
    US Eastern|America/Indiana/Indianapolis|Indiana (East)
    Turks And Caicos|America/Grand_Turk|Turks and Caicos
    Paraguay|America/Asuncion|Asuncion
    Atlantic|America/Halifax|Atlantic Time (Canada)|Atlantic Time
    Venezuela|America/Caracas|Caracas
    Central Brazilian|America/Cuiaba|Cuiaba|Manaus
    SA Western|America/La_Paz|Georgetown, La Paz, Manaus, San Juan|Caracas, La Paz
    Pacific SA|America/Santiago|Santiago
    Newfoundland|America/St_Johns|Newfoundland
    Tocantins|America/Araguaina|Araguaina
    E. South America|America/Sao_Paulo|Brasilia|Brasília
    SA Eastern|America/Cayenne|Cayenne, Fortaleza|Georgetown|Buenos Aires, Georgetown
    Argentina|America/Argentina/Buenos_Aires|City of Buenos Aires|Buenos Aires
    Greenland|America/Nuuk|Greenland
    Montevideo|America/Montevideo|Montevideo
    Magallanes|America/Punta_Arenas|Punta Arenas
    Saint Pierre|America/Miquelon|Saint Pierre and Miquelon
    Bahia|America/Bahia|Salvador
    Mid-Atlantic|Etc/GMT+2|Mid-Atlantic - Old|Mid-Atlantic
    Azores|Atlantic/Azores|Azores
    Cape Verde|Atlantic/Cape_Verde|Cabo Verde Is.|Cape Verde Is.
    GMT|Europe/London|Dublin, Edinburgh, Lisbon, London|Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London|Greenwich Mean Time; Dublin, Edinburgh, London|Greenwich Mean Time|London
    Greenwich|Atlantic/Reykjavik|Monrovia, Reykjavik|Casablanca, Monrovia
    Sao Tome|Africa/Sao_Tome|Sao Tome
    Morocco|Africa/Casablanca|Casablanca
    W. Europe|Europe/Berlin|Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna|Amsterdam, Berlin, Bern, Rom, Stockholm, Wien|Berlin, Stockholm, Rome, Bern, Brussels, Vienna|Berlin|Rome|Stockholm|Bern|Vienna|Western Europe
    Central Europe|Europe/Budapest|Belgrade, Bratislava, Budapest, Ljubljana, Prague|Prague, Central Europe|Budapest|Prague|Central Europe
    Romance|Europe/Paris|Brussels, Copenhagen, Madrid, Paris|Paris, Madrid, Brussels, Copenhagen|Paris|Madrid|Copenhagen
    Central European|Europe/Warsaw|Sarajevo, Skopje, Warsaw, Zagreb|Sarajevo, Skopje, Sofija, Vilnius, Warsaw, Zagreb|Warsaw|Zagreb
    W. Central Africa|Africa/Lagos|West Central Africa
    Jordan|Asia/Amman|Amman
    GTB|Europe/Bucharest|Athens, Bucharest|Athens, Bucharest, Istanbul|Athens, Istanbul, Minsk
    Middle East|Asia/Beirut|Beirut
    Egypt|Africa/Cairo|Cairo
    E. Europe|Europe/Chisinau|Chisinau|Eastern Europe
    Syria|Asia/Damascus|Damascus
    West Bank|Asia/Hebron|Gaza, Hebron
    South Africa|Africa/Johannesburg|Harare, Pretoria
    FLE|Europe/Kyiv|Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius|Helsinki, Riga, Tallinn|Kyiv
    Israel|Asia/Jerusalem|Jerusalem|Jerusalem, Tel Aviv|Israel
    South Sudan|Africa/Juba|Juba
    Kaliningrad|Europe/Kaliningrad|Kaliningrad
    Sudan|Africa/Khartoum|Khartoum
    Libya|Africa/Tripoli|Tripoli
    Namibia|Africa/Windhoek|Windhoek
    Arabic|Asia/Baghdad|Baghdad
    Turkey|Europe/Istanbul|Istanbul
    Arab|Asia/Riyadh|Kuwait, Riyadh
    Belarus|Europe/Minsk|Minsk
    Russian|Europe/Moscow|Moscow, St. Petersburg|Moscow, St. Petersburg, Volgograd
    E. Africa|Africa/Nairobi|Nairobi
    Iran|Asia/Tehran|Tehran
    Arabian|Asia/Dubai|Abu Dhabi, Muscat
    Astrakhan|Europe/Astrakhan|Astrakhan, Ulyanovsk
    Azerbaijan|Asia/Baku|Baku|Baku, Tbilisi, Yerevan
    Russia Time Zone 3|Europe/Samara|Izhevsk, Samara
    Mauritius|Indian/Mauritius|Port Louis
    Saratov|Europe/Saratov|Saratov
    Georgian|Asia/Tbilisi|Tbilisi
    Volgograd|Europe/Volgograd|Volgograd
    Caucasus|Asia/Yerevan|Yerevan
    Armenian|Asia/Yerevan
    Afghanistan|Asia/Kabul|Kabul
    West Asia|Asia/Tashkent|Ashgabat, Tashkent|Tashkent
    Qyzylorda|Asia/Qyzylorda|Qyzylorda
    Ekaterinburg|Asia/Yekaterinburg|Ekaterinburg
    Pakistan|Asia/Karachi|Islamabad, Karachi|Islamabad, Karachi, Tashkent
    India|Asia/Kolkata|Chennai, Kolkata, Mumbai, New Delhi|Bombay, Calcutta, Madras, New Delhi|Kolkata, Chennai, Mumbai, New Delhi|Mumbai|New Delhi
    Sri Lanka|Asia/Colombo|Sri Jayawardenepura|Colombo
    Nepal|Asia/Kathmandu|Kathmandu
    Central Asia|Asia/Bishkek|Astana|Astana, Dhaka|Bishkek
    Bangladesh|Asia/Dhaka|Dhaka
    Omsk|Asia/Omsk|Omsk
    Myanmar|Asia/Yangon|Yangon (Rangoon)|Rangoon
    SE Asia|Asia/Bangkok|Bangkok, Hanoi, Jakarta
    Altai|Asia/Barnaul|Barnaul, Gorno-Altaysk
    W. Mongolia|Asia/Hovd|Hovd
    North Asia|Asia/Krasnoyarsk|Krasnoyarsk
    N. Central Asia|Asia/Novosibirsk|Novosibirsk|Almaty, Novosibirsk
    Tomsk|Asia/Tomsk|Tomsk
    China|Asia/Shanghai|Beijing, Chongqing, Hong Kong, Urumqi|Beijing, Chongqing, Hong Kong SAR, Urumqi|Beijing
    North Asia East|Asia/Irkutsk|Irkutsk|Irkutsk, Ulaan Bataar
    Singapore|Asia/Singapore|Kuala Lumpur, Singapore|Singapore
    W. Australia|Australia/Perth|Perth
    Taipei|Asia/Taipei|Taipei
    Ulaanbaatar|Asia/Ulaanbaatar|Ulaanbaatar
    North Korea|Asia/Pyongyang|Pyongyang
    Aus Central W.|Australia/Eucla|Eucla
    Transbaikal|Asia/Chita|Chita
    Tokyo|Asia/Tokyo|Osaka, Sapporo, Tokyo|Tokyo
    Korea|Asia/Seoul|Seoul
    Yakutsk|Asia/Yakutsk|Yakutsk
    Cen. Australia|Australia/Adelaide|Adelaide
    AUS Central|Australia/Darwin|Darwin
    E. Australia|Australia/Brisbane|Brisbane
    AUS Eastern|Australia/Sydney|Canberra, Melbourne, Sydney|Sydney|Melbourne
    West Pacific|Pacific/Port_Moresby|Guam, Port Moresby
    Tasmania|Australia/Hobart|Hobart
    Vladivostok|Asia/Vladivostok|Vladivostok
    Lord Howe|Australia/Lord_Howe|Lord Howe Island
    Bougainville|Pacific/Bougainville|Bougainville Island
    Russia Time Zone 10|Asia/Srednekolymsk|Chokurdakh
    Magadan|Asia/Magadan|Magadan|Magadan, Solomon Is., New Caledonia
    Norfolk|Pacific/Norfolk|Norfolk Island
    Sakhalin|Asia/Sakhalin|Sakhalin
    Central Pacific|Pacific/Guadalcanal|Solomon Is., New Caledonia
    Russia Time Zone 11|Asia/Kamchatka|Anadyr, Petropavlovsk-Kamchatsky
    New Zealand|Pacific/Auckland|Auckland, Wellington|Wellington
    Fiji|Pacific/Fiji|Fiji|Fiji Islands, Kamchatka, Marshall Is.
    Chatham Islands|Pacific/Chatham|Chatham Islands
    Tonga|Pacific/Tongatapu|Nuku'alofa
    Samoa|Pacific/Apia|Samoa
    Line Islands|Pacific/Kiritimati|Kiritimati Island
    Mexico|America/Mexico_City
    Mexico Standard Time 2|America/Chihuahua
    """
}
