import Foundation
import TestKit
import Testing

/// The pages for the people who run it hold commands that work, in this order.
@Suite struct `The pages for operators` {
  private func text(_ page: String) throws -> String {
    try String(contentsOf: Package.root.appending(path: "docs/\(page)"), encoding: .utf8)
  }

  private func commands(_ page: String) throws -> [String] {
    let text = try text(page)
    var commands: [String] = []
    var isShell = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let line = line.trimmingCharacters(in: .whitespaces)
      if line.hasPrefix("```") {
        isShell = line == "```sh"
      } else if isShell, !line.isEmpty {
        commands.append(line)
      }
    }
    return commands
  }

  /// A workplace whose pipeline tries once, over an export of one chat.
  private func workplace() throws -> Workplace {
    let workplace = try Workplace()
    let shipped = try workplace.text("pipelines/haptik-nightly.yaml")
    let rehearsal = shipped.replacing("rate: 5/s", with: "attempts: 1").replacing(".gz", with: "")
    try workplace.folder.write(rehearsal, to: "pipelines/haptik-nightly.yaml")
    let chat = [
      ("bot", "Was I able to help you?"), ("user", "Yes"),
      ("bot", "On a scale of 1 to 5, how would you rate the overall experience?"), ("user", "4"),
    ].map { #"{"text": "\#($0.1)", "sender": "\#($0.0)", "message_id": 1}"# }
    try workplace.folder.write(
      #"{"conversation_identifier": "28331000_14", "auth_id": "u-9", "business_id": 343, "#
        + #""chat_json": [\#(chat.joined(separator: ", "))]}"# + "\n",
      to: "exports/343/night.ndjson")
    return workplace
  }

  private func run(
    _ command: String, in workplace: Workplace, _ sandbox: Sandbox
  ) throws -> BuiltTool.Finished {
    let words = command.split(separator: " ").map(String.init)
    #expect(words.first == "exitpoll", "\(command)")
    return try BuiltTool("exitpoll").run(
      Array(words.dropFirst()), in: workplace.folder.url, environment: sandbox.environment)
  }

  @Test func `lead step by step to a live run`() throws {
    let sandbox = try Sandbox()
    let workplace = try workplace()
    let commands = try commands("going-live.md")
    #expect(commands.count >= 7)
    for command in commands where command.hasPrefix("exitpoll") {
      let finished = try run(command, in: workplace, sandbox)
      #expect(finished.status == 0, "\(command)\n\(finished.output)\(finished.errors)")
    }
    #expect(sandbox.accepted.count == 1)
    #expect(commands.allSatisfy { $0.hasPrefix("exitpoll") })
    let rehearsal = "```sh not-run\n   haptik-sandbox --port 8080 --record accepted.ndjson\n"
    #expect(try text("going-live.md").contains(rehearsal))
  }

  @Test func `show commands that work on a ledger`() throws {
    let sandbox = try Sandbox(["--fault", "drop-after=1"])
    let workplace = try workplace()
    let first = try run(
      "exitpoll run pipelines/haptik-nightly.yaml", in: workplace, sandbox)
    #expect(first.output.contains("1 in-doubt"), "\(first.output)\(first.errors)")
    let list = try run(
      "exitpoll ledger list pipelines/haptik-nightly.yaml", in: workplace, sandbox)
    let id = String(list.output.prefix { $0 != " " })
    #expect(id.count == 32)
    let commands = try commands("operations.md")
    #expect(commands.count >= 10)
    for command in commands {
      let finished = try run(command.replacing("ID", with: id), in: workplace, sandbox)
      #expect(finished.status == 0, "\(command)\n\(finished.output)\(finished.errors)")
    }
    let left = try run(
      "exitpoll ledger list pipelines/haptik-nightly.yaml", in: workplace, sandbox)
    #expect(left.output.contains("delivered (forgotten)"), "\(left.output)")
    #expect(sandbox.accepted.count == 1)
  }
}
