import Foundation
import TestKit
import Testing

@Suite struct `A pipeline that init wrote` {
  private let exitpoll = BuiltTool("exitpoll")

  private func run(_ arguments: String..., in folder: TemporaryFolder) throws -> BuiltTool.Finished
  {
    try exitpoll.run(arguments, in: folder.url)
  }

  @Test func `can be checked, tested and run at once`() throws {
    let folder = try TemporaryFolder()
    #expect(try run("init", in: folder).status == 0)
    let check = try run("check", "pipeline.yaml", in: folder)
    #expect(check.status == 0, "\(check.errors)")
    let test = try run("test", "pipeline.yaml", in: folder)
    #expect(test.output.contains("2 passed, 0 failed"), "\(test.output)")
    let dry = try run("run", "pipeline.yaml", "--dry-run", "--report", "r", in: folder)
    #expect(dry.status == 0, "\(dry.errors)")
    #expect(dry.output.contains("conversations 3 = 1 submit + 1 skip + 1 review"))
    let apply = try run("apply", "r", in: folder)
    #expect(apply.errors.contains("the environment variable HAPTIK_FEEDBACK_URL is not set"))
  }

  @Test func `has the shipped rules`() throws {
    let folder = try TemporaryFolder()
    #expect(try run("init", "mine", in: folder).status == 0)
    let shipped = Package.root.appending(path: "pipelines/rules/haptik.policy.yaml")
    #expect(
      try folder.text("mine/rules/haptik.policy.yaml")
        == String(contentsOf: shipped, encoding: .utf8))
  }

  @Test(arguments: ["pipeline.yaml", "rules/haptik.policy.yaml", "exports/example.ndjson"])
  func `replaces nothing that was there`(name: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: name)
    let start = try run("init", in: folder)
    #expect(start.status == 64)
    #expect(start.errors.contains("\"\(name)\" is there already"))
    #expect(try folder.text(name) == "mine")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 1)
  }

  @Test(arguments: [
    ("haptik-nightly", "haptik-chat-history"), ("genesys-nightly", "genesys-xml"),
    ("own-rules", "exitpoll"),
  ]) func `reads a known format by its name`(story: String, format: String) throws {
    let workplace = try Workplace()
    let export = "examples/\(story)/exports"
    let start = try workplace.exitpoll("init", "a b", "--from", export)
    #expect(start.status == 0, "\(start.errors)")
    #expect(try workplace.text("a b/pipeline.yaml").contains("format: \(format)\n"))
    let dry = try workplace.exitpoll("run", "a b/pipeline.yaml", "--dry-run", "--report", "r")
    #expect([0, 1].contains(dry.status), "\(dry.errors)")
    #expect(try workplace.lines("r/submissions.ndjson").count > 0)
  }

  @Test func `asks for the business where the export names none`() throws {
    let folder = try TemporaryFolder()
    let chat = Workplace.chat("c1").replacing("\"business_id\":343,", with: "")
    try folder.write(chat + "\n" + chat.replacing("c1", with: "c2"), to: "chats.ndjson")
    #expect(try run("init", "--from", "chats.ndjson", in: folder).status == 0)
    #expect(try folder.text("pipeline.yaml").contains("from: chats.ndjson\n"))
    let dry = try run("run", "pipeline.yaml", "--dry-run", "--report", "r", in: folder)
    #expect(dry.output.contains("2  no-identity"), "\(dry.output)\(dry.errors)")
    let set = try run(
      "run", "pipeline.yaml", "--dry-run", "--report", "s", "--set", "business_id=343", in: folder)
    #expect(set.output.contains("= 2 submit"), "\(set.output)")
  }

  @Test func `is written without a word where that is wanted`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Workplace.chat("c1"), to: "chats.ndjson")
    let start = try run("init", "--from", "chats.ndjson", "--quiet", in: folder)
    #expect(start.status == 0)
    #expect(start.output + start.errors == "")
    #expect(try folder.text("pipeline.yaml").contains("format: exitpoll\n"))
  }

  @Test func `is not written for what is no chat`() throws {
    let folder = try TemporaryFolder()
    try folder.write("not a chat at all", to: "x.bin")
    #expect(try run("init", "--from", "x.bin", in: folder).status == 65)
    #expect(try run("init", "--from", "none.json", in: folder).status == 66)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["x.bin"])
  }
}

