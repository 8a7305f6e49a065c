import Conversations
import Diagnostics
import Foundation
import Reports
import Testing

@Suite struct `An outcome record` {
  private func line(_ record: OutcomeRecord) -> [UInt8] {
    var json = JSONText()
    record.write(to: &json)
    return json.bytes
  }

  @Test func `gives the same lines of a report as the conversation itself`() throws {
    let all = [
      Sample.submitted(comment: "é \"\n\u{1} 5\u{202E}", answer: "4/5 👍"), Sample.skipped(),
      Sample.reviewed(),
    ]
    for decided in all {
      let again = try #require(OutcomeRecord(line: line(.decided(decided))))
      guard case .decided(let read) = again else {
        Issue.record("not decided: \(again)")
        continue
      }
      #expect(read.conversation.authID == decided.conversation.authID)
      #expect(read.outcome.anchor == decided.outcome.anchor)
      #expect(read.submission == decided.submission)
      let one = try report([Sample.chunk([decided])])
      let other = try report([Sample.chunk([read])])
      for name in ["decisions.ndjson", "decisions.csv", "submissions.ndjson", "summary.json"] {
        #expect(try one.text("report/" + name) == other.text("report/" + name))
      }
      let pages = [one, other].map { folder in
        (try? folder.text("report/index.html"))?.replacing(folder.path, with: "")
      }
      #expect(pages[0] != nil && pages[0] == pages[1])
    }
  }

  private func report(_ chunks: [ReportLines.Chunk]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    _ = try folder.report(chunks)
    return folder
  }

  @Test func `tells what could not be read`() throws {
    let record = OutcomeRecord.unreadable(Sample.unreadable)
    #expect(OutcomeRecord(line: line(record)) == record)
    #expect(
      String(decoding: line(record), as: UTF8.self) == #"""
        {"conversation":null,"source":{"path":"a.ndjson","record":3},"decision":"unreadable",\#
        "offset":812,"why":"the object does not end"}
        """#)
  }

  @Test(arguments: ["", "{}", "[1]", #"{"conversation":null,"decision":"submit"}"#, "\u{1}"])
  func `is nothing else`(text: String) {
    #expect(OutcomeRecord(line: Array(text.utf8)) == nil)
  }
}

@Suite struct `Outcomes in parts` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(
    _ name: String, part: String, ids: [String], manifest: Manifest = Sample.manifest
  ) throws {
    var json = JSONText()
    for id in ids {
      OutcomeRecord.decided(Sample.submitted(id)).write(to: &json)
      json.endLine()
    }
    var sealer = OutcomeSealer()
    sealer.add(json.bytes, records: ids.count, unreadable: 0)
    let number = try #require(OutcomeSeal.Number(part))
    let bytes = json.bytes + sealer.line(part: number, manifest: manifest)
    try Data(bytes).write(to: URL(filePath: folder.path + "/" + name))
  }

  private func edit(_ name: String, _ change: (inout [String]) -> Void) throws {
    var lines = try folder.text(name).split(separator: "\n").map(String.init)
    change(&lines)
    try Data((lines.joined(separator: "\n") + "\n").utf8)
      .write(to: URL(filePath: folder.path + "/" + name))
  }

  /// The code of the mistake that reading the parts ends with.
  private func code(_ names: String...) -> String? {
    do throws(Diagnostic) {
      _ = try OutcomeParts(names.map { folder.path + "/" + $0 }, madeWith: Sample.manifest)
      return nil
    } catch {
      return error.code
    }
  }

  @Test func `come in the order of their numbers`() throws {
    try write("a", part: "2/2", ids: ["c-3"])
    try write("b", part: "1/2", ids: ["c-1", "c-2"])
    let parts = try OutcomeParts(
      [folder.path + "/a", folder.path + "/b"], madeWith: Sample.manifest)
    #expect(parts.paths == [folder.path + "/b", folder.path + "/a"])
    #expect(parts.counts == (3, 0))
    var lines = OutcomeLines(parts.paths)
    var ids: [String] = []
    while let piece = try lines.next() {
      for case .decided(let decided) in try piece.records() { ids.append(decided.conversation.id) }
    }
    #expect(ids == ["c-1", "c-2", "c-3"])
  }

  @Test func `are refused where one is missing, doubled, cut, changed or of another run`() throws {
    try write("a", part: "1/2", ids: ["c-1", "c-2"])
    try write("b", part: "2/2", ids: ["c-3"])
    #expect(code("a", "b") == nil)
    #expect(code("b") == "part-missing")
    #expect(code("a", "b", "a") == "part-doubled")
    try write("c", part: "2/3", ids: ["c-3"])
    #expect(code("a", "c") == "parts-differ")
    var other = Sample.manifest
    other.rules[0].digest = "cc"
    try write("d", part: "2/2", ids: ["c-3"], manifest: other)
    #expect(code("a", "d") == "parts-differ")
    try edit("b") { $0.removeLast() }
    #expect(code("a", "b") == "part-unsealed")
    try edit("a") { $0.removeFirst() }
    #expect(code("a") == "part-incomplete")
    try write("a", part: "1/2", ids: ["c-1"])
    try edit("a") { $0.append($0[0]) }
    #expect(code("a") == "part-incomplete")
  }

  @Test(arguments: ["", "3", "0/2", "3/2", "1/2/3", "x/2", "1/9999999"])
  func `have no such number`(text: String) {
    #expect(OutcomeSeal.Number(text) == nil)
  }
}
