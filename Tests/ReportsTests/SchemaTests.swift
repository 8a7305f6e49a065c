import Conversations
import Foundation
import Reports
import Testing

@Suite struct `The schemas` {
  static let files: [(ReportSchema, String)] = [
    (.decisions, "decisions.ndjson"), (.submissions, "submissions.ndjson"),
    (.reviews, "reviews.ndjson"), (.unreadable, "unreadable.ndjson"), (.summary, "summary.json"),
    (.manifest, "manifest.json"),
    (.applied, "applied.json"),
  ]

  @Test(arguments: files)
  func `hold for what is written, and for nothing else`(
    schema: ReportSchema, name: String
  ) throws {
    let folder = try TemporaryFolder()
    var statement = Sample.submitted("c-7", comment: nil, flags: [.rounded])
    statement.outcome.evidence[0].question = nil
    statement.outcome.evidence[1].answer = nil
    statement.outcome.evidence[1].range = nil
    statement.submission?.lastMessageAt = nil
    _ = try folder.report(
      [
        Sample.chunk(
          [Sample.submitted(), statement, Sample.skipped(), Sample.reviewed()],
          unreadable: [Sample.unreadable])
      ], planKey: [1])
    let verdict = Verdict(conversation: "c-1", ruling: .withhold, note: "a test", by: "asha")
    try AppliedPlan(
      appliedAt: "2026-11-23T03:00:00Z", digest: String(repeating: "a", count: 64),
      verdicts: [.init(verdict)]
    ).record(in: folder.path + "/report")
    let validator = try SchemaValidator(schema.text)
    let text = try folder.text("report/" + name)
    let values = name.hasSuffix(".json") ? [text[...]] : text.split(separator: "\n")
    try #require(!values.isEmpty)
    for value in values {
      #expect(try validator.problems(in: value) == [])
      var object = try #require(
        JSONSerialization.jsonObject(with: Data(value.utf8)) as? [String: Any])
      object["more"] = 1
      #expect(try validator.problems(in: Self.json(object)) == ["$.more: unknown"])
      object["more"] = nil
      for key in validator.root["required"] as? [String] ?? [] {
        var less = object
        less[key] = nil
        #expect(try validator.problems(in: Self.json(less)) == ["$.\(key): missing"])
        less[key] = ["x": ["y": "z"]]
        #expect(try !validator.problems(in: Self.json(less)).isEmpty)
      }
    }
  }

  @Test(arguments: files)
  func `are documented key by key`(schema: ReportSchema, name: String) throws {
    let docs = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/report-files.md")
    let text = try String(contentsOf: docs, encoding: .utf8)
    let section = try #require(
      text.components(separatedBy: "\n## \(name)\n").dropFirst().first?
        .components(separatedBy: "\n## ").first)
    let validator = try SchemaValidator(schema.text)
    for key in Self.keys(of: validator.root) {
      #expect(section.contains("`\(key)`"), "\(name) has the key \(key)")
    }
    #expect(text.contains("| `\(name)` |") && text.contains("| `\(schema.rawValue)` |"))
  }

  /// The names of an object's members and of those below; names that the data choose are none.
  static func keys(of schema: [String: Any]) -> Set<String> {
    var keys: Set<String> = []
    for (name, value) in schema["properties"] as? [String: [String: Any]] ?? [:] {
      if Int(name) == nil && !["true", "false"].contains(name) { keys.insert(name) }
      keys.formUnion(self.keys(of: value))
    }
    for inner in ["items", "additionalProperties"] {
      if let value = schema[inner] as? [String: Any] { keys.formUnion(self.keys(of: value)) }
    }
    return keys
  }

  static func json(_ object: [String: Any]) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
  }
}
