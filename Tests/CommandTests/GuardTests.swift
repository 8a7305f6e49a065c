import Foundation
import TestKit
import Testing

/// What keeps a live run from sending, all or some of it.
@Suite struct `A live run's guard` {
  private func sink(_ settings: String...) -> String {
    """
      - haptik:
          url: ${HAPTIK_FEEDBACK_URL}
          token: ${HAPTIK_TOKEN}
          client_id: ${HAPTIK_CLIENT_ID}
          ledger: test.ledger

    """ + settings.map { "      \($0)\n" }.joined()
  }

  /// Writes an export of chats with a survey, and of chats without one.
  private func export(
    _ workplace: Workplace, _ prefix: String, asked: Int, silent: Int
  ) throws {
    let chats = (0..<asked).map { Workplace.chat("\(prefix)\($0)") }
    let others = (0..<silent).map {
      #"{"id":"\#(prefix)s\#($0)","auth_id":"u","messages":[{"role":"user","text":"hello"}]}"#
    }
    try workplace.folder.write((chats + others).joined(separator: "\n"), to: "chats.ndjson")
  }

  @Test func `stops it before its first byte where the export is not as expected`() throws {
    let sandbox = try Sandbox()
    let workplace = try Workplace()
    let pipeline = try workplace.nativePipeline(
      sink: sink("expect: no-survey < 40%, review < 10%"))
    try export(workplace, "a", asked: 4, silent: 6)
    let run = try workplace.exitpoll(
      "run", pipeline, "--report", "r", environment: sandbox.environment)
    #expect(run.status == 1)
    #expect(run.errors.contains("no-survey is 60.0%, expected no-survey < 40% [drift]"))
    #expect(run.output.contains("submit 4 = 0 delivered + 0 already + 0 held + 0 rejected + 4"))
    #expect(sandbox.accepted.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: workplace.folder.url.path + "/test.ledger"))
    let dry = try workplace.exitpoll("run", pipeline, "--dry-run", "--report", "d")
    #expect(dry.status == 1)
    let apply = try workplace.exitpoll("apply", "r", environment: sandbox.environment)
    #expect(apply.status == 1)
    #expect(sandbox.accepted.isEmpty)
    let accepted = try workplace.exitpoll(
      "apply", "r", "--accept-drift", environment: sandbox.environment)
    #expect(accepted.status == 0, "\(accepted.errors)")
    #expect(sandbox.accepted.count == 4)
    try export(workplace, "b", asked: 7, silent: 3)
    let usual = try workplace.exitpoll("run", pipeline, environment: sandbox.environment)
    #expect(usual.status == 0, "\(usual.errors)")
  }

  @Test func `compares the export with those of the last runs`() throws {
    let sandbox = try Sandbox()
    let workplace = try Workplace()
    let pipeline = try workplace.nativePipeline(
      sink: sink("expect:", "  - no-survey < usual + 15%"))
    for night in 1...3 {
      try export(workplace, "n\(night)-", asked: 9, silent: 1)
      let run = try workplace.exitpoll("run", pipeline, environment: sandbox.environment)
      #expect(run.status == 0, "\(run.errors)")
    }
    try export(workplace, "n4-", asked: 7, silent: 3)
    let drifted = try workplace.exitpoll("run", pipeline, environment: sandbox.environment)
    #expect(drifted.status == 1)
    #expect(
      drifted.errors.contains(
        "no-survey is 30.0%, expected no-survey < usual + 15%, which is 25.0% [drift]"))
    try workplace.folder.write("", to: "chats.ndjson")
    let empty = try workplace.exitpoll("run", pipeline, environment: sandbox.environment)
    #expect(empty.status == 0, "\(empty.errors)")
    #expect(sandbox.accepted.count == 27)
  }

  @Test func `withholds what the do-not-send list names`() throws {
    let sandbox = try Sandbox()
    let workplace = try Workplace()
    try export(workplace, "c", asked: 4, silent: 0)
    let inline = try workplace.nativePipeline(sink: sink(#"do_not_send: [u-c0, "u-*3"]"#))
    let run = try workplace.exitpoll("run", inline, environment: sandbox.environment)
    #expect(run.output.contains("2 withheld"), "\(run.output)")
    #expect(sandbox.accepted.count == 2)
    let listed = try workplace.nativePipeline(
      "q.yaml", sink: sink("do_not_send: { file: dns.txt }"))
    let missing = try workplace.exitpoll("run", listed, environment: sandbox.environment)
    #expect(missing.status == 78)
    try workplace.folder.write("# by law\nu-d1\n\nu-d?2\n", to: "dns.txt")
    try export(workplace, "d", asked: 3, silent: 0)
    let second = try workplace.exitpoll("run", listed, environment: sandbox.environment)
    #expect(second.output.contains("2 delivered") && second.output.contains("1 withheld"))
  }

  @Test func `holds a user's second survey for the hour, and sends it once`() throws {
    let sandbox = try Sandbox(["--hour", "1s"])
    let workplace = try Workplace()
    let pipeline = try workplace.nativePipeline(sink: sink("hour: 1s"))
    let chats = ["one", "two"].map {
      Workplace.chat($0).replacing(#""auth_id":"u-\#($0)""#, with: #""auth_id":"u""#)
    }
    try workplace.folder.write(chats.joined(separator: "\n"), to: "chats.ndjson")
    var run = try workplace.exitpoll("run", pipeline, environment: sandbox.environment)
    #expect(run.output.contains("submit 2 = "))
    for _ in 0..<100 where sandbox.accepted.count < 2 {
      Thread.sleep(forTimeInterval: 0.1)
      run = try workplace.exitpoll("send", pipeline, environment: sandbox.environment)
    }
    #expect(sandbox.accepted.count == 2)
    let again = try workplace.exitpoll("run", pipeline, environment: sandbox.environment)
    #expect(again.output.contains("2 already"))
    let long = try workplace.nativePipeline("long.yaml", sink: sink("hour: 2h"))
    #expect(try workplace.exitpoll("check", long).errors.contains("[sink-hour]"))
  }
}
