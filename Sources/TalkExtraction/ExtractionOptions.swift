public import ICalendar

/// What extraction needs to know beyond the calendar itself.
public struct ExtractionOptions: Sendable {
  /// IANA name of the zone in which floating times are read where the calendar names none.
  public var defaultZone: String
  /// Where zone rules come from.
  public var zoneDatabase: ZoneDatabase
  /// Most keywords kept of one talk, stated ones included.
  public var maximumKeywords: Int
  /// As many keywords as extraction may fill up to, where fewer are stated.
  public var maximumExtractedKeywords: Int
  /// Most instances kept of one recurring talk.
  public var maximumInstances: Int
  /// Most bytes kept of one text field.
  public var maximumFieldBytes: Int
  /// Whether keywords are extracted from title and abstract; stated ones are always kept.
  public var extractsKeywords: Bool
  /// Whether each field comes with a note on the rule that found it; costs time, so only for those
  /// who show it.
  public var keepsFindings: Bool

  /// Makes options; the defaults are those of the standard options.
  public init(
    defaultZone: String = "UTC", zoneDatabase: ZoneDatabase = .system, maximumKeywords: Int = 12,
    maximumExtractedKeywords: Int = 8, maximumInstances: Int = 3500,
    maximumFieldBytes: Int = 64 << 10, extractsKeywords: Bool = true,
    keepsFindings: Bool = false
  ) {
    self.defaultZone = defaultZone
    self.zoneDatabase = zoneDatabase
    self.maximumKeywords = maximumKeywords
    self.maximumExtractedKeywords = maximumExtractedKeywords
    self.maximumInstances = maximumInstances
    self.maximumFieldBytes = maximumFieldBytes
    self.extractsKeywords = extractsKeywords
    self.keepsFindings = keepsFindings
  }

  /// Options as the command uses them where nothing else is asked for.
  public static let standard = ExtractionOptions()
}
