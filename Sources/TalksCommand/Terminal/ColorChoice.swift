import ArgumentParser

/// When to use colour.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never

  /// Whether standard output gets colour: an explicit choice wins, then `NO_COLOR`
  /// (no-color.org), then what stands at the other end.
  func isOn(environment: (String) -> String? = ProcessEnvironment.value) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto:
      environment("NO_COLOR") == nil && environment("TERM") != "dumb" && Terminal.outputIsTerminal
    }
  }
}
