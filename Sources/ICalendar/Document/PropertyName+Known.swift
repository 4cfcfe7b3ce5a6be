// The names that RFC 5545, 7986, 9073 and common producers use.
extension PropertyName {
  /// `ACTION`.
  public static let action: PropertyName = "ACTION"
  /// `ATTACH`.
  public static let attach: PropertyName = "ATTACH"
  /// `ATTENDEE`.
  public static let attendee: PropertyName = "ATTENDEE"
  /// `BEGIN`.
  public static let begin: PropertyName = "BEGIN"
  /// `CALSCALE`.
  public static let calscale: PropertyName = "CALSCALE"
  /// `CATEGORIES`.
  public static let categories: PropertyName = "CATEGORIES"
  /// `CLASS`.
  public static let classification: PropertyName = "CLASS"
  /// `COLOR`.
  public static let color: PropertyName = "COLOR"
  /// `COMMENT`.
  public static let comment: PropertyName = "COMMENT"
  /// `COMPLETED`.
  public static let completed: PropertyName = "COMPLETED"
  /// `CONFERENCE`.
  public static let conference: PropertyName = "CONFERENCE"
  /// `CONTACT`.
  public static let contact: PropertyName = "CONTACT"
  /// `CREATED`.
  public static let created: PropertyName = "CREATED"
  /// `DESCRIPTION`.
  public static let description: PropertyName = "DESCRIPTION"
  /// `DTEND`.
  public static let dtend: PropertyName = "DTEND"
  /// `DTSTAMP`.
  public static let dtstamp: PropertyName = "DTSTAMP"
  /// `DTSTART`.
  public static let dtstart: PropertyName = "DTSTART"
  /// `DUE`.
  public static let due: PropertyName = "DUE"
  /// `DURATION`.
  public static let duration: PropertyName = "DURATION"
  /// `END`.
  public static let end: PropertyName = "END"
  /// `EXDATE`.
  public static let exdate: PropertyName = "EXDATE"
  /// `EXRULE`.
  public static let exrule: PropertyName = "EXRULE"
  /// `GEO`.
  public static let geo: PropertyName = "GEO"
  /// `IMAGE`.
  public static let image: PropertyName = "IMAGE"
  /// `LAST-MODIFIED`.
  public static let lastModified: PropertyName = "LAST-MODIFIED"
  /// `LOCATION`.
  public static let location: PropertyName = "LOCATION"
  /// `METHOD`.
  public static let method: PropertyName = "METHOD"
  /// `NAME`.
  public static let name: PropertyName = "NAME"
  /// `ORGANIZER`.
  public static let organizer: PropertyName = "ORGANIZER"
  /// `PERCENT-COMPLETE`.
  public static let percentComplete: PropertyName = "PERCENT-COMPLETE"
  /// `PRIORITY`.
  public static let priority: PropertyName = "PRIORITY"
  /// `PRODID`.
  public static let prodid: PropertyName = "PRODID"
  /// `RDATE`.
  public static let rdate: PropertyName = "RDATE"
  /// `RECURRENCE-ID`.
  public static let recurrenceID: PropertyName = "RECURRENCE-ID"
  /// `REFRESH-INTERVAL`.
  public static let refreshInterval: PropertyName = "REFRESH-INTERVAL"
  /// `RELATED-TO`.
  public static let relatedTo: PropertyName = "RELATED-TO"
  /// `REQUEST-STATUS`.
  public static let requestStatus: PropertyName = "REQUEST-STATUS"
  /// `RESOURCES`.
  public static let resources: PropertyName = "RESOURCES"
  /// `RRULE`.
  public static let rrule: PropertyName = "RRULE"
  /// `SEQUENCE`.
  public static let sequence: PropertyName = "SEQUENCE"
  /// `SOURCE`.
  public static let source: PropertyName = "SOURCE"
  /// `STATUS`.
  public static let status: PropertyName = "STATUS"
  /// `STYLED-DESCRIPTION`.
  public static let styledDescription: PropertyName = "STYLED-DESCRIPTION"
  /// `SUMMARY`.
  public static let summary: PropertyName = "SUMMARY"
  /// `TRANSP`.
  public static let transp: PropertyName = "TRANSP"
  /// `TRIGGER`.
  public static let trigger: PropertyName = "TRIGGER"
  /// `TZID`.
  public static let tzid: PropertyName = "TZID"
  /// `TZNAME`.
  public static let tzname: PropertyName = "TZNAME"
  /// `TZOFFSETFROM`.
  public static let tzoffsetfrom: PropertyName = "TZOFFSETFROM"
  /// `TZOFFSETTO`.
  public static let tzoffsetto: PropertyName = "TZOFFSETTO"
  /// `TZURL`.
  public static let tzurl: PropertyName = "TZURL"
  /// `UID`.
  public static let uid: PropertyName = "UID"
  /// `URL`.
  public static let url: PropertyName = "URL"
  /// `VERSION`.
  public static let version: PropertyName = "VERSION"
  /// `X-ALT-DESC`.
  public static let xAltDesc: PropertyName = "X-ALT-DESC"
  /// `X-WR-CALDESC`.
  public static let xWrCalDesc: PropertyName = "X-WR-CALDESC"
  /// `X-WR-CALNAME`.
  public static let xWrCalName: PropertyName = "X-WR-CALNAME"
  /// `X-WR-TIMEZONE`.
  public static let xWrTimezone: PropertyName = "X-WR-TIMEZONE"

  /// All of the above.
  static let known: [PropertyName] = [
    .action,
    .attach,
    .attendee,
    .begin,
    .calscale,
    .categories,
    .classification,
    .color,
    .comment,
    .completed,
    .conference,
    .contact,
    .created,
    .description,
    .dtend,
    .dtstamp,
    .dtstart,
    .due,
    .duration,
    .end,
    .exdate,
    .exrule,
    .geo,
    .image,
    .lastModified,
    .location,
    .method,
    .name,
    .organizer,
    .percentComplete,
    .priority,
    .prodid,
    .rdate,
    .recurrenceID,
    .refreshInterval,
    .relatedTo,
    .requestStatus,
    .resources,
    .rrule,
    .sequence,
    .source,
    .status,
    .styledDescription,
    .summary,
    .transp,
    .trigger,
    .tzid,
    .tzname,
    .tzoffsetfrom,
    .tzoffsetto,
    .tzurl,
    .uid,
    .url,
    .version,
    .xAltDesc,
    .xWrCalDesc,
    .xWrCalName,
    .xWrTimezone,
  ]
}
