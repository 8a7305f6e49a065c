import Foundation
import TestKit
import Testing

@Suite struct `The report commands` {
  private func reports() throws -> Workplace {
    let workplace = try Workplace()
    let pipeline = try workplace.nativePipeline()
    for (report, rating) in [("old", "4"), ("new", "5")] {
      let chats = [Workplace.chat("a", rating: rating), Workplace.chat("b")]
      try workplace.folder.write(chats.joined(separator: "\n"), to: "chats.ndjson")
      let run = try workplace.exitpoll(
        "run", pipeline, "--dry-run", "--report", report, "--metrics", "\(report).prom")
      #expect(run.status == 0, "\(run.errors)")
    }
    return workplace
  }

  @Test func `diff names the conversation whose decision changed`() throws {
    let workplace = try reports()
    let diff = try workplace.exitpoll("diff", "old", "new")
    #expect(diff.status == 1, "\(diff.errors)")
    #expect(diff.output.contains("a"))
    #expect(try workplace.exitpoll("diff", "old", "old").status == 0)
  }

  @Test func `run writes its counts for Prometheus`() throws {
    let metrics = try reports().text("old.prom")
    #expect(metrics.contains("exitpoll_conversations{pipeline=\"test\",decision=\"submit\"} 2"))
    #expect(metrics.contains("exitpoll_last_run_exit_status{pipeline=\"test\"} 0"))
  }

  @Test(arguments: [
    ("p.yaml", 66, "test"), ("wrong.yaml", 78, "of-the-night"), ("none.yaml", 78, "none"),
  ])
  func `metrics are written as well where a run fails early`(
    pipeline: String, status: Int32, name: String
  ) throws {
    let workplace = try Workplace()
    _ = try workplace.nativePipeline()
    try workplace.folder.write("pipeline: 'of-the-night'\nstages: 4\n", to: "wrong.yaml")
    let run = try workplace.exitpoll("run", pipeline, "--dry-run", "--metrics", "m.prom")
    let metrics = try workplace.text("m.prom")
    #expect(run.status == status, "\(run.errors)")
    #expect(
      metrics.contains("exitpoll_last_run_exit_status{pipeline=\"\(name)\"} \(run.status)\n"),
      "\(metrics)")
    #expect(metrics.contains("exitpoll_last_run_timestamp_seconds{pipeline=\"\(name)\"} "))
    #expect(!metrics.contains("exitpoll_records"))
  }

  @Test func `merge makes one report of two`() throws {
    let workplace = try Workplace()
    let pipeline = try workplace.nativePipeline()
    for id in ["a", "b"] {
      try workplace.folder.write(Workplace.chat(id), to: "chats.ndjson")
      _ = try workplace.exitpoll("run", pipeline, "--dry-run", "--report", id)
    }
    let merge = try workplace.exitpoll("merge", "a", "b", "--report", "both")
    #expect(merge.status == 0, "\(merge.errors)")
    #expect(try workplace.lines("both/submissions.ndjson").count == 2)
    #expect(
      try workplace.text("both/decisions.ndjson")
        == workplace.text("a/decisions.ndjson") + workplace.text("b/decisions.ndjson"))
  }

  @Test func `formats lists the built-in ones, shows one and guesses`() throws {
    let workplace = try Workplace()
    try workplace.folder.write(Workplace.chat("a"), to: "chats.ndjson")
    let list = try workplace.exitpoll("formats")
    #expect(list.output.contains("genesys-xml"))
    #expect(try workplace.exitpoll("formats", "exitpoll").output.contains("format: exitpoll"))
    #expect(try workplace.exitpoll("formats", "exitpol").errors.contains("\"exitpoll\"?"))
    let guess = try workplace.exitpoll("formats", "--guess", "chats.ndjson")
    #expect(guess.output.hasPrefix("exitpoll  ("), "\(guess.output)\(guess.errors)")
  }

  @Test func `table shows every kind of survey`() throws {
    let workplace = try Workplace()
    let table = try workplace.exitpoll(
      "table", "pipelines/haptik-nightly.yaml", "--format", "csv")
    #expect(table.status == 0, "\(table.errors)")
    #expect(table.output.contains("\nno,declined,,skip,no-rating,,no-rating\n"))
    #expect(
      table.output.contains("\npartly,2,,submit,\"not resolved, 2\",,as-answered\n"))
  }

  @Test func `test fails where a case does not come out as wanted`() throws {
    let workplace = try Workplace()
    #expect(try workplace.exitpoll("test", "pipelines/haptik-nightly.yaml").status == 0)
    let text = try workplace.text("pipelines/haptik-nightly.yaml")
    try workplace.folder.write(
      text.replacing("rating: 4", with: "rating: 3"), to: "pipelines/p.yaml")
    let failed = try workplace.exitpoll("test", "pipelines/p.yaml", "--junit", "j.xml")
    #expect(failed.status == 1)
    #expect(failed.output.contains("rating is 4, not 3"))
    #expect(try workplace.text("j.xml").contains("<failure message=\"rating is 4, not 3\"/>"))
  }
}
