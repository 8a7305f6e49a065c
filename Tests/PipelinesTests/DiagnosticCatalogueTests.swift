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
