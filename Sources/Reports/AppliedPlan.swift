internal import Conversations
package import Diagnostics
internal import Foundation

/// That a plan was applied: `applied.json` in its report directory.
package struct AppliedPlan: Codable, Sendable, Hashable {
  /// When, RFC 3339 in UTC.
  package var appliedAt: String
  /// The plan's digest.
  package var digest: String
  /// The verdicts that were honoured, each with who gave it.
  package var verdicts: [Entry]

  /// A verdict that was honoured.
  package struct Entry: Codable, Sendable, Hashable {
    package var conversation: String
    /// `approve`, `withhold` or `settle`.
    package var verdict: String
    /// Who ruled: the sheet's column `by`, else who applied the plan.
    package var by: String?
    package var note: String?
    /// The submission that a settled review became, and its values.
    package var submission: String?
    package var resolved: Bool?
    package var rating: Int?
    package var comment: String?

    package init(_ verdict: Verdict, by auditor: String? = nil) {
      conversation = verdict.conversation
      by = verdict.by ?? auditor
      note = verdict.note
      self.verdict = verdict.ruling.name
    }

    package init(_ settled: JudgedPlan.Settled, by auditor: String? = nil) {
      self.init(settled.verdict, by: auditor)
      submission = settled.submission.id
      resolved = settled.submission.body.isResolved
      rating = settled.submission.body.rating
      comment = settled.submission.body.feedback
    }
  }

  package init(appliedAt: String, digest: String, verdicts: [Entry] = []) {
    self.appliedAt = appliedAt
    self.digest = digest
    self.verdicts = verdicts
  }

  private enum CodingKeys: String, CodingKey {
    case digest, verdicts
    case appliedAt = "applied_at"
  }

  /// Throws `plan-applied` where the report directory says that its plan was applied.
  package static func checkUnapplied(in directory: String) throws(Diagnostic) {
    let path = ReportPath.applied(in: directory)
    guard FileManager.default.fileExists(atPath: path) else { return }
    let applied = try JSONFile.read(AppliedPlan.self, from: path)
    throw ReportFailure.applied(directory, at: applied.appliedAt)
  }

  /// Writes that the plan is applied, before its first line is sent; fails where it was before.
  package func record(in directory: String) throws(Diagnostic) {
    try Self.checkUnapplied(in: directory)
    var file = try OutputFile(creating: ReportPath.applied(in: directory))
    try file.append(JSONFile.bytes(of: self))
    try file.finish()
  }
}
