import Foundation
import TestKit
import Testing

@Suite struct `Formats from outside` {
  private func event(_ user: String, _ time: String, _ text: String, isBot: Bool) -> String {
    let agent = isBot ? #""agent":{"name":"gogo","is_automated":true},"# : ""
    return #"{"event_name":"message","timestamp":"2026-11-20T\#(time)Z","business_id":343,"#
      + #""user":{"auth_id":"\#(user)"},\#(agent)"message":{"body":{"text":"\#(text)"}}}"#
  }

  /// Two users' survey events, one after the other's.
  private var events: String {
    [
      event("u-1", "09:00:00", "Was I able to help you?", isBot: true),
      event("u-2", "09:00:01", "Was I able to help you?", isBot: true),
      event("u-1", "09:00:09", "Yes", isBot: false),
      event(
        "u-1", "09:00:10", "On a scale of 1 to 5, how would you rate the overall experience?",
        isBot: true),
      event("u-2", "09:00:11", "No", isBot: false),
      event("u-1", "09:00:15", "5", isBot: false),
      event(
        "u-2", "09:00:16", "On a scale of 1 to 5, how would you rate the overall experience?",
        isBot: true),
      event("u-2", "09:00:18", "1", isBot: false),
      event("u-1", "16:00:00", "hello again", isBot: false),
    ].joined(separator: "\n")
  }

  private func pipeline(_ ingest: String) -> String {
    """
    pipeline: test
    stages:
      - ingest:
          from: export
    \(ingest.split(separator: "\n").map { "      " + $0 }.joined(separator: "\n"))
      - survey: { use: [haptik-csat] }
      - report

    """
  }

  private func decisions(_ workplace: Workplace) throws -> [String] {
    try workplace.lines("r/decisions.ndjson").map { line in
      ["conversation", "decision", "resolved", "rating"].map { name in
        let rest = line.split(separator: "\"\(name)\":", maxSplits: 1).last ?? ""
        return rest.prefix { $0 != "," }.replacing("\"", with: "")
      }.joined(separator: " ")
    }
  }

  @Test func `records scattered over a file are put together and cut where it was silent`() throws {
    let workplace = try Workplace()
    try workplace.folder.write(pipeline("format: haptik-webhook"), to: "p.yaml")
    try workplace.folder.write(events, to: "export")
    let run = try workplace.exitpoll("run", "p.yaml", "--dry-run", "--report", "r")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try decisions(workplace) == [
        "u-1/343@2026-11-20T09:00:00Z submit true 5", "u-1/343@2026-11-20T16:00:00Z skip null null",
        "u-2/343@2026-11-20T09:00:01Z submit false 1",
      ])
    let explained = try workplace.exitpoll(
      "explain", "p.yaml", "--conversation", "u-2/343@2026-11-20T09:00:01Z")
    #expect(explained.status == 0, "\(explained.errors)")
    let aside = workplace.folder.url.appending(path: "r.partial").path
    #expect(!FileManager.default.fileExists(atPath: aside))
  }

  @Test func `a look-up fills values, and names the keys that its table has not`() throws {
    let workplace = try Workplace()
    try workplace.folder.write(
      pipeline(
        """
        format: haptik-webhook
        look_up:
          - { table: people.csv, by: auth_id, key: platform, set: { auth_id: crm } }
        """), to: "p.yaml")
    try workplace.folder.write("platform,crm\nu-1,crm-1\n", to: "people.csv")
    try workplace.folder.write(events, to: "export")
    let run = try workplace.exitpoll("run", "p.yaml", "--dry-run", "--report", "r")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("look-up people.csv: no row for \"u-2\" × 1, in 1 conversations"))
    let bodies = try workplace.text("r/submissions.ndjson")
    #expect(bodies.contains("\"auth_id\":\"crm-1\"") && bodies.contains("\"auth_id\":\"u-2\""))
  }

  @Test func `mistakes of a look-up are shown where they are`() throws {
    let workplace = try Workplace()
    try workplace.folder.write("queue,business\nq,1\n", to: "queues.csv")
    try workplace.folder.write(
      pipeline(
        """
        format: exitpoll
        look_up:
          - { table: nowhere.csv, by: queue, set: { business_id: business } }
          - { table: queues.csv, by: queue, set: { business_id: buisness } }
          - { table: queues.csv, by: team, set: { business_id: business } }
          - { table: queues.csv, by: queue }
        """), to: "p.yaml")
    let check = try workplace.exitpoll("check", "p.yaml", "--no-color")
    #expect(check.status == 1)
    for code in ["table-missing", "column-missing", "no-key-column", "missing-key"] {
      #expect((check.output + check.errors).contains("[\(code)]"), "\(code)")
    }
  }

  @Test func `a profile shows what a mapping finds`() throws {
    let workplace = try Workplace()
    try workplace.folder.write(events, to: "export.ndjson")
    let profile = try workplace.exitpoll(
      "formats", "--profile", "export.ndjson", "--format", "haptik-webhook")
    #expect(profile.status == 0, "\(profile.errors)")
    #expect(profile.output.contains("haptik-webhook: 2 conversations\n"))
    #expect(profile.output.contains("9 messages: 5 user, 4 bot, 0 agent, 0 system"))
    #expect(
      profile.output.contains("conversation.channel             0         2         0  never found")
    )
    let guessed = try workplace.exitpoll("formats", "--profile", "export.ndjson")
    #expect(guessed.output.hasPrefix("haptik-webhook (guessed): 2 conversations\n"))
    let unknown = try workplace.exitpoll("formats", "--profile", "export.ndjson", "--format", "x")
    #expect(unknown.status == 78 || unknown.status == 64)
  }
}