/// Exports in shapes that no built-in format reads.
@Suite struct `A pipeline that init wrote for an unknown export` {
  private static let json = """
    {"made": "2026-11-20", "cases": [
      {"caseNo": "K-1", "customer": {"ref": "cust-77"}, "opened": "2026-11-20T10:00:00Z", "log": [
        {"who": "customer", "body": "my card", "sent": "2026-11-20T10:00:00Z"},
        {"who": "robot", "body": "Was I able to help you?", "sent": "2026-11-20T10:03:00Z"},
        {"who": "customer", "body": "yes thanks", "sent": "2026-11-20T10:03:30Z"},
        {"who": "robot", "body": "On a scale of 1 to 5, how would you rate the overall experience?",
         "sent": "2026-11-20T10:03:40Z"},
        {"who": "customer", "body": "5", "sent": "2026-11-20T10:03:50Z"}]},
      {"caseNo": "K-2", "customer": {"ref": "cust-78"}, "opened": "2026-11-20T11:00:00Z", "log": [
        {"who": "customer", "body": "refund kab aayega", "sent": "2026-11-20T11:00:00Z"},
        {"who": "robot", "body": "Was I able to help you?", "sent": "2026-11-20T11:03:00Z"},
        {"who": "customer", "body": "nahi", "sent": "2026-11-20T11:03:30Z"}]}]}
    """
  private static let xml = """
    <archive vendor="Quassel">
      <talk id="9001" customerId="v-55">
        <turn by="customer" when="2026-11-20T09:00:00Z">where is my parcel</turn>
        <turn by="agent" when="2026-11-20T09:01:00Z">It arrives tomorrow.</turn>
        <turn by="bot" when="2026-11-20T09:02:00Z">Did we resolve your query?</turn>
        <turn by="customer" when="2026-11-20T09:02:30Z">yes</turn>
        <turn by="bot" when="2026-11-20T09:02:40Z">Please rate this chat from 1 to 5.</turn>
        <turn by="customer" when="2026-11-20T09:02:50Z">4/5</turn>
      </talk>
      <talk id="9002" customerId="v-56">
        <turn by="customer" when="2026-11-20T09:10:00Z">app crashes</turn>
        <turn by="bot" when="2026-11-20T09:12:00Z">Did we resolve your query?</turn>
        <turn by="customer" when="2026-11-20T09:12:30Z">not yet</turn>
      </talk>
    </archive>
    """

  @Test(arguments: [("cases.json", json), ("talks.xml", xml)])
  func `reads it at once, and waits for the business`(name: String, text: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(text, to: name)
    let tool = BuiltTool("exitpoll")
    let start = try tool.run(["init", "--from", name], in: folder.url)
    #expect(start.status == 0, "\(start.errors)")
    #expect(start.output.contains("a mapping was drafted"))
    #expect(try tool.run(["check", "pipeline.yaml"], in: folder.url).status == 0)
    let test = try tool.run(["test", "pipeline.yaml"], in: folder.url)
    #expect(test.status == 0, "\(test.output)")
    let dry = try tool.run(
      ["run", "pipeline.yaml", "--dry-run", "--report", "r"], in: folder.url)
    #expect(dry.output.contains("records 2 = 2 conversations + 0 unreadable"), "\(dry.errors)")
    #expect(dry.output.contains("2  no-identity"), "\(dry.output)")
    let pipeline = try folder.text("pipeline.yaml").replacing(
      "business_id: 0\n", with: "business_id: 343\n")
    try folder.write(pipeline, to: "pipeline.yaml")
    let named = try tool.run(
      ["run", "pipeline.yaml", "--dry-run", "--report", "s"], in: folder.url)
    #expect(named.output.contains("= 2 submit + 0 skip"), "\(named.output)")
  }
}

@Suite struct `The command line` {
  @Test(arguments: [
    (["chek", "p.yaml"], "exitpoll has no command \"chek\" [unknown-command]", "check"),
    (["ledger", "lst", "p"], "exitpoll ledger has no command \"lst\" [unknown-command]", "list"),
    (
      ["check", "--explain", "unkown-key"], "there is no code \"unkown-key\" [unknown-code]",
      "unknown-key"
    ),
    (["formats", "exitpol"], "there is no format \"exitpol\" [unknown-format]", "exitpoll"),
  ]) func `names the nearest word for one that is misspelt`(
    arguments: [String], mistake: String, nearest: String
  ) throws {
    let run = try BuiltTool("exitpoll").run(arguments)
    #expect(run.errors == "error: \(mistake)\n  = did you mean \"\(nearest)\"?\n")
    #expect(run.status == 64 || arguments[0] == "formats")
  }

  @Test func `says which build it is, and what is in it`() throws {
    let version = try BuiltTool("exitpoll").run(["--version"]).output
    #expect(version.hasPrefix("exitpoll 0.1.0"))
    for library in ["Swift 6", "simdjson ", "libxml2 ", "zlib ", "SQLite "] {
      #expect(version.contains(library), "\(version)")
    }
  }

  @Test func `explains every code`() throws {
    let run = try BuiltTool("exitpoll").run(["check", "--explain", "written-secret"])
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("written-secret: A secret is written out in the pipeline file\n"))
    #expect(run.output.contains("To mend it: Write token: ${HAPTIK_TOKEN}"))
  }
}
