import Foundation
import TestKit
import Testing

@Suite struct `The exit code` {
  @Test func `is 64 for a wrong command line`() throws {
    let workplace = try Workplace()
    #expect(try workplace.exitpoll("run").status == 64)
    #expect(try workplace.exitpoll("dance").status == 64)
    #expect(try workplace.exitpoll("run", "p.yaml", "--set", "nothing", "--dry-run").status == 64)
  }

  @Test func `is 78 for a wrong pipeline file, and 1 from check`() throws {
    let workplace = try Workplace()
    try workplace.folder.write("pipeline: x\nstages:\n  - ingets:\n", to: "p.yaml")
    let run = try workplace.exitpoll("run", "p.yaml", "--dry-run")
    #expect(run.status == 78)
    #expect(run.errors.contains("did you mean \"ingest\"?"))
    #expect(try workplace.exitpoll("check", "p.yaml").status == 1)
  }

  @Test func `is 66 where an input is missing`() throws {
    let workplace = try Workplace()
    let pipeline = try workplace.nativePipeline()
    #expect(try workplace.exitpoll("run", pipeline, "--dry-run", "--input", "none").status == 66)
    #expect(try workplace.exitpoll("run", pipeline, "--dry-run").status == 66)
  }

  @Test func `is 66 where a conversation is missing`() throws {
    let workplace = try Workplace()
    let pipeline = try workplace.nativePipeline()
    try workplace.folder.write(Workplace.chat("c1"), to: "chats.ndjson")
    #expect(try workplace.exitpoll("explain", pipeline, "--conversation", "c2").status == 66)
    #expect(try workplace.exitpoll("explain", pipeline, "--conversation", "c1").status == 0)
  }

  @Test func `is 65 where no record could be read, 1 where some could not, 0 for none`() throws {
    let workplace = try Workplace()
    let pipeline = try workplace.nativePipeline()
    for (text, status) in [("{", 65), ("{\n" + Workplace.chat("c"), 1), ("", 0), ("\n\n", 0)] {
      try workplace.folder.write(text, to: "chats.ndjson")
      let run = try workplace.exitpoll("run", pipeline, "--dry-run")
      #expect(Int(run.status) == status, "\(text.prefix(9)): \(run.errors)")
    }
  }

  @Test func `is 65 for a plan that was changed, is another or has moved`() throws {
    let workplace = try Workplace()
    let pipeline = try workplace.nativePipeline(
      sink: """
          - haptik:
              url: http://127.0.0.1:9/
              token: ${T}
              client_id: ${C}
              ledger: l

        """)
    let environment = ["T": "t", "C": "c"]
    try workplace.folder.write(Workplace.chat("c1"), to: "chats.ndjson")
    _ = try workplace.exitpoll("run", pipeline, "--dry-run", "--report", "r")
    #expect(
      try workplace.exitpoll("apply", "r", "--digest", "00", environment: environment).status == 65)
    let plan = try workplace.text("r/submissions.ndjson")
    try workplace.folder.write(plan.replacing("4", with: "5"), to: "r/submissions.ndjson")
    #expect(try workplace.exitpoll("apply", "r", environment: environment).status == 65)
    try workplace.folder.write(plan, to: "r/submissions.ndjson")
    try workplace.folder.write(try workplace.text("p.yaml") + "# moved\n", to: "p.yaml")
    let moved = try workplace.exitpoll("apply", "r", environment: environment)
    #expect(moved.status == 65)
    #expect(moved.errors.contains("the pipeline"))
  }

  @Test func `is 69 where Haptik cannot be reached`() throws {
    let workplace = try Workplace()
    let pipeline = try workplace.nativePipeline(
      sink: """
          - haptik:
              url: http://127.0.0.1:9/
              token: ${T}
              client_id: ${C}
              ledger: l
              attempts: 1

        """)
    try workplace.folder.write(Workplace.chat("c1"), to: "chats.ndjson")
    let run = try workplace.exitpoll("run", pipeline, environment: ["T": "t", "C": "c"])
    #expect(run.status == 69, "\(run.errors)")
    #expect(run.output.contains("1 pending"))
  }
}
