/// A person, series or keyword in a list, with how often and when it occurs.
public struct ListedName: Sendable, Hashable {
  /// The name as shown.
  public var name: String
  /// Number of talks.
  public var talks: Int
  /// Year of the first talk, where one has a date.
  public var firstYear: Int?
  /// Year of the last talk, where one has a date.
  public var lastYear: Int?

  /// Makes an entry.
  public init(name: String, talks: Int, firstYear: Int? = nil, lastYear: Int? = nil) {
    self.name = name
    self.talks = talks
    self.firstYear = firstYear
    self.lastYear = lastYear
  }
}
