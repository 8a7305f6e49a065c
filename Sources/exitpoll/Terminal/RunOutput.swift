import Delivery
import Foundation
import Pipelines
import Reports
import Synchronization

extension Console {
  /// Shows what a dry run found: a few lines on standard output, the path of the page last.
  func show(_ run: DryRun.Result) {
    guard !isQuiet || run.status != .success else { return }
    let summary = run.summary
    let decisions = summary.decision
    result(
      "records \(summary.records) = \(summary.conversations) conversations + "
        + "\(summary.unreadable) unreadable")
    result(
      "conversations \(summary.conversations) = \(decisions["submit"] ?? 0) submit + "
        + "\(decisions["skip"] ?? 0) skip + \(decisions["review"] ?? 0) review")
    for (reason, count) in summary.reason.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      result("  \(count.padded(to: 7))  \(reason)")
    }
    if summary.unreadable > 0 {
      result("what could not be read, and why: \(run.directory)/unreadable.ndjson")
    }
    result("plan digest \(run.manifest.plan.digest)")
    result("report \(run.directory)/index.html")
  }

  /// Shows what became of the submissions.
  func show(_ tally: DeliveryTally) {
    guard !isQuiet || tally.stop != nil || tally.wantsAPerson || tally.corrected > 0 else { return }
    result(tally.statement)
    if tally.corrected > 0 {
      result("\(tally.corrected) have other values than those sent earlier; nothing is sent again")
    }
  }
}
