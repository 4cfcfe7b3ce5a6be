import ArgumentParser

/// Writes completion scripts for shells.
struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Write the completion script of a shell.",
    discussion: """
      Examples:
        talks completions bash > ~/.local/share/bash-completion/completions/talks
        talks completions zsh > ~/.zfunc/_talks
        talks completions fish > ~/.config/fish/completions/talks.fish
      """)

  /// A shell for which there is a script.
  enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash, zsh, fish
  }

  @Argument(help: "bash, zsh or fish.")
  var shell: Shell

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let known: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    let output = global.output(isText: false)
    output.line(Talks.completionScript(for: known))
    output.flush()
  }
}
