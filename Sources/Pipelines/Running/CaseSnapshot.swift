import Conversations
package import Diagnostics
import Documents

/// What the cases without an `expect` came to when they were last recorded.
package struct CaseSnapshot: Sendable {
  /// What is wanted of each case, by its name.
  package private(set) var expectations: [String: PipelineCase.Expectation] = [:]

  /// What is said of a case that was never recorded.
  package static let missing = "nothing is recorded for it yet: run exitpoll test --record"

  /// Makes a snapshot of no cases.
  package init() {}

  /// Reads a snapshot's text; nil with the mistakes reported.
  package init?(_ source: SourceText, into diagnostics: inout [Diagnostic]) {
    let count = diagnostics.count
    do throws(Diagnostic) {
      for item in try YAMLDocument.parse(source).list(into: &diagnostics) ?? [] {
        guard var reader = MappingReader(item, of: SnapshotKeys.shape, into: &diagnostics) else {
          continue
        }
        let name = reader.value(SnapshotKeys.name, into: &diagnostics)
        let expect = reader.value(SnapshotKeys.expect, into: &diagnostics)
        reader.finish(into: &diagnostics)
        guard let name, let expect else { continue }
        expectations[name] = PipelineCase.Expectation(expect, into: &diagnostics)
      }
    } catch {
      diagnostics.append(error)
    }
    if diagnostics.count > count { return nil }
  }

  /// Returns the path of the snapshot that belongs to a pipeline file.
  package static func path(besides pipeline: String) -> String {
    let stem = [".yaml", ".yml"].first { pipeline.hasSuffix($0) }.map {
      pipeline.dropLast($0.count)
    }
    return (stem.map(String.init) ?? pipeline) + ".snapshot.yaml"
  }

  /// Returns the text of a snapshot of all cases without an `expect`; nil where there are none.
  package static func text(of run: CaseRun) -> String? {
    let recorded = run.verdicts.filter { $0.test.expectation == nil }
    guard !recorded.isEmpty else { return nil }
    return "# What the cases without \"expect\" come to; written by exitpoll test --record.\n"
      + recorded.map { line(of: $0) }.joined()
  }

  /// One case: JSON, which is YAML as well.
  private static func line(of verdict: CaseRun.Verdict) -> String {
    let wanted = PipelineCase.Expectation(of: verdict.decided)
    var members: [JSONValue.Member] = []
    func add(_ key: Key<some Any>, _ value: JSONValue?) {
      if let value { members.append(.init(key: key.shape.name, value: value)) }
    }
    add(ExpectKeys.decision, .string(wanted.decision))
    add(ExpectKeys.reason, wanted.reason.map { .string($0) })
    add(ExpectKeys.resolved, wanted.resolved.map { .bool($0) })
    add(ExpectKeys.rating, wanted.rating.map { .int($0) })
    add(ExpectKeys.comment, .string(wanted.comment ?? ""))
    add(ExpectKeys.flags, .strings(wanted.flags ?? []))
    add(ExpectKeys.rule, wanted.rule.map { .string($0) })
    return "- name: \(JSONValue.string(verdict.test.name).compact)\n"
      + "  expect: \(JSONValue.object(members).compact)\n"
  }
}

/// The keys of a case in a snapshot.
private enum SnapshotKeys {
  static let name = CaseKeys.name
  static let expect = CaseKeys.expect.required

  static let shape = MappingShape("a recorded case", [name.shape, expect.shape])
}
