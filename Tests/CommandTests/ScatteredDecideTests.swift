import Foundation
import TestKit
import Testing

@Suite struct `decide, where a conversation is spread over records,` {
  private let workplace: Workplace
  private let pipeline = "p.yaml"

  init() throws {
    workplace = try Workplace()
    try workplace.folder.write(
      """
      pipeline: test
      stages:
        - ingest: { from: events.ndjson, format: haptik-webhook }
        - survey: { use: [haptik-csat] }
        - report

      """, to: pipeline)
  }

  /// What one user and the bot say, an event a line.
  private static func events(_ user: String, rating: String) -> [String] {
    let question = "On a scale of 1 to 5, how would you rate the overall experience?"
    let said = [
      ("Was I able to help you?", true), ("Yes", false), (question, true), (rating, false),
    ]
    return said.enumerated().map { second, line in
      let agent = #""agent":{"id":1,"name":"gogo","is_automated":true},"#
      return #"{"timestamp":"2026-11-20T11:00:0\#(second)Z","user":{"auth_id":"\#(user)"},"#
        + #""business_id":343,"event_name":"message",\#(line.1 ? agent : "")"#
        + #""message":{"body":{"text":"\#(line.0)"}}}"#
    }
  }

  private let asha = Self.events("u-1", rating: "5")
  private let ravi = Self.events("u-2", rating: "2")

  @Test func `gives a line for each conversation, and the report that one run makes`() throws {
    let events = zip(asha, ravi).flatMap { [$0, $1] } + ["{broken"]
    try workplace.folder.write(events.joined(separator: "\n"), to: "events.ndjson")
    #expect(try workplace.exitpoll("run", pipeline, "--dry-run", "--report", "one").status == 1)
    let run = try workplace.exitpoll(
      "decide", pipeline, "--part", "1/1", input: events.joined(separator: "\n"))
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.split(separator: "\n").count == 4, "two chats, a broken record, the seal")
    try workplace.folder.write(run.output, to: "part-1")
    let merge = try workplace.exitpoll(
      "merge", "part-1", "--pipeline", pipeline, "--report", "merged")
    #expect(merge.status == 1, "\(merge.errors)")
    for name in ["submissions.ndjson", "summary.json"] {
      #expect(try workplace.text("one/" + name) == workplace.text("merged/" + name))
    }
    #expect(try workplace.lines("merged/submissions.ndjson").count == 2)
  }

  @Test func `leaves nothing behind of the records that memory did not hold`() throws {
    let events = (0..<8_000).flatMap { Self.events("u-\($0)", rating: "4") }
    let temporary = workplace.folder.url.appending(path: "temporary")
    try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
    let run = try workplace.exitpoll(
      "decide", pipeline, environment: ["TMPDIR": temporary.path],
      input: events.joined(separator: "\n"))
    #expect(run.output.split(separator: "\n").count == 8_000)
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path) == [])
  }

  @Test func `is merged only where no conversation was torn`() throws {
    for (number, part) in [asha[..<2], asha[2...]].enumerated() {
      let run = try workplace.exitpoll(
        "decide", pipeline, "--part", "\(number + 1)/2", input: part.joined(separator: "\n"))
      try workplace.folder.write(run.output, to: "part-\(number + 1)")
    }
    let merge = try workplace.exitpoll(
      "merge", "part-1", "part-2", "--pipeline", pipeline, "--report", "r")
    #expect(merge.status == 65)
    #expect(
      merge.errors.contains(
        "the parts \"part-1\" and \"part-2\" hold pieces of the same conversation"),
      "\(merge.errors)")
    let report = workplace.folder.url.appending(path: "r")
    #expect(!FileManager.default.fileExists(atPath: report.path))
  }
}
