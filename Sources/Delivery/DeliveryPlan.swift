package import Conversations
package import Diagnostics
package import Ledger

/// The submissions to deliver, one at a time: a plan is never in memory as a whole.
package struct DeliveryPlan {
  private let read: () throws(Diagnostic) -> Submission?
  /// The digest of the audited plan; nil where there is none to be noted.
  package var digest: String?
  /// Returns an auditor's verdict on a submission; nil where nobody ruled on it.
  package var verdict: @Sendable (Submission) -> LedgerVerdict? = { _ in nil }

  /// Makes a plan of a function that returns the next submission, and nil at the end.
  package init(_ next: @escaping () throws(Diagnostic) -> Submission?) {
    read = next
  }

  /// Makes a plan of submissions at hand.
  package init(_ submissions: some Sequence<Submission>) {
    var iterator = submissions.makeIterator()
    read = { () throws(Diagnostic) in iterator.next() }
  }

  /// Returns up to `count` submissions; none at the end.
  package func next(_ count: Int) throws(Diagnostic) -> [Submission] {
    var batch: [Submission] = []
    while batch.count < count, let submission = try read() { batch.append(submission) }
    return batch
  }
}
