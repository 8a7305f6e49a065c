import Foundation
import TestKit
import Testing

/// What `run` and its neighbours write besides the report's usual files.
@Suite struct `The options of a report` {
  private let workplace: Workplace

  init() throws {
    workplace = try Workplace()
    _ = try workplace.nativePipeline()
    let words = "4, ask asha@example.com about order AB-123456"
    let chats = (1...12).map { Workplace.chat("c\($0)", rating: $0 == 1 ? words : "4") }
    try workplace.folder.write(
      (chats + [Workplace.chat("r", rating: "100%")]).joined(separator: "\n"), to: "chats.ndjson")
  }

  private func run(
    _ name: String, _ more: String..., environment: [String: String] = [:]
  ) throws -> BuiltTool.Finished {
    try BuiltTool("exitpoll").run(
      ["run", "p.yaml", "--dry-run", "--report", name] + more, in: workplace.folder.url,
      environment: environment)
  }

  @Test func `mask by default, and show all where asked`() throws {
    #expect(try run("masked").status == 0)
    #expect(try run("shown", "--show-text").status == 0)
    #expect(try workplace.text("masked/decisions.ndjson").contains("ask ••••@•••••••.•••"))
    #expect(try workplace.text("shown/decisions.ndjson").contains("asha@example.com"))
    #expect(try workplace.text("masked/summary.json").contains("\"email\" : 1"))
    #expect(try workplace.text("shown/index.html").contains("Nothing is masked in this report."))
    for name in ["masked", "shown"] {
      #expect(try workplace.text(name + "/submissions.ndjson").contains("asha@example.com"))
    }
  }

