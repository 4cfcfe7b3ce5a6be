public import TalkExtraction

/// What an ingest is asked to do.
public struct IngestOptions: Sendable {
  /// Name of the source of everything read; `nil` makes each file a source of its own, named by its
  /// path below the folder that was named.
  public var source: String?
  /// Whether the files are successive states of one feed, the oldest first by file name.
  public var areSnapshots: Bool
  /// Whether every file is read, however unchanged it looks.
  public var rehashes: Bool
  /// Whether a mass disappearance of talks is believed.
  public var isForced: Bool
  /// Whether nothing is written.
  public var isDryRun: Bool
  /// Whether a file is rejected as a whole if anything in it has to be repaired or left out.
  public var isStrict: Bool
  /// The moment of the ingest, UTC seconds since 1970: talks that ended before it are never marked
  /// gone.
  public var now: Int64
  /// Bytes that the first build of a large index may take for postings and sorting; default 256 MiB.
  ///
  /// Vocabulary, names and what is read ahead come on top.
  public var memory: Int
  /// How events become talks.
  public var extraction: ExtractionOptions
  /// The caps.
  public var limits: IngestLimits

  /// Makes options with the defaults a user gets.
  public init(
    now: Int64, source: String? = nil, areSnapshots: Bool = false, rehashes: Bool = false,
    isForced: Bool = false, isDryRun: Bool = false, isStrict: Bool = false,
    memory: Int = 256 << 20, extraction: ExtractionOptions = .standard,
    limits: IngestLimits = .standard
  ) {
    self.source = source
    self.areSnapshots = areSnapshots
    self.rehashes = rehashes
    self.isForced = isForced
    self.isDryRun = isDryRun
    self.isStrict = isStrict
    self.now = now
    self.memory = memory
    self.extraction = extraction
    self.limits = limits
  }
}
