import Diagnostics
import Foundation
import Pipelines
import TestKit
import Testing

@Suite struct `The catalogue of diagnostics` {
  private let catalogue = DiagnosticCatalogue.shipped

  @Test func `tells one whole story of each code`() {
    #expect(catalogue.areas.count >= 10)
    #expect(catalogue.codes.count >= 150)
    #expect(Set(catalogue.codes).count == catalogue.codes.count)
    for story in catalogue.areas.flatMap(\.stories) {
      #expect(!story.title.isEmpty && !story.title.hasSuffix("."), "\(story.code)")
      #expect(!story.cause.isEmpty && !story.example.isEmpty, "\(story.code)")
    }
  }

  /// Every entry of the data file is read: none is left out for a key that it lacks.
  @Test func `holds as many stories as its file`() throws {
    let file = Package.root.appending(path: "Sources/Pipelines/Data/diagnostics.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(
      text.split(separator: "\n").count { $0.hasPrefix("    - code: ") } == catalogue.codes.count)
  }

  /// Where it fails: tell the code's story in Sources/Pipelines/Data/diagnostics.yaml, or remove it
  /// there, and `make record`.
  @Test func `has a story of each code that the sources use, and of no other`() throws {
    let sources = Package.root.appending(path: "Sources")
    let files = try FileManager.default.subpathsOfDirectory(atPath: sources.path)
    var used: Set<String> = []
    for file in files where file.hasSuffix(".swift") {
      let text = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
      for match in text.matches(of: #/[cC]ode(?:: String)?(?::| =) "([a-z0-9-]+)"/#) {
        used.insert(String(match.1))
      }
      guard file.hasSuffix("CompileSentence.swift") else { continue }
      for match in text.matches(of: #/case \.\w+: "([a-z]+(?:-[a-z]+)*)"\n/#) {
        used.insert(String(match.1))
      }
    }
    #expect(used.count > 150)
    #expect(used.subtracting(catalogue.codes).sorted() == [])
    #expect(Set(catalogue.codes).subtracting(used).sorted() == [])
  }

  @Test func `names the nearest code for one that is misspelt`() {
    #expect {
      try catalogue.story(of: "unkown-key")
    } throws: { error in
      (error as? Diagnostic)?.rendered()
        == "error: there is no code \"unkown-key\" [unknown-code]\n  = did you mean \"unknown-key\"?"
    }
  }

  @Test func `is the page in docs`() throws {
    let page = Package.root.appending(path: "docs/diagnostics.md")
    if ProcessInfo.processInfo.environment["EXITPOLL_RECORD"] != nil {
      try catalogue.page.write(to: page, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: page, encoding: .utf8) == catalogue.page)
  }

  @Test func `keeps its lines short on a terminal`() throws {
    for story in catalogue.areas.flatMap(\.stories) {
      #expect(story.lines.filter { !$0.hasPrefix("    ") }.allSatisfy { $0.count <= 80 })
    }
  }
}
