import CivilTime
import Testing

@testable import ICalendar

@Suite("Names of zones", .enabled(if: ZoneDatabase.system.rules(named: "Europe/London") != nil))
struct ZoneNamesTests {
  private let names = ZoneNames(database: .system)

  @Test(
    "A name is read as people mean it",
    arguments: [
      ("Europe/London", "Europe/London", ZoneOrigin.iana),
      ("europe/london", "Europe/London", .iana),
      (" \"America/New_York\" ", "America/New_York", .iana),
      ("AMERICA/ARGENTINA/BUENOS_AIRES", "America/Argentina/Buenos_Aires", .iana),
      ("EST5EDT", "EST5EDT", .iana),
      ("CET", "CET", .iana),
      ("GMT", "GMT", .iana),
      ("BST", "Europe/London", .iana),
      ("CEST", "Europe/Berlin", .iana),
      ("PST", "America/Los_Angeles", .iana),
      ("UTC+2", "Etc/GMT-2", .iana),
      ("utc-05:00", "Etc/GMT+5", .iana),
      ("GMT+0100", "Etc/GMT-1", .iana),
      ("+09:00", "Etc/GMT-9", .iana),
      ("UTC+0", "UTC", .iana),
      ("W. Europe Standard Time", "Europe/Berlin", .windows),
      ("Eastern Standard Time", "America/New_York", .windows),
      ("eastern daylight time", "America/New_York", .windows),
      ("AUS Eastern Standard Time", "Australia/Sydney", .windows),
      ("Pacific Standard Time (Mexico)", "America/Tijuana", .windows),
      ("Russia Time Zone 3", "Europe/Samara", .windows),
      ("UTC-11", "Etc/GMT+11", .windows),
      ("Coordinated Universal Time", "Etc/UTC", .windows),
      ("Pacific Time (US & Canada), Tijuana", "America/Los_Angeles", .windows),
      ("Canberra, Melbourne, Sydney", "Australia/Sydney", .windows),
      ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Berlin", .windows),
      ("(GMT+01.00) Brussels, Copenhagen, Madrid, Paris", "Europe/Paris", .windows),
      ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York", .windows),
      ("(GMT -08:00) Pacific Time\\, somewhere", "America/Los_Angeles", .windows),
      ("(UTC+01:00) Oslo, Bergen", "Europe/Oslo", .windows),
      ("(UTC+03:00) Nowhere, Elsewhere", "Etc/GMT-3", .windows),
      ("/freeassociation.sourceforge.net/Tzfile/Europe/London", "Europe/London", .vendorPrefix),
      ("/mozilla.org/20070129_1/America/New_York", "America/New_York", .vendorPrefix),
      (
        "/softwarestudio.org/Olson_20011030_5/America/Argentina/Buenos_Aires",
        "America/Argentina/Buenos_Aires", .vendorPrefix
      ),
      ("/Europe/Stockholm", "Europe/Stockholm", .vendorPrefix),
      ("custom_Pacific/Fiji", "Pacific/Fiji", .vendorPrefix),
      ("Europe-Brussels", "Europe/Brussels", .vendorPrefix),
      ("America-New York", "America/New_York", .vendorPrefix),
      ("America/Los Angeles", "America/Los_Angeles", .vendorPrefix),
      ("New York", "America/New_York", .iana),
      ("Amsterdam", "Europe/Amsterdam", .iana),
    ])
  func meant(text: String, zone: String, origin: ZoneOrigin) throws {
    let match = try #require(names.match(text))
    #expect(match.name == zone)
    #expect(match.origin == origin)
  }

  @Test("An offset that no zone name has is an offset still")
  func bareOffset() throws {
    let match = try #require(names.match("UTC-03:17"))
    #expect(match.name == nil)
    #expect(match.rules.offset(atUTC: 0) == -(3 * 3600 + 17 * 60))
  }

  @Test(
    "What names no zone is none, and reaches no other file",
    arguments: [
      "", " ", "Customized Time Zone", "Nowhere/Middle", "../../etc/passwd", "/etc/passwd",
      "Europe/../../../etc/passwd", "Europe\u{1}/London", "Europe//London", "Europe/", "/",
      "UTC+99",
      "zone.tab", "posixrules", "localtime", String(repeating: "A/", count: 5_000), "\u{202E}UTC",
      "()", "(UTC+99:99) X", "GMT+1+1",
    ])
  func unknown(text: String) {
    #expect(names.match(text) == nil)
  }

  @Test("Every Windows zone and every alias leads to a zone")
  func tables() {
    for (name, zone) in WindowsZones.all { #expect(names.match(zone) != nil, "\(name): \(zone)") }
    #expect(WindowsZones.all.count >= 140)
    for (name, zone) in ZoneAliases.all {
      #expect(ZoneDatabase.system.rules(named: zone) != nil, "\(name): \(zone)")
    }
  }
}
