import Diagnostics
import Foundation
import Testing

@testable import Transcripts

/// Keeps docs/formats.md and the page of each format true.
@Suite(.serialized) struct `Pages about formats` {
  static let docs = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs")

  private static var isRecording: Bool {
    ProcessInfo.processInfo.environment["EXITPOLL_RECORD"] != nil
  }

  private func check(_ text: String, at file: URL) throws {
    if Self.isRecording {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(text == (try String(contentsOf: file, encoding: .utf8)), "\(file.lastPathComponent)")
  }

  /// The fenced blocks of a page: language, text, and where the text stands.
  private func blocks(_ page: String) -> [(language: String, text: Range<String.Index>)] {
    page.matches(of: #/(?ms)^```([a-z]+)\n(.*?)^```$/#).map { match in
      (String(match.1), match.2.startIndex..<match.2.endIndex)
    }
  }

  @Test func `the examples of the language read what they say`() throws {
    let file = Self.docs.appending(path: "formats.md")
    let page = try String(contentsOf: file, encoding: .utf8)
    let blocks = blocks(page)
    var made = ""
    var end = page.startIndex
    var count = 0
    for (index, block) in blocks.enumerated() {
      guard block.language == "yaml", index + 2 < blocks.count,
        ["json", "xml", "text"].contains(blocks[index + 1].language),
        blocks[index + 2].language == "text"
      else { continue }
      var mistakes: [Diagnostic] = []
      let mapping = SourceText(name: "formats.md", text: String(page[block.text]))
      let format = TranscriptFormat.decode(mapping, into: &mistakes)
      #expect(mistakes.isEmpty, "\(mistakes)")
      let export = Array(page[blocks[index + 1].text].utf8)
      let reading = Reading(export, as: try #require(format), name: "export")
      #expect(reading.unreadable.isEmpty && !reading.conversations.isEmpty)
      made += page[end..<blocks[index + 2].text.lowerBound] + reading.description
      end = blocks[index + 2].text.upperBound
      count += 1
    }
    made += page[end...]
    #expect(count >= 7)
    try check(made, at: file)
  }

  @Test func `every key of the language is explained`() throws {
    let page = try String(contentsOf: Self.docs.appending(path: "formats.md"), encoding: .utf8)
    let folder = Self.docs.deletingLastPathComponent()
      .appending(path: "Sources/Transcripts/Formats")
    var keys: Set<String> = []
    for file in try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    {
      let code = try String(contentsOf: file, encoding: .utf8)
      let asked =
        #/(?:reader|inner)\.(?:optional|required|string|bool|stringOrList|stringList)\(\s*"([a-z_]+)"/#
      keys.formUnion(code.matches(of: asked).map { String($0.1) })
    }
    #expect(keys.count > 40)
    for key in keys.sorted() {
      #expect(page.contains("`\(key)`") || page.contains("`\(key):"), "\(key) is not explained")
    }
  }

  @Test func `the list of built-in formats is whole`() throws {
    let file = Self.docs.appending(path: "formats.md")
    let page = try String(contentsOf: file, encoding: .utf8)
    let begin = try #require(page.range(of: "<!-- formats -->\n"))
    let end = try #require(page.range(of: "<!-- /formats -->"))
    var rows = "| format | reads | what it is | not verified |\n|---|---|---|---|\n"
    for name in TranscriptFormat.names {
      let format = try #require(TranscriptFormat.builtIn(named: name))
      let open = format.about.contains("not verified") ? "yes: see its page" : ""
      rows +=
        "| [\(name)](formats/\(name).md) | \(format.container) | \(format.title) | \(open) |\n"
    }
    try check(
      page.replacingCharacters(in: begin.upperBound..<end.lowerBound, with: rows), at: file)
  }

  @Test(arguments: TranscriptFormat.names)
  func `every built-in format has a page with its sample`(_ name: String) throws {
    let format = try #require(TranscriptFormat.builtIn(named: name))
    var page = "# \(name)\n\n\(format.title)\n\n\(format.about)\n"
    for file in Sample.files(of: name) {
      let bytes = try Sample.bytes(file)
      let text = String(decoding: bytes, as: UTF8.self)
      let reading = Reading(bytes, as: format, name: file.lastPathComponent)
      page += """
        ## \(file.lastPathComponent)

        ````\(format.container.lowercased())
        \(text.trimmingCharacters(in: .newlines))
        ````

        What is read of it:

        ````text
        \(reading.description.trimmingCharacters(in: .newlines))
        ````


        """
    }
    let mapping = try #require(TranscriptFormat.mappingText(of: name))
    page += "## The mapping\n\n````yaml\n\(mapping.trimmingCharacters(in: .newlines))\n````\n"
    try check(page, at: Self.docs.appending(path: "formats/\(name).md"))
  }
}
