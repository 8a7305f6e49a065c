import Foundation
import TestKit
import Testing

/// The examples are goldens: `make record` writes them anew.
@Suite struct `The stories in examples` {
  static let stories = ["haptik-nightly", "genesys-nightly", "own-rules"]
  static let files = [
    "decisions.ndjson", "decisions.csv", "submissions.ndjson", "unreadable.ndjson",
    "summary.json",
  ]

  @Test(arguments: stories) func `end in the expected report`(story: String) throws {
    let workplace = try Workplace()
    let run = try workplace.exitpoll(
      "run", "examples/\(story)/pipeline.yaml", "--dry-run", "--now", "2026-11-20T21:30:00Z",
      "--report", "report")
    #expect(run.status == (story == "haptik-nightly" ? 1 : 0), "\(run.errors)")
    for file in Self.files {
      let expected = Package.root.appending(path: "examples/\(story)/expected/\(file)")
      let found = try workplace.text("report/\(file)")
      if ProcessInfo.processInfo.environment["EXITPOLL_RECORD"] != nil {
        try FileManager.default.createDirectory(
          at: expected.deletingLastPathComponent(), withIntermediateDirectories: true)
        try found.write(to: expected, atomically: true, encoding: .utf8)
      }
      #expect(try String(contentsOf: expected, encoding: .utf8) == found, "\(story)/\(file)")
    }
  }

  @Test func `show every decision and reason`() throws {
    let lines = try Self.stories.flatMap { story in
      try String(
        contentsOf: Package.root.appending(path: "examples/\(story)/expected/decisions.ndjson"),
        encoding: .utf8
      ).split(separator: "\n")
    }
    #expect(lines.count >= 40)
    let reasons = [
      "no-rating", "unanswered", "no-survey", "filtered", "not-ended", "repeated",
      "sources-disagree", "several-ratings", "earlier-survey", "unreadable", "no-identity",
      "no-rule", "rule-error", "invalid-submission",
    ]
    for reason in reasons {
      #expect(lines.contains { $0.contains("\"reason\":\"\(reason)\"") }, "\(reason)")
    }
    for decision in ["submit", "skip", "review"] {
      #expect(lines.contains { $0.contains("\"decision\":\"\(decision)\"") })
    }
  }
}
