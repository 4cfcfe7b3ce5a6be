/// A talk being put together: fields as bytes, each with the rule that set it.
struct TalkDraft {
  var title: Bytes?
  var hasPlaceholder = false
  var label: Bytes?
  var speakers: [StatedSpeaker] = []
  var sawCrowd = false
  private(set) var series: ArenaList<Bytes> = []
  private(set) var stated: ArenaList<Bytes> = []
  var findings: DraftFindings

  /// A draft without any field.
  init(keepsFindings: Bool) { findings = DraftFindings(areKept: keepsFindings) }

  /// Sets the title where it is not set with more confidence.
  mutating func setTitle(_ text: Bytes?, rule: RuleName, confidence: Double, evidence: Bytes) {
    if let known = findings.title, known.confidence >= confidence { return }
    guard let text else { return }
    let bare = text.trimmed
    if Placeholder.isPlaceholder(bare) {
      hasPlaceholder = true
      if title == nil { title = [] }
    } else {
      title = bare
    }
    findings.title = DraftFinding(rule: rule, confidence: confidence, evidence: evidence)
  }

  /// Notes that a title is still to be announced, where none is set with more confidence.
  mutating func setNoTitle(rule: RuleName, confidence: Double, evidence: Bytes) {
    if let known = findings.title, known.confidence >= confidence { return }
    hasPlaceholder = true
    if title == nil { title = [] }
    findings.title = DraftFinding(rule: rule, confidence: confidence, evidence: evidence)
  }

  /// Sets the speakers where they are not set with more confidence.
  mutating func setSpeakers(
    _ list: [StatedSpeaker], rule: RuleName, confidence: Double, evidence: Bytes
  ) {
    if let known = findings.speakers, known.confidence >= confidence { return }
    guard !list.isEmpty else { return }
    speakers = list
    findings.speakers = DraftFinding(rule: rule, confidence: confidence, evidence: evidence)
  }

  /// Adds a keyword that the calendar states.
  mutating func addStated(_ text: Bytes, in arena: TextArena) {
    stated.append(text, growingIn: arena)
  }

  /// Adds a series, the most specific first.
  mutating func addSeries(_ text: Bytes, rule: RuleName, confidence: Double, evidence: Bytes) {
    let name = text.collapsed
    guard !name.isEmpty,
      !series.contains(where: { WordSet.hash($0) == WordSet.hash(name) })
    else { return }
    series.append(name, growingIn: name.arena)
    if findings.series == nil {
      findings.series = DraftFinding(rule: rule, confidence: confidence, evidence: evidence)
    }
  }
}
