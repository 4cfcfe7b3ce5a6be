/// What was typed behind a subcommand, taken apart without ArgumentParser where that is plain: words, and
/// long options with a value or without.
///
/// ArgumentParser describes all options of all that leads to a subcommand before it looks at the first
/// of them, which takes longer than many a command. Commands whose usual options are read here give
/// the same as there; everything else is left to it.
struct QuickOptions {
  /// What is no option, in order.
  private(set) var words: [String] = []
  // A handful: a dictionary's first use costs more than going through them.
  private var values: [(name: String, value: String)] = []
  private var flags: [String] = []

  /// Takes `typed` apart; `nil` where there is any other option, one of them twice, or one without its
  /// value.
  init?(_ typed: some Sequence<String>, values valued: [String], flags known: [String]) {
    var rest = typed.makeIterator()
    while let argument = rest.next() {
      if !argument.hasPrefix("-") {
        words.append(argument)
      } else if valued.contains(argument) {
        guard let value = rest.next(), !value.hasPrefix("-"), self[argument] == nil
        else { return nil }
        values.append((argument, value))
      } else {
        guard known.contains(argument), !flags.contains(argument) else { return nil }
        flags.append(argument)
      }
    }
  }

  /// The value of an option.
  subscript(option: String) -> String? { values.first { $0.name == option }?.value }

  /// Whether an option without value is there.
  func has(_ flag: String) -> Bool { flags.contains(flag) }

  /// The options of every subcommand.
  var settings: Settings {
    Settings(
      index: self["--index"], now: self["--now"], timeZone: self["--time-zone"],
      quiet: has("--quiet"))
  }

  /// The same for a command of ArgumentParser: a value for everything, since what has none cannot be read.
  var global: GlobalOptions {
    var global = GlobalOptions()
    global.index = settings.index
    global.color = settings.color
    global.now = settings.now
    global.timeZone = settings.timeZone
    global.quiet = settings.quiet
    global.verbose = false
    global.noPager = settings.noPager
    return global
  }
}
