internal import TalkModel

/// A talk being put together: fields as bytes, each with the rule that set it.
struct TalkDraft {
  var title: Bytes?
  var hasPlaceholder = false
  var label: Bytes?
  var speakers: [Speaker] = []
  var sawCrowd = false
  var series: [Bytes] = []
  var stated: [Bytes] = []
  var findings: [TalkField: Finding]

  /// A draft without any field.
  init() { findings = Dictionary(minimumCapacity: 13) }

  /// Sets the title where it is not set with more confidence.
  mutating func setTitle(_ text: Bytes?, rule: String, confidence: Double, evidence: String) {
    if let known = findings[.title], known.confidence >= confidence { return }
    guard let text else { return }
    let bare = text.trimmed
    if Placeholder.isPlaceholder(bare) {
      hasPlaceholder = true
      if title == nil { title = [] }
    } else {
      title = bare
    }
    findings[.title] = Finding(rule: rule, confidence: confidence, evidence: evidence)
  }

  /// Sets the speakers where they are not set with more confidence.
  mutating func setSpeakers(_ list: [Speaker], rule: String, confidence: Double, evidence: String) {
    if let known = findings[.speakers], known.confidence >= confidence { return }
    guard !list.isEmpty else { return }
    speakers = list
    findings[.speakers] = Finding(rule: rule, confidence: confidence, evidence: evidence)
  }

  /// Adds a series, the most specific first.
  mutating func addSeries(_ text: Bytes, rule: String, confidence: Double, evidence: String) {
    let name = text.collapsed
    guard !name.isEmpty,
      !series.contains(where: { WordSet.hash($0) == WordSet.hash(name) })
    else { return }
    series.append(name)
    if findings[.series] == nil {
      findings[.series] = Finding(rule: rule, confidence: confidence, evidence: evidence)
    }
  }
}
