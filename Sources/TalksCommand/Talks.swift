import ArgumentParser

@main
struct Talks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "talks", abstract: "A search engine for seminars and conference talks.")
}
