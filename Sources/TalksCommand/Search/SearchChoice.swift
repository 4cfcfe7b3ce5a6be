import TalkQuery

/// Which talks are found and in which order, however that was read.
struct SearchChoice {
  var match = SearchRequest.Match.auto
  var exact = false
  var recent = false
  var sort: SortOrder?

  /// The request for `query`.
  func request(_ query: ParsedQuery, _ clock: Clock) -> SearchRequest {
    SearchRequest(
      query: query, match: match, exact: exact, sort: sort, now: clock.now,
      favoursRecent: recent)
  }
}
