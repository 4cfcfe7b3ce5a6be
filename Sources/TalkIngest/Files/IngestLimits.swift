/// The caps of reading files, in one place.
public struct IngestLimits: Sendable {
  /// Largest file read, in bytes; default 256 MiB.
  public var fileBytes: Int
  /// Folders below a folder that was named, 1...; default 32.
  public var folderDepth: Int
  /// Talks above which a mass disappearance is refused; default 20.
  public var massTalks: Int
  /// Talks written in one transaction before it is committed, in whole files; default 20,000.
  public var batchTalks: Int
  /// Bytes of calendars read ahead of the writer; default 16 MiB, some five times of which are needed.
  public var bytesInFlight: Int
  /// Rejected files and events listed one by one in a report; default 100.
  ///
  /// All are counted.
  public var listed: Int

  /// Makes limits; each has the default stated beside it.
  public init(
    fileBytes: Int = 256 << 20, folderDepth: Int = 32, massTalks: Int = 20,
    batchTalks: Int = 20_000, bytesInFlight: Int = 16 << 20, listed: Int = 100
  ) {
    self.fileBytes = fileBytes
    self.folderDepth = folderDepth
    self.massTalks = massTalks
    self.batchTalks = batchTalks
    self.bytesInFlight = bytesInFlight
    self.listed = listed
  }

  /// The limits used unless told otherwise.
  public static let standard = IngestLimits()
}
