import Conversations
import Diagnostics
import Ledger
import Reports
import Synchronization

/// The submissions of a plan as an auditor's verdicts have it, one at a time: those of the plan,
/// then the reviews that were settled.
final class AuditedPlan: Sendable {
  private struct State: ~Copyable {
    var reader: PlanReader
    var settled: ArraySlice<JudgedPlan.Settled>
  }

  private let state: Mutex<State>
  private let judged: JudgedPlan?
  private let settled: [String: Verdict]

  init(_ reader: consuming sending PlanReader, _ judged: JudgedPlan?) {
    self.judged = judged
    let settled = judged?.settled ?? []
    self.settled = Dictionary(settled.map { ($0.submission.id, $0.verdict) }) { first, _ in first }
    state = Mutex(State(reader: reader, settled: settled[...]))
  }

  func next() throws(Diagnostic) -> Submission? {
    try state.withLock { (state) throws(Diagnostic) in
      while let submission = try state.reader.next() {
        if judged?.leavesOut(submission) != true { return submission }
      }
      return state.settled.popFirst()?.submission
    }
  }

  /// The verdict on a submission, as the ledger keeps it.
  func verdict(on submission: Submission, by auditor: String?, at moment: Timestamp)
    -> LedgerVerdict?
  {
    guard let verdict = settled[submission.id] ?? judged?.verdict(on: submission) else {
      return nil
    }
    let ruling: LedgerVerdict.Ruling =
      switch verdict.ruling {
      case .approve: .approve
      case .withhold: .withhold
      case .settle: .settle
      }
    return LedgerVerdict(ruling, by: verdict.by ?? auditor, note: verdict.note, at: moment)
  }
}
