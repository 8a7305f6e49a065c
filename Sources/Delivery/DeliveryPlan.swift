package import Conversations
package import Diagnostics

/// The submissions to deliver, one at a time: a plan is never in memory as a whole.
package struct DeliveryPlan {
  private let read: () throws(Diagnostic) -> Submission?

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
