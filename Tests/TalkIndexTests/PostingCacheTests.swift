import FTS5Segments
import Testing

@testable import TalkIndex

@Suite struct PostingCacheTests {
  private static let patterns = FrequencyPatterns()

  private static func key(_ number: Int) -> PostingCache.Key {
    PostingCache.Key(Array("word\(number)".utf8), .prose)
  }

  private static func postings(_ count: Int) -> Postings {
    Postings(
      rows: Array(0..<UInt32(count)), counts: [UInt64](repeating: 1, count: count),
      patterns: patterns)
  }

  @Test func whatIsUsedAgainStaysWhenTheBudgetIsSpent() {
    var cache = PostingCache(byteLimit: 1 << 20)
    cache.insert(Self.postings(1000), Self.key(0))
    for number in 1...500 {
      if number % 10 == 0 { #expect(cache.find(Self.key(0)) != nil) }
      cache.insert(Self.postings(1000), Self.key(number))
      #expect(cache.byteCount <= 1 << 20)
    }
    #expect(cache.find(Self.key(1)) == nil)
    #expect(cache.find(Self.key(500)) != nil)
  }

  @Test func oneEnormousListDrivesOutNothing() {
    var cache = PostingCache(byteLimit: 1 << 20)
    cache.insert(Self.postings(1000), Self.key(0))
    cache.insert(Self.postings(400_000), Self.key(1))
    #expect(cache.find(Self.key(0)) != nil)
    #expect(cache.find(Self.key(1)) == nil)
  }

  @Test func wordsOfFeedbackGoBeforeWordsThatWereAskedFor() {
    var cache = PostingCache(byteLimit: 1 << 20)
    for number in 0..<20 { cache.insert(Self.postings(1000), Self.key(number)) }
    for number in 20...500 {
      cache.insert(Self.postings(1000), Self.key(number), isAsked: false)
      #expect(cache.byteCount <= 1 << 20)
    }
    for number in 0..<20 { #expect(cache.find(Self.key(number)) != nil) }
    #expect(cache.find(Self.key(21), isAsked: false) == nil)
    #expect(cache.find(Self.key(500), isAsked: false) != nil)
  }
}
