import Testing

@testable import TalkExtraction

@Suite("HTML to text")
struct HTMLTextTests {
  @Test(
    "Markup becomes lines, lists and links",
    arguments: [
      ("<p>One</p><p>Two</p>", "One\n\nTwo"),
      ("One<br>Two<br/>Three", "One\nTwo\nThree"),
      ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
      ("<b>Bold</b> and <i>it</i>", "Bold and it"),
      ("Fish &amp; chips &#8217;tis &#x2019;twas &nbsp;x", "Fish & chips ’tis ’twas x"),
      ("<a href=\"https://x.org/a?b=1&amp;c=2\">page</a>", "page (https://x.org/a?b=1&c=2)"),
      ("<a href='https://x.org'>https://x.org</a>", "https://x.org"),
      ("<script>alert(1)</script>safe<style>p{}</style>", "safe"),
      ("<!-- hidden -->shown", "shown"),
      ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
      ("1 < 2 and x<y>z", "1 < 2 and x<y>z"),
      ("C++ <3 Ruby", "C++ <3 Ruby"),
      ("AT&T &unknown; R&D;", "AT&T &unknown; R&D;"),
      ("<img src=x onerror=alert(1)>text", "text"),
      ("&#0;&#xD800;&#99999999;", "&#0;&#xD800;&#99999999;"),
      ("<html-blob>One\nTwo</html-blob>", "One\nTwo"),
      ("<p>cut <b", "cut <b"),
    ])
  func plain(html: String, expected: String) {
    #expect(HTMLText.plain(Bytes(html)).string == expected)
  }

  @Test("Plain text is not taken for markup")
  func isMarkup() {
    #expect(!HTMLText.isMarkup(Bytes("a < b, AT&T, x<y>z")))
    #expect(HTMLText.isMarkup(Bytes("a<br>b")))
    #expect(HTMLText.isMarkup(Bytes("a &amp; b")))
  }

  @Test("Deep nesting and open tags take linear time")
  func hostile() {
    let deep = String(repeating: "<div><a href='https://x.org/'>", count: 20_000)
    #expect(HTMLText.plain(Bytes(deep)).count <= deep.utf8.count)
    let open = String(repeating: "<a ", count: 20_000)
    #expect(HTMLText.plain(Bytes(open)).count > 0)
  }
}
