import Conversations
import Diagnostics
import Foundation
import Reports
import Testing

@Suite struct `Two reports` {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func diff(
    _ older: [DecidedConversation], _ newer: [DecidedConversation]
  ) throws -> ReportDiff {
    try ReportDiff(
      older: folder.report([Sample.chunk(older)], name: "older"),
      newer: folder.report([Sample.chunk(newer)], name: "newer"))
  }

  /// The same words, read the same way, and decided by another rule.
  var decidedOtherwise: DecidedConversation {
    var changed = Sample.submitted()
    changed.decision = Decision(.skip(Reason(rawValue: "too-short")), rule: "short")
    changed.submission = nil
    return changed
  }

  @Test func `of the same decisions do not differ, wherever the records stood`() throws {
    let diff = try diff(
      [Sample.submitted(), Sample.skipped()],
      [Sample.skipped(record: 7), Sample.submitted(record: 8)])
    #expect(diff.isEmpty)
    #expect(diff.text() == "No difference: 2 conversations are decided alike.\n")
  }

  @Test func `say which decisions flipped, and why`() throws {
    let diff = try diff(
      [Sample.submitted(), Sample.submitted("c-5", rating: 4), Sample.skipped("gone")],
      [decidedOtherwise, Sample.submitted("c-5", rating: 5, answer: "5"), Sample.reviewed("new")])
    #expect(diff.compared == 4)
    #expect(diff.changes.map(\.cause) == [.rule, .marker, .input, .input])
    #expect(
      diff.text() == """
        4 of 4 conversations are decided differently:

        1  absent → review unreadable  (input)
            new: absent → review unreadable, rule – → unreadable

        1  skip no-survey → absent  (input)
            gone: skip no-survey → absent, rule no-survey → –

        1  submit → submit  (marker: haptik-csat.resolved, haptik-csat.rating)
            c-5: submit yes 4 → submit yes 5, rule as-answered → as-answered

        1  submit → skip too-short  (rule: as-answered → short)
            c-1: submit yes 4 → skip too-short, rule as-answered → short

        """)
  }

  @Test func `name the input where the export itself was another one`() throws {
    _ = try folder.report([Sample.chunk([Sample.submitted(rating: 4)])], name: "older")
    var manifest = Sample.manifest
    manifest.inputs[0].digest = "dd"
    var writer = try ReportWriter(directory: folder.path + "/newer")
    try writer.append(Sample.chunk([Sample.submitted(rating: 5, answer: "5")]))
    _ = try writer.finish(manifest: manifest)
    let diff = try ReportDiff(older: folder.path + "/older", newer: folder.path + "/newer")
    #expect(diff.groups.map(\.reason) == ["input"])
  }

  @Test func `match copies of one id in their order`() throws {
    let diff = try diff(
      [Sample.submitted(rating: 1), Sample.submitted(rating: 2)],
      [Sample.submitted(rating: 1), Sample.submitted(rating: 3)])
    #expect(diff.changes.map(\.transition) == ["submit yes 2 → submit yes 3"])
  }

  @Test func `differ as JSON that holds both lines`() throws {
    let diff = try diff([Sample.submitted()], [decidedOtherwise])
    let object = try JSONSerialization.jsonObject(with: Data(diff.json)) as? [String: Any]
    let changes = try #require(object?["changes"] as? [[String: Any]])
    #expect(changes.first?["cause"] as? String == "rule")
    #expect((changes.first?["after"] as? [String: Any])?["reason"] as? String == "too-short")
  }

  @Test func `differ as a page that takes texts for text`() throws {
    let page = try diff([], [Sample.submitted("<script>alert(1)</script>")]).page()
    #expect(!page.contains("<script"))
    #expect(page.contains("absent → submit yes 4"))
  }

  @Test func `that cannot be read are named`() throws {
    #expect {
      _ = try ReportDiff(older: folder.path + "/none", newer: folder.path + "/none")
    } throws: { error in
      (error as? Diagnostic)?.code == "report-read-failed"
    }
  }
}

@Suite struct `A summary` {
  let summary: ReportSummary
  let folder: TemporaryFolder
  let directory: String

  init() throws {
    folder = try TemporaryFolder()
    directory = try folder.report([
      Sample.chunk([Sample.submitted(), Sample.reviewed()], unreadable: [Sample.unreadable])
    ])
    summary = try ReportSummary.read(in: directory)
  }

  @Test func `is Markdown that no name can turn into markup`() throws {
    var manifest = Sample.manifest
    manifest.pipeline.name = "a|b <img> `x`"
    let text = MarkdownSummary.text(summary, manifest: manifest)
    #expect(text.hasPrefix("## exitpoll: a\\|b \\<img\\> \\`x\\`\n\n3 records, 2 conversations"))
    #expect(text.contains("| submit | 1 |"))
  }

  @Test func `is a metrics file, written at once`() throws {
    let path = folder.path + "/exitpoll.prom"
    let metrics = MetricsFile(
      summary, pipeline: "a\"b\\c", endedAt: Timestamp(milliseconds: 7_000), status: 1)
    try metrics.write(to: path)
    try metrics.write(to: path)
    let text = try folder.text("exitpoll.prom")
    #expect(text == metrics.text)
    #expect(text.contains(#"exitpoll_conversations{pipeline="a\"b\\c",decision="submit"} 1"#))
    #expect(text.contains("exitpoll_last_run_timestamp_seconds{pipeline=\"a\\\"b\\\\c\"} 7\n"))
    #expect(text.contains("# TYPE exitpoll_records gauge\n"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
  }
}
