import Conversations
import Crypto
import Foundation
import Reports
import Testing

@Suite struct `The audit page` {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func page(
    _ decided: [DecidedConversation], unreadable: [UnreadableRecord] = [],
    options: PageOptions = PageOptions()
  ) throws -> String {
    _ = try folder.report([Sample.chunk(decided, unreadable: unreadable)], page: options)
    return try folder.text("report/index.html")
  }

  /// What stands between two texts, each time.
  func parts(of text: String, from start: String, to end: String) -> [String] {
    text.components(separatedBy: start).dropFirst().compactMap {
      $0.components(separatedBy: end).first
    }
  }

  @Test func `runs its own style and script, by their hashes, and loads nothing`() throws {
    let html = try page([Sample.submitted()])
    let policy = try #require(
      parts(of: html, from: "Content-Security-Policy\" content=\"", to: "\"").first)
    func hash(_ text: String) -> String {
      Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
    }
    let style = try #require(parts(of: html, from: "<style>", to: "</style>").first)
    let script = try #require(parts(of: html, from: "<script>", to: "</script>").last)
    let expected =
      "default-src 'none'; script-src 'sha256-\(hash(script))'; "
      + "style-src 'sha256-\(hash(style))'; base-uri 'none'; form-action 'none'"
    #expect(
      policy.replacingOccurrences(of: "&#39;", with: "'")
        .replacingOccurrences(of: "&#43;", with: "+") == expected)
    #expect(!html.contains("http://"))
    #expect(html.range(of: " on[a-z]+=\"", options: .regularExpression) == nil)
  }

  @Test func `takes names for text, whatever they hold`() throws {
    var evil = Sample.submitted("</script><script>alert(1)</script>", flags: [.rounded])
    evil.conversation.channel = "<img src=x onerror=alert(2)>"
    evil.conversation.agent = "a\u{202E}b\"'&"
    evil.decision.rule = "</style><b>"
    let html = try page(
      [evil],
      unreadable: [
        UnreadableRecord(
          source: Source(path: "<i>.ndjson", record: 0), offset: 0, why: "<u>\u{7}")
      ])
    #expect(html.components(separatedBy: "<script").count == 5)
    for bad in ["<img", "<b>", "<i>", "<u>", "\u{202E}", "\u{7}"] {
      #expect(!html.contains(bad))
    }
    #expect(html.contains("\\u{202E}"))
  }

  @Test func `says at its top, without a script, what was read and what becomes of it`() throws {
    let html = try page(
      [Sample.submitted(flags: [.rounded]), Sample.skipped(), Sample.reviewed()],
      unreadable: [Sample.unreadable])
    let top = try #require(html.components(separatedBy: "id=\"filters\"").first)
    for fact in [
      "haptik-nightly", "exitpoll 0.1.0", "rounded", "no-survey", "as-answered", "a.ndjson",
      "the object does not end", "<dt>Records read</dt><dd>4</dd>",
      "<dt>To be sent</dt><dd>1</dd>", "submissions.ndjson beside this page", "<svg",
    ] {
      #expect(top.contains(fact), "\(fact)")
    }
    let digest = try Manifest.read(in: folder.path + "/report").plan.digest
    #expect(top.contains(digest))
  }

  @Test func `holds rows and details as gzip that unpacks to them`() throws {
    let html = try page([Sample.submitted(answer: "4, call 98765 43210"), Sample.skipped()])
    let block = try #require(
      parts(of: html, from: "class=\"rows\" data-first=\"0\" data-count=\"2\">", to: "<").first)
    let rows = try Gunzip.text(base64: block)
    #expect(
      rows == #"""
        [0,"c-1","submit",null,[],true,4,"as-answered","web","Asha","billing",1793523600000,2]
        [0,"c-2","skip","no-survey",[],null,null,"no-survey",null,null,null,null,0]

        """#)
    let details = try Gunzip.text(
      base64: try #require(
        parts(of: html, from: "class=\"details\"", to: "<").first
          .flatMap { $0.split(separator: ">").last }.map(String.init)))
    #expect(details.contains(#"[4,"user",null,"4, call ••••• •••••",null,"text",[]]"#))
    #expect(details.split(separator: "\n").count == 2)
  }

  @Test func `leaves out the ordinary first where there are too many, and says so`() throws {
    let decided =
      (0..<600).map { Sample.skipped("c-\($0)", record: $0) }
      + (0..<5).map { Sample.reviewed("r-\($0)", record: 600 + $0) }
    let options = PageOptions(maximumRows: 100, seed: 3)
    let html = try page(decided, options: options)
    #expect(html.contains("does not hold all 605 conversations: it holds all 5 that want a person"))
    let rows = try rows(of: html)
    #expect(rows.count { $0.contains("\"r-") } == 5)
    #expect((60...150).contains(rows.count))
    // A worker that leaves out exchanges early does not change which ones the page holds.
    var writer = try ReportWriter(directory: folder.path + "/sampled", page: options)
    var lines = ReportLines(sampler: writer.sampler)
    for one in decided {
      lines.append(one)
      try writer.append(lines.take())
    }
    _ = try writer.finish(manifest: Sample.manifest)
    #expect(try self.rows(of: folder.text("sampled/index.html")) == rows)
  }

  func rows(of html: String) throws -> [Substring] {
    let block = try #require(
      parts(of: html, from: "class=\"rows\"", to: "<").first?.split(separator: ">").last)
    return try Gunzip.text(base64: String(block)).split(separator: "\n")
  }
}
