/// A talk as it stands in an index: the talk, its row and where it came from.
public struct StoredTalk: Sendable, Hashable {
  /// Row of the talk in the index, from 1; stable as long as the talk is in the index.
  public var id: Int64
  /// The talk.
  public var talk: Talk
  /// Where it was read.
  public var provenance: Provenance
  /// Revision in which it was first seen.
  public var firstSeen: Int64
  /// Revision in which it last changed.
  public var lastChanged: Int64
  /// Revision in which its source stopped listing it, where that happened.
  public var goneSince: Int64?

  /// Makes a stored talk.
  public init(
    id: Int64, talk: Talk, provenance: Provenance, firstSeen: Int64, lastChanged: Int64,
    goneSince: Int64? = nil
  ) {
    self.id = id
    self.talk = talk
    self.provenance = provenance
    self.firstSeen = firstSeen
    self.lastChanged = lastChanged
    self.goneSince = goneSince
  }
}

/// Where a talk was read.
public struct Provenance: Sendable, Hashable {
  /// Name of the source (a feed, a folder, or what `--source` said).
  public var source: String
  /// Path of the file as given, or `-` for standard input.
  public var file: String
  /// Line on which the event begins, from 1.
  public var line: Int

  /// Makes a provenance.
  public init(source: String, file: String, line: Int) {
    self.source = source
    self.file = file
    self.line = line
  }
}
