import TalkModel
public import TalkQuery

/// Prints a page as a feed (RFC 4287).
///
/// An entry's id is made from source, UID and RECURRENCE-ID, so it stays the same as long as the
/// talk is the same. `updated` is LAST-MODIFIED of the event where stated, else its start, so that
/// asking again does not make every entry look new.
public struct AtomPagePrinter: PagePrinter {
  private let options: PrintOptions

  /// Longest summary in Unicode scalars.
  static let longestSummary = 2000

  /// Makes a printer.
  public init(_ options: PrintOptions = PrintOptions()) { self.options = options }

  /// Appends the page.
  public func print(_ page: SearchPage, _ context: PageContext, to output: inout [UInt8]) {
    let updates = page.hits.map { Self.updated($0.stored.talk) }
    let name = options.name(context)
    output.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
    output.append("<feed xmlns=\"http://www.w3.org/2005/Atom\">\n")
    let address = WebLink.checked(options.feedAddress)
    let id = address ?? "urn:uuid:" + StableIdentifier.uuid(["feed", options.title, context.query])
    element("id", id, indent: 2, to: &output)
    element("title", name, indent: 2, to: &output)
    let updated = updates.filter { $0 <= context.now }.max() ?? context.now
    element("updated", TimeText.utc(updated), indent: 2, to: &output)
    element("generator", "talks", indent: 2, to: &output)
    output.append("  <author><name>talks</name></author>\n")
    if let address { link("self", address, indent: 2, to: &output) }
    let identities = PublishedIdentity(page.hits, includesSource: true)
    for hit in page.hits { append(hit.stored, identities, to: &output) }
    output.append("</feed>\n")
  }

  private static func updated(_ talk: Talk) -> Int64 { talk.lastModified ?? talk.time?.start ?? 0 }

  private func append(
    _ stored: StoredTalk, _ identities: PublishedIdentity, to output: inout [UInt8]
  ) {
    let talk = stored.talk
    output.append("  <entry>\n")
    element("id", identities.urn(stored), indent: 4, to: &output)
    let title = [talk.title.isEmpty ? "(no title)" : talk.title, talk.statusMark]
    element("title", title.compactMap(\.self).joined(separator: " "), indent: 4, to: &output)
    element("updated", TimeText.utc(Self.updated(talk)), indent: 4, to: &output)
    for speaker in talk.speakers {
      output.append("    <author>")
      inline("name", speaker.name, to: &output)
      output.append("</author>\n")
    }
    if let address = WebLink.checked(talk.url) {
      link("alternate", address, indent: 4, to: &output)
    }
    for keyword in talk.keywords {
      output.append("    <category term=\"")
      XMLText.append(TerminalText.oneLine(keyword.text), to: &output)
      output.append("\"/>\n")
    }
    let lines = [
      talk.whenLine, talk.speakers.isEmpty ? nil : talk.speakerLine,
      talk.series.isEmpty ? nil : talk.series.joined(separator: ", "), talk.venue, talk.abstract,
    ]
    let summary = lines.compactMap(\.self).joined(separator: "\n")
    if !summary.isEmpty {
      let kept = String(
        String.UnicodeScalarView(summary.unicodeScalars.prefix(Self.longestSummary)))
      element("summary", kept, indent: 4, to: &output)
    }
    output.append("  </entry>\n")
  }

  private func element(_ name: String, _ text: String, indent: Int, to output: inout [UInt8]) {
    output.append(String(repeating: " ", count: indent))
    inline(name, text, to: &output)
    output.append(UInt8(ascii: "\n"))
  }

  private func inline(_ name: String, _ text: String, to output: inout [UInt8]) {
    output.append("<\(name)>")
    XMLText.append(text, to: &output)
    output.append("</\(name)>")
  }

  private func link(
    _ relation: String, _ address: String, indent: Int, to output: inout [UInt8]
  ) {
    output.append(String(repeating: " ", count: indent) + "<link rel=\"\(relation)\" href=\"")
    XMLText.append(address, to: &output)
    output.append("\"/>\n")
  }
}
