/// What was typed behind a subcommand, taken apart without ArgumentParser where that is plain: words, and
/// long options with a value or without.
///
/// ArgumentParser describes all options of all that leads to a subcommand before it looks at the first
/// of them, which takes longer than many a command. Commands whose usual options are read here give
/// the same as there; everything else is left to it.
struct QuickOptions {
  /// What is no option, in order.
  private(set) var words: [String] = []
  private var values: [String: String] = [:]
  private var flags: Set<String> = []

  /// Takes `typed` apart; `nil` where there is any other option, one of them twice, or one without its
  /// value.
  init?(_ typed: some Sequence<String>, values valued: Set<String>, flags known: Set<String>) {
    var rest = typed.makeIterator()
    while let argument = rest.next() {
      if !argument.hasPrefix("-") {
        words.append(argument)
      } else if valued.contains(argument) {
        guard let value = rest.next(), !value.hasPrefix("-"), values[argument] == nil
        else { return nil }
        values[argument] = value
      } else {
        guard known.contains(argument), flags.insert(argument).inserted else { return nil }
      }
    }
  }

  /// The value of an option.
  subscript(option: String) -> String? { values[option] }

  /// Whether an option without value is there.
  func has(_ flag: String) -> Bool { flags.contains(flag) }

  /// The global options as they are here; what has none cannot be read.
  var global: GlobalOptions {
    var global = GlobalOptions()
    global.index = self["--index"]
    global.color = .auto
    global.now = self["--now"]
    global.timeZone = self["--time-zone"]
    global.quiet = has("--quiet")
    global.verbose = false
    global.noPager = false
    return global
  }
}
