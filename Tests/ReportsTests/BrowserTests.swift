import Conversations
import Foundation
import Reports
import Testing

@Suite(.enabled(if: Chromium.installed != nil, "\(Chromium.reason)"), .serialized)
struct `The audit page in a browser` {
  private let folder: TemporaryFolder
  private let browser: Chromium

  init() throws {
    folder = try TemporaryFolder()
    browser = try #require(Chromium.installed)
  }

  private func open(_ decided: [DecidedConversation], _ fragment: String = "") throws -> Document {
    _ = try folder.report([Sample.chunk(decided)])
    return Document(
      try browser.document(of: folder.path + "/report/index.html", fragment: fragment))
  }

  /// The parts of the page that tests look at.
  private struct Document {
    let html: String
    init(_ html: String) { self.html = html }

    var isReady: Bool { html.contains("data-ready=\"yes\"") }
    var status: String { part("<p id=\"status\" role=\"status\">", "</p>") }
    var detail: String { part("<article id=\"detail\"", "</article>") }
    var rows: [String] {
      part("<div role=\"rowgroup\" id=\"rows\"", "<article").components(
        separatedBy: "<div class=\"row"
      ).dropFirst().map { $0 }
    }

    func part(_ start: String, _ end: String) -> String {
      html.components(separatedBy: start).dropFirst().first?
        .components(separatedBy: end).first ?? ""
    }
  }

  @Test func `lists the conversations, and opens the one of the link`() throws {
    let page = try open(
      [Sample.submitted(answer: "4, call 98765 43210"), Sample.skipped(), Sample.reviewed()],
      "#c=c-1")
    #expect(page.isReady)
    #expect(page.status == "3 of 3 conversations")
    #expect(page.rows.count == 3)
    #expect(page.rows[0].contains("aria-selected=\"true\""))
    let detail = page.detail
    #expect(detail.contains("<mark>4<small>rating</small></mark>, call ••••• •••••"))
    #expect(detail.contains("<mark>Yes<small>resolved</small></mark>"))
    #expect(detail.contains("by the rule <bdi>as-answered</bdi>"))
    #expect(
      detail.contains("&quot;query_rating&quot;: 4") || detail.contains("\"query_rating\": 4"))
    #expect(!detail.contains("98765"))
  }

  @Test(arguments: [
    ("#decision=review", "1 of 4 conversations"), ("#reason=no-survey", "1 of 4 conversations"),
    ("#flag=rounded", "1 of 4 conversations"), ("#rule=as-answered", "2 of 4 conversations"),
    ("#rating=2", "1 of 4 conversations"), ("#channel=web", "3 of 4 conversations"),
    ("#text=unhurried", "1 of 4 conversations"), ("#text=C-2", "1 of 4 conversations"),
    ("#decision=submit&text=quick", "1 of 4 conversations"),
    ("#decision=none-such", "4 of 4 conversations"),
  ])
  func `filters as a link says`(fragment: String, status: String) throws {
    let page = try open(
      [
        Sample.submitted(),
        Sample.submitted("c-4", comment: "Unhurried", rating: 2, flags: [.rounded]),
        Sample.skipped(), Sample.reviewed(),
      ], fragment)
    #expect(page.status == status)
  }

  @Test func `takes hostile texts for text, and makes what is hidden visible`() throws {
    let texts = [
      "</script><script>document.title='x'</script>", "<img src=x onerror=\"document.title='x'\">",
      "abc\u{202E}dcba\u{202C}", "zero\u{200B}width", "bell\u{7}", "=1+1", "{{policy}} ${1}",
    ]
    for (number, text) in texts.enumerated() {
      let page = try open(
        [Sample.submitted("c-\(number)<b>", comment: text, answer: "4 " + text)],
        "#c=c-\(number)%3Cb%3E")
      try FileManager.default.removeItem(atPath: folder.path + "/report")
      #expect(page.isReady, "\(number)")
      #expect(!page.detail.isEmpty && !page.detail.contains("Choose a conversation"), "\(number)")
      #expect(!page.html.contains("<title>x</title>"))
      #expect(!page.detail.contains("<img") && !page.detail.contains("<script"))
      for hidden in ["\u{202E}", "\u{202C}", "\u{200B}", "\u{7}"] {
        #expect(!page.detail.contains(hidden))
      }
    }
    let page = try open(
      [Sample.submitted(comment: texts[2], answer: "4 " + texts[2])], "#c=c-1")
    #expect(page.detail.contains("<span class=\"unseen\">U+202E</span>"))
  }

  @Test func `opens a text of a megabyte, cut`() throws {
    let page = try open(
      [Sample.submitted(answer: "4 " + String(repeating: "क्या ", count: 200_000))], "#c=c-1")
    #expect(page.isReady)
    #expect(page.html.utf8.count < 400_000)
    #expect(page.detail.contains("…"))
  }

  @Test func `draws a few of many rows`() throws {
    let page = try open((0..<5_000).map { Sample.submitted("c-\($0)", record: $0) })
    #expect(page.status == "5\u{202F}000 of 5\u{202F}000 conversations")
    #expect((10...60).contains(page.rows.count))
  }
}
