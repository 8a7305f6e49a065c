package import Conversations
package import Diagnostics

/// An audited plan with the auditor's verdicts on it.
package struct JudgedPlan: Sendable {
  private let verdicts: [String: Verdict]
  private let redaction: Redaction
  /// The conversations of `verdicts` that settle a review, in the order of the sheet.
  package let settled: [Verdict]

  /// Checks verdicts against a report, and appends what does not fit.
  ///
  /// `identifierKey` is the one under which the report hashed ids, if it did.
  package init(
    _ verdicts: [Verdict], sheet: String, directory: String, identifierKey: [UInt8]? = nil,
    problems: inout [Diagnostic]
  ) throws(Diagnostic) {
    redaction = Redaction(identifierKey: identifierKey)
    self.verdicts = Dictionary(verdicts.map { ($0.conversation, $0) }) { first, _ in first }
    settled = verdicts.filter { if case .settle = $0.ruling { true } else { false } }
    let names = try Self.decisions(of: Set(verdicts.map(\.conversation)), in: directory)
    for verdict in verdicts {
      let decisions = names[verdict.conversation] ?? []
      switch verdict.ruling {
      case _ where decisions.isEmpty:
        problems.append(VerdictMistake.notInReport(verdict.conversation, sheet))
      case .approve where !decisions.contains("submit"):
        problems.append(VerdictMistake.notSubmission(verdict.conversation, sheet))
      case .settle where !decisions.contains("review"):
        problems.append(VerdictMistake.notReview(verdict.conversation, sheet))
      default: break
      }
    }
  }

  /// Whether a line of the plan is sent: everything that is not withheld.
  package func sends(_ submission: Submission) -> Bool {
    verdicts[redaction.identifier(submission.conversation)]?.ruling != .withhold
  }

  /// Returns the submission that a settled review becomes.
  ///
  /// The id is that of the survey, so that it can never be sent a second time with other values.
  package static func submission(
    _ verdict: Verdict, authID: String, businessID: Int64, anchor: Outcome.Anchor,
    lastMessageAt: Timestamp?
  ) -> Submission? {
    guard case .settle(let isResolved, let rating, let comment) = verdict.ruling else {
      return nil
    }
    return Submission(
      id: SubmissionID.of(
        businessID: businessID, authID: authID, conversation: verdict.conversation,
        anchor: anchor),
      conversation: verdict.conversation,
      body: .init(
        authID: authID, businessID: businessID, isResolved: isResolved, rating: rating,
        feedback: comment),
      lastMessageAt: lastMessageAt)
  }

  private static func decisions(
    of conversations: Set<String>, in directory: String
  ) throws(Diagnostic) -> [String: Set<String>] {
    var reader = try LineReader(ReportPath.decisions(in: directory))
    var names: [String: Set<String>] = [:]
    while let bytes = try reader.next() {
      guard let line = DecisionLine(line: bytes) else {
        throw ReportFailure.malformed(reader.path, line: reader.lineNumber)
      }
      guard conversations.contains(line.conversation) else { continue }
      names[line.conversation, default: []].insert(line.decision.name)
    }
    return names
  }
}
