import TalkQuery
import Testing

@Suite("Queries from a shell")
struct QueryArgumentTests {
  @Test(
    "Quotation marks that the shell took away come back where they must have stood",
    arguments: [
      ([], ""),
      (["graph theory"], "graph theory"),
      (["speaker:ada graph theory"], "speaker:ada graph theory"),
      (["graph", "theory"], "graph theory"),
      (["graph theory", "speaker:Ada Byron"], "\"graph theory\" speaker:\"Ada Byron\""),
      (["-graph theory", "x"], "-\"graph theory\" x"),
      (["-speaker:Ada Byron", "x"], "-speaker:\"Ada Byron\" x"),
      (["on:next week", "x"], "on:\"next week\" x"),
      (["\"graph theory\"", "a b"], "\"graph theory\" \"a b\""),
      (["(a OR b)", "a | b"], "(a OR b) a | b"),
      (["a OR b", "x"], "a OR b x"),
      (["a -b", "x"], "a -b x"),
      (["a speaker:b", "x"], "a speaker:b x"),
      (["title: a b", "x"], "title: a b x"),
      (["the title of it", "x"], "\"the title of it\" x"),
      ([" a", "b "], " a b "),
      (["", ""], " "),
    ])
  func quoting(arguments: [String], text: String) {
    #expect(QueryParser.text(ofArguments: arguments) == text)
  }
}
