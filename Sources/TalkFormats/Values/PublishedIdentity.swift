import TalkModel
import TalkQuery

/// What a talk is called outside the index, so that calendars and feed readers know it again.
///
/// A talk keeps its UID. Where one UID stands for several talks of the page (some calendars give all
/// their events the same one), or the talk is an override of one occurrence, or there is no UID, a
/// hash of what tells the talks apart is added.
struct PublishedIdentity {
  private var counts: [[String]: Int] = [:]

  /// Counts who shares a UID.
  init(_ hits: [SearchHit]) {
    for hit in hits { counts[Self.parts(hit.stored), default: 0] += 1 }
  }

  private static func parts(_ stored: StoredTalk) -> [String] {
    let identity = stored.talk.identity
    return [stored.provenance.source, identity.uid ?? "", identity.recurrenceID ?? ""]
  }

  /// What tells the talk from all others of the page.
  private func distinction(_ stored: StoredTalk) -> [String] {
    let parts = Self.parts(stored)
    guard counts[parts, default: 0] > 1 || parts[1].isEmpty else { return parts }
    return parts + [stored.talk.title, stored.talk.time.map(TimeText.start) ?? ""]
  }

  /// A URN for a feed.
  func urn(_ stored: StoredTalk) -> String {
    "urn:uuid:" + StableIdentifier.uuid(distinction(stored))
  }

  /// A UID for a calendar: no control characters or spaces, at most 255 bytes (RFC 7986 §5.3).
  func uid(_ stored: StoredTalk) -> String {
    let parts = distinction(stored)
    let uid = String(
      String.UnicodeScalarView(
        parts[1].unicodeScalars.filter {
          $0.value > 0x20 && !$0.isControl && !$0.isInvisibleFormat && !$0.isLineSeparator
        }))
    guard !uid.isEmpty, uid.utf8.count <= 200 else { return StableIdentifier.uuid(parts) }
    return parts.count == 3 && parts[2].isEmpty ? uid : uid + "-" + StableIdentifier.short(parts)
  }
}
