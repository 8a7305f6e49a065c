import Foundation
import TestKit
import Testing

@Suite struct `The page on auditing` {
  private let text: String

  init() throws {
    text = try String(
      contentsOf: Package.root.appending(path: "docs/auditing.md"), encoding: .utf8)
  }

  @Test func `names commands that work, one after the other`() throws {
    let workplace = try Workplace()
    func run(_ command: String, status: Int32) throws -> String {
      #expect(text.contains("\n" + command), "\(command)")
      let words = command.split(separator: " ").dropFirst().prefix { $0 != ">" }.map(String.init)
      let run = try BuiltTool("exitpoll").run(words, in: workplace.folder.url)
      #expect(run.status == status, "\(command)\n\(run.errors)")
      return run.output
    }
    _ = try run(
      "exitpoll run examples/haptik-nightly/pipeline.yaml --dry-run --report .demo/audit "
        + "--sample 10", status: 1)
    let sheet = try run(
      "exitpoll report sample .demo/audit --count 10 > sample.csv", status: 0)
    #expect(sheet == (try workplace.text(".demo/audit/sample.csv")))
    let filled = sheet.components(separatedBy: "\r\n").enumerated().map { number, line in
      number == 0 || line.isEmpty ? line : String(line.dropLast()) + "yes,"
    }
    try workplace.folder.write(filled.joined(separator: "\r\n"), to: "sample.csv")
    let precision = try run("exitpoll report precision sample.csv", status: 0)
    #expect(precision.hasPrefix("all: 10 of 10 judged right"))
  }

  @Test func `shows a sheet of verdicts that fits the example`() throws {
    let workplace = try Workplace()
    let run = try workplace.exitpoll(
      "run", "examples/haptik-nightly/pipeline.yaml", "--dry-run", "--report", "r", "--now",
      "2026-11-20T21:30:00Z")
    #expect(run.status == 1, "\(run.errors)")
    let sheet = try #require(
      text.components(separatedBy: "```csv\n").dropFirst().first?
        .components(separatedBy: "```").first)
    try workplace.folder.write(sheet, to: "r/verdicts.csv")
    let applied = try workplace.exitpoll("apply", "r")
    // The sheet fits: what is missing are the values of the sink.
    #expect(applied.status == 78, "\(applied.errors)")
  }

  @Test(arguments: ["auditing.md", "report-files.md"])
  func `points at files that are there`(page: String) throws {
    let docs = Package.root.appending(path: "docs")
    let text = try String(contentsOf: docs.appending(path: page), encoding: .utf8)
    for match in text.matches(of: #/\]\(([^)#]+)[^)]*\)/#) {
      let path = docs.appending(path: String(match.1)).path
      #expect(FileManager.default.fileExists(atPath: path), "\(path)")
    }
  }
}
