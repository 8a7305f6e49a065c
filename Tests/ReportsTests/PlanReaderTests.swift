import Conversations
import Diagnostics
import Foundation
import Reports
import Testing

@Suite struct `A plan` {
  let folder: TemporaryFolder
  let submissions: [Submission]

  init() throws {
    folder = try TemporaryFolder()
    let decided = (0..<3).map {
      Sample.submitted("c-\($0)", comment: $0 == 1 ? nil : "é \"\n\u{1}")
    }
    submissions = decided.compactMap(\.submission)
    _ = try folder.report([Sample.chunk(decided)], planKey: Array("secret".utf8))
  }

  var directory: String { folder.path + "/report" }

  /// The code of the diagnostic that reading the plan ends with.
  func code(planKey: String? = nil, digest: String? = nil) -> String? {
    do {
      var plan = try PlanReader(
        directory: directory, planKey: planKey.map { Array($0.utf8) }, digest: digest)
      while try plan.next() != nil {}
      return nil
    } catch {
      return error.code
    }
  }

  func edit(_ name: String, _ change: (inout String) -> Void) throws {
    var text = try folder.text("report/" + name)
    change(&text)
    try text.write(toFile: directory + "/" + name, atomically: true, encoding: .utf8)
  }

  @Test func `gives the very submissions that were written`() throws {
    var plan = try PlanReader(directory: directory, planKey: Array("secret".utf8))
    var read: [Submission] = []
    while let submission = try plan.next() { read.append(submission) }
    #expect(read == submissions)
  }

  @Test func `that was changed is refused before any line is read`() throws {
    try edit("submissions.ndjson") { $0.replace(#""query_rating":4"#, with: #""query_rating":5"#) }
    #expect(throws: Diagnostic.self) { _ = try PlanReader(directory: directory) }
    #expect(code() == "plan-changed")
  }

  @Test func `that lost a line is refused`() throws {
    try edit("submissions.ndjson") { $0 = String($0.prefix { $0 != "\n" }) + "\n" }
    #expect(code() == "plan-changed")
  }

  @Test func `must be the one that was signed off`() throws {
    let digest = try Manifest.read(in: directory).plan.digest
    #expect(code(digest: digest) == nil)
    #expect(code(digest: "00") == "plan-digest-differs")
  }

  @Test func `is held by its signature against one who edits plan and manifest alike`() throws {
    #expect(code(planKey: "secret") == nil)
    #expect(code(planKey: "other") == "plan-signature-wrong")
    try edit("manifest.json") { $0.replace("haptik-nightly", with: "haptik-daily") }
    #expect(code() == nil)
    #expect(code(planKey: "secret") == "plan-signature-wrong")
    try edit("manifest.json") {
      $0 = $0.split(separator: "\n").filter { !$0.contains("signature") }.joined(separator: "\n")
    }
    #expect(code(planKey: "secret") == "plan-unsigned")
  }

  @Test func `without a manifest is incomplete`() throws {
    try FileManager.default.removeItem(atPath: directory + "/manifest.json")
    #expect(code() == "plan-incomplete")
  }

  @Test func `says what moved since`() throws {
    let plan = try PlanReader(directory: directory)
    let made = plan.manifest
    try plan.checkUnmoved(pipeline: made.pipeline, rules: made.rules, tool: made.tool)
    do throws(Diagnostic) {
      try plan.checkUnmoved(
        pipeline: .init(name: "haptik-nightly", digest: "a1"), rules: [],
        tool: .init(version: "0.2.0"))
      Issue.record("nothing moved")
    } catch {
      #expect(
        error.message
          == "since the plan was made, this has moved: the pipeline, "
          + "the rules \"rules/haptik.policy.yaml\", the tool, from 0.1.0 to 0.2.0")
    }
  }
}

@Suite struct `A line of decisions` {
  @Test(arguments: [Sample.submitted(), Sample.submitted(comment: nil), Sample.reviewed()])
  func `is read back as it was written`(decided: DecidedConversation) {
    let line = DecisionLine(decided)
    var json = JSONText()
    line.write(to: &json)
    #expect(DecisionLine(line: json.bytes) == line)
  }
}
