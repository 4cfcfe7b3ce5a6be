/// Text within Markdown (CommonMark).
enum MarkdownText {
  /// Appends `text` on one line, with everything that could be markup escaped.
  static func append(_ text: String, to output: inout [UInt8]) {
    for scalar in TerminalText.oneLine(text).unicodeScalars {
      switch scalar {
      case "&": output.append("&amp;")
      case "<": output.append("&lt;")
      case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "#", "+", "-", "!", "|", ">", "~",
        "$", "=", ":", "@":
        // A colon or an at sign would let a bare address become a link.
        if scalar == ":" || scalar == "@" {
          output.append("&#\(scalar.value);")
        } else {
          output.append(UInt8(ascii: "\\"))
          output.append(scalar: scalar)
        }
      default:
        output.append(scalar: scalar)
      }
    }
  }
}
