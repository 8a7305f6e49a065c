import Foundation
import TestKit
import Testing

@Suite struct `decide and merge` {
  private let workplace: Workplace
  private let pipeline: String

  init() throws {
    workplace = try Workplace()
    pipeline = try workplace.nativePipeline()
  }

  @Test func `give one line for each record, in order, and nothing else`() throws {
    let records = [Workplace.chat("a"), "{broken", "", Workplace.chat("b", rating: "5")]
    let run = try workplace.exitpoll(
      "decide", pipeline, input: records.joined(separator: "\n"))
    #expect(run.status == 0 && run.errors == "")
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0].hasPrefix(#"{"conversation":"a","source":{"path":"-","record":0}"#))
    #expect(lines[0].contains(#""query_rating":4"#) && lines[0].contains(#""text":"Yes""#))
    #expect(lines[1].contains(#""decision":"unreadable""#))
    #expect(lines[2].hasPrefix(#"{"conversation":"b","#))
  }

  @Test func `end with 65 where nothing could be read, and with 0 where nothing came`() throws {
    #expect(try workplace.exitpoll("decide", pipeline, input: "{broken\n").status == 65)
    let none = try workplace.exitpoll("decide", pipeline, input: "")
    #expect(none.status == 0 && none.output == "")
  }

  @Test func `make the report that one run makes`() throws {
    let chats = ["a", "b", "a", "c"].map { Workplace.chat($0) } + ["{broken"]
    try workplace.folder.write(chats.joined(separator: "\n"), to: "chats.ndjson")
    #expect(try workplace.exitpoll("run", pipeline, "--dry-run", "--report", "one").status == 1)
    for (number, part) in [chats[..<2], chats[2...]].enumerated() {
      let run = try workplace.exitpoll(
        "decide", pipeline, "--part", "\(number + 1)/2", input: part.joined(separator: "\n"))
      try workplace.folder.write(run.output, to: "parts/part-0000\(number)")
    }
    let merge = try workplace.exitpoll(
      "merge", "parts", "--pipeline", pipeline, "--report", "merged")
    #expect(merge.status == 1, "\(merge.errors)")
    for name in ["submissions.ndjson", "summary.json"] {
      #expect(try workplace.text("one/" + name) == workplace.text("merged/" + name))
    }
    #expect(try decisions("one") == decisions("merged"))
    #expect(try workplace.text("merged/decisions.ndjson").contains(#""reason":"repeated""#))
  }

  /// The lines of a report's decisions without where they came from.
  private func decisions(_ report: String) throws -> [String] {
    try workplace.lines(report + "/decisions.ndjson").map {
      $0.replacing(#/"source":\{[^}]*\},/#, with: "")
    }
  }

  @Test func `name a part that is missing, and the pipeline that is not named`() throws {
    let run = try workplace.exitpoll(
      "decide", pipeline, "--part", "1/2", input: Workplace.chat("a"))
    try workplace.folder.write(run.output, to: "part-1")
    let missing = try workplace.exitpoll(
      "merge", "part-1", "--pipeline", pipeline, "--report", "r")
    #expect(missing.status == 65)
    #expect(missing.errors.contains("part 2 of 2 is missing"))
    let unnamed = try workplace.exitpoll("merge", "part-1", "--report", "r")
    #expect(unnamed.status == 64)
    #expect(unnamed.errors.contains("--pipeline FILE"))
    #expect(try workplace.exitpoll("decide", pipeline, "--part", "3/2").status == 64)
  }
}