  @Test func `mask what the pipeline says, in the report and in what is sent`() throws {
    let text = try workplace.text("p.yaml")
    try workplace.folder.write(
      text.replacing(
        "stages:", with: "report:\n  redact: {kinds: [phone], patterns: ['AB-\\d{6}']}\nstages:"
      ).replacing("  - report", with: "  - feedback:\n      redact: [email]\n  - report"),
      to: "p.yaml")
    let done = try run("r")
    #expect(done.status == 0, "\(done.errors)")
    #expect(
      try workplace.text("r/submissions.ndjson")
        .contains("ask ••••@•••••••.••• about order AB-123456"))
    #expect(try workplace.text("r/decisions.ndjson").contains("about order ••-••••••"))
    #expect(try workplace.text("r/decisions.ndjson").contains("ask asha@example.com"))
    #expect(try workplace.text("r/summary.json").contains("\"own\" : 1"))
  }

  @Test func `place a mistake about what is to be masked`() throws {
    let text = try workplace.text("p.yaml")
    try workplace.folder.write(
      text.replacing(
        "stages:",
        with: "report:\n  redact:\n    kinds: [emial]\n    patterns: ['(?<=a)b']\nstages:"),
      to: "p.yaml")
    let check = try workplace.exitpoll("check", "p.yaml", "--junit", "check.xml")
    #expect(check.status == 1)
    #expect(check.errors.contains("p.yaml:4:13"))
    #expect(check.errors.contains("did you mean \"email\"?"))
    #expect(check.errors.contains("no look-around"))
    let junit = try workplace.text("check.xml")
    #expect(junit.contains("tests=\"2\" failures=\"2\""))
    #expect(junit.contains("name=\"redact-kind\""))
  }

  @Test func `hash ids under a key, all but the plan's`() throws {
    let keyless = try run("r", "--hash-ids")
    #expect(keyless.status == 78)
    #expect(keyless.errors.contains("EXITPOLL_ID_KEY"))
    let hashed = try run("r", "--hash-ids", environment: ["EXITPOLL_ID_KEY": "pepper"])
    #expect(hashed.status == 0, "\(hashed.errors)")
    for file in ["decisions.ndjson", "decisions.csv", "index.html"] {
      #expect(try !workplace.text("r/" + file).contains("u-c3"))
    }
    #expect(
      try !workplace.text("r/decisions.ndjson").contains("\"conversation\":\"c3\""))
    #expect(try workplace.text("r/submissions.ndjson").contains("\"conversation\":\"c3\""))
    let again = try run("again", "--hash-ids", environment: ["EXITPOLL_ID_KEY": "pepper"])
    #expect(again.status == 0)
    #expect(
      try workplace.text("r/decisions.ndjson") == workplace.text("again/decisions.ndjson"))
  }

  @Test func `pick a sample, and read the filled-in sheet back`() throws {
    let done = try run("r", "--sample", "5", "--summary", "job.md")
    #expect(done.status == 0, "\(done.errors)")
    #expect(try workplace.text("job.md").hasPrefix("## exitpoll: test\n"))
    var lines = try workplace.text("r/sample.csv").components(separatedBy: "\r\n")
    #expect(lines.count == 7)
    let sample = try workplace.exitpoll("report", "sample", "r", "--count", "5")
    #expect(sample.output == lines.joined(separator: "\r\n"))
    let blank = try workplace.exitpoll("report", "precision", "r/sample.csv")
    #expect(blank.status == 65)
    #expect(blank.errors.contains("no line of the sheet is judged"))
    for index in 1...5 { lines[index] = String(lines[index].dropLast()) + "yes," }
    try workplace.folder.write(lines.joined(separator: "\r\n"), to: "filled.csv")
    let precision = try workplace.exitpoll("report", "precision", "filled.csv")
    #expect(precision.status == 0, "\(precision.errors)")
    #expect(
      precision.output.hasPrefix(
        "all: 5 of 5 judged right; precision 100.0 %, 95 % interval"))
    let json = try workplace.exitpoll("report", "precision", "filled.csv", "--format", "json")
    #expect(json.output.hasPrefix("{\"all\":{\"judged\":5,\"correct\":5,\"precision\":1.0,"))
  }

  @Test func `chain each report to the one before, and show a change`() throws {
    for name in ["reports/a", "reports/b", "reports/c"] { #expect(try run(name).status == 0) }
    let good = try workplace.exitpoll("report", "verify", "reports")
    #expect(good.status == 0, "\(good.errors)")
    #expect(good.output.split(separator: "\n").count == 3)
    let lines = try workplace.text("reports/b/decisions.ndjson")
    try workplace.folder.write(
      lines.replacing("\"rating\":4", with: "\"rating\":5"), to: "reports/b/decisions.ndjson")
    let bad = try workplace.exitpoll("report", "verify", "reports")
    #expect(bad.status == 1)
    #expect(bad.errors.contains("is not the file that its manifest describes"))
    try workplace.folder.write(lines, to: "reports/b/decisions.ndjson")
    try FileManager.default.removeItem(
      at: workplace.folder.url.appending(path: "reports/b"))
    let gap = try workplace.exitpoll("report", "verify", "reports")
    #expect(gap.status == 1)
    #expect(gap.errors.contains("as the run before"))
  }

  @Test func `print the schema of each file`() throws {
    for name in [
      "decisions", "submissions", "reviews", "unreadable", "summary", "manifest", "applied",
    ] {
      let schema = try workplace.exitpoll("report", "schema", name)
      #expect(schema.status == 0)
      #expect(schema.output.contains("json-schema.org/draft/2020-12"))
    }
  }

  @Test func `compare what two pipelines make of one export`() throws {
    let text = try workplace.text("pipelines/rules/haptik.policy.yaml")
    try workplace.folder.write(
      text.replacing(
        "  match:\n",
        with: "  match:\n    - id: mine\n      condition: survey.rating.value == 4\n"
          + "      output: skip(\"mine\")\n\n"), to: "mine.policy.yaml")
    let pipeline = try workplace.text("p.yaml")
    try workplace.folder.write(
      pipeline.replacing(
        "  - report", with: "  - decide:\n      policy: mine.policy.yaml\n  - report"),
      to: "q.yaml")
    let diff = try workplace.exitpoll(
      "diff", "--pipeline", "p.yaml", "--pipeline", "q.yaml", "--input", "chats.ndjson")
    #expect(diff.status == 1, "\(diff.errors)")
    #expect(diff.output.contains("12  submit → skip mine  (rule: as-answered → mine)"))
    let json = try workplace.exitpoll(
      "diff", "--pipeline", "p.yaml", "--pipeline", "q.yaml", "--format", "json")
    #expect(json.output.contains("\"changed\":12,"))
    let page = try workplace.exitpoll(
      "diff", "--pipeline", "p.yaml", "--pipeline", "q.yaml", "--format", "html")
    #expect(page.output.contains("default-src 'none'") || page.output.contains("default-src &#39;"))
    #expect(
      try workplace.exitpoll("diff", "--pipeline", "p.yaml", "--pipeline", "p.yaml").status == 0)
    #expect(try workplace.exitpoll("diff", "one").status == 64)
  }
}
