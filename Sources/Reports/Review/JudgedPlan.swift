package import Conversations
package import Diagnostics
internal import Crypto

/// An audited plan with the auditor's verdicts on it.
package struct JudgedPlan: Sendable {
  /// A review that a verdict settles, and the submission that it becomes.
  package struct Settled: Sendable, Hashable {
    package var verdict: Verdict
    package var submission: Submission
  }

  /// The verdicts in the order of the sheet.
  package let verdicts: [Verdict]
  /// The reviews that verdicts settle, in the order of the sheet.
  package private(set) var settled: [Settled] = []
  private let byConversation: [String: Verdict]
  private let redaction: Redaction
  private let wantsApproval: Bool

  /// Checks verdicts against a report, and appends what does not fit.
  ///
  /// `identifierKey` is the one under which the report hashed ids, if it did. Where approval is
  /// wanted, a submission without a verdict is not sent.
  package init(
    _ verdicts: [Verdict], sheet: String, directory: String, manifest: Manifest,
    identifierKey: [UInt8]? = nil, wantsApproval: Bool = false, problems: inout [Diagnostic]
  ) throws(Diagnostic) {
    redaction = Redaction(identifierKey: identifierKey)
    self.wantsApproval = wantsApproval
    self.verdicts = verdicts
    byConversation = Dictionary(verdicts.map { ($0.conversation, $0) }) { first, _ in first }
    guard !verdicts.isEmpty else { return }
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
    guard problems.isEmpty else { return }
    try settle(in: directory, manifest, sheet, &problems)
  }

  /// The verdict on a submission of the plan; nil where nobody ruled on it.
  package func verdict(on submission: Submission) -> Verdict? {
    guard !byConversation.isEmpty else { return nil }
    return byConversation[redaction.identifier(submission.conversation)]
  }

  /// Whether a line of the plan is left out altogether: approval is wanted, and there is none.
  ///
  /// What is withheld is not left out: the ledger must know of it.
  package func leavesOut(_ submission: Submission) -> Bool {
    wantsApproval && verdict(on: submission) == nil
  }

  /// The verdicts as they are recorded with the plan, in the order of the sheet.
  package func entries(by auditor: String?) -> [AppliedPlan.Entry] {
    let submissions = Dictionary(settled.map { ($0.verdict.conversation, $0) }) { first, _ in
      first
    }
    return verdicts.map { verdict in
      submissions[verdict.conversation].map { AppliedPlan.Entry($0, by: auditor) }
        ?? AppliedPlan.Entry(verdict, by: auditor)
    }
  }

  private mutating func settle(
    in directory: String, _ manifest: Manifest, _ sheet: String, _ problems: inout [Diagnostic]
  ) throws(Diagnostic) {
    let wanted = verdicts.filter { if case .settle = $0.ruling { true } else { false } }
    guard !wanted.isEmpty else { return }
    let drafts = try drafts(of: Set(wanted.map(\.conversation)), in: directory, manifest)
    for verdict in wanted {
      guard case .settle(let isResolved, let rating, let comment) = verdict.ruling else { continue }
      let found = drafts[verdict.conversation] ?? []
      guard found.count <= 1 else {
        problems.append(VerdictMistake.severalReviews(verdict.conversation, sheet))
        continue
      }
      guard let draft = found.first else {
        problems.append(VerdictMistake.noIdentity(verdict.conversation, sheet))
        continue
      }
      settled.append(
        Settled(
          verdict: verdict,
          submission: draft.submission(isResolved: isResolved, rating: rating, feedback: comment)))
    }
  }

  /// The drafts of some conversations' reviews, from a file that is the one of the manifest.
  private func drafts(
    of conversations: Set<String>, in directory: String, _ manifest: Manifest
  ) throws(Diagnostic) -> [String: [SubmissionDraft]] {
    var reader = try LineReader(ReportPath.reviews(in: directory))
    var hash = SHA256()
    var drafts: [String: [SubmissionDraft]] = [:]
    while let bytes = try reader.next() {
      (bytes + [0x0A]).withUnsafeBytes { hash.update(bufferPointer: $0) }
      guard let line = ReviewLine(line: bytes) else {
        throw ReportFailure.malformed(reader.path, line: reader.lineNumber)
      }
      let name = redaction.identifier(line.conversation)
      if let draft = line.draft, conversations.contains(name) {
        drafts[name, default: []].append(draft)
      }
    }
    guard let expected = manifest.files["reviews.ndjson"],
      expected.digest == Digest.hex(hash.finalize())
    else {
      throw ReportFailure.changedPlan(reader.path)
    }
    return drafts
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
