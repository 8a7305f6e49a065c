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

  @Test func `is not written for what is no chat`() throws {
    let folder = try TemporaryFolder()
    try folder.write("not a chat at all", to: "x.bin")
    #expect(try run("init", "--from", "x.bin", in: folder).status == 65)
    #expect(try run("init", "--from", "none.json", in: folder).status == 66)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["x.bin"])
  }
}
