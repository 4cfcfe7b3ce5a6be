/// Text for XML 1.0 and HTML, in elements and in quoted attributes.
package enum XMLText {
  /// Appends `text` escaped.
  ///
  /// - `& < > " '` become entities.
  /// - Control characters other than tab and line breaks, which XML forbids or discourages, and the
  ///   noncharacters U+FFFE and U+FFFF become U+FFFD.
  /// - Bidirectional controls are dropped, so that no text reorders what stands around it.
  package static func append(_ text: String, to output: inout [UInt8]) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": output.append("&amp;")
      case "<": output.append("&lt;")
      case ">": output.append("&gt;")
      case "\"": output.append("&quot;")
      case "'": output.append("&#39;")
      case "\t", "\n": output.append(scalar: scalar)
      case "\r": output.append("&#13;")
      default:
        if scalar.isControl || scalar.value & 0xFFFE == 0xFFFE {
          output.append("\u{FFFD}")
        } else if !scalar.isInvisibleFormat {
          output.append(scalar: scalar)
        }
      }
    }
  }
}
