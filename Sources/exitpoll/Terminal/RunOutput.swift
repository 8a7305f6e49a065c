import Diagnostics
import Delivery
import Diagnostics
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
    for line in run.unmatchedKeys.lines { result(line) }
    show(summary.unmatched, in: run.directory)
    if summary.unreadable > 0 {
      result("what could not be read, and why: \(run.directory)/unreadable.ndjson")
    }
    result("plan digest \(run.manifest.plan.digest)")
    result("report \(run.directory)/index.html")
  }

  /// Shows what looks like a survey and has no marker, with the markers to add.
  private func show(_ unmatched: [ReportSummary.Unmatched], in directory: String) {
    guard !unmatched.isEmpty else { return }
    result("asked near the end, looks like a survey, and no marker knows it:")
    let shown = unmatched.prefix(10)
    for wording in shown {
      let chats = wording.chats == 1 ? "chat" : "chats"
      result("  \(wording.chats.padded(to: 7)) \(chats): \(wording.text.madeVisible)")
    }
    result("to have them read, add those that are survey questions to the pipeline:")
    result("  - survey:")
    result("      markers:")
    for wording in shown { result("        " + wording.marker.madeVisible) }
    if unmatched.count > shown.count {
      result("all \(unmatched.count): \(directory)/summary.json, \"unmatched\"")
    }
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

extension UnmatchedKeys {
  /// A line for each table, with the commonest of the keys that it has no row for.
  fileprivate var lines: [String] {
    tables.sorted { $0.key < $1.key }.map { table, keys in
      let sorted = keys.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      let count = keys.values.reduce(0, +) + (unnamed[table] ?? 0)
      let names = sorted.prefix(10).map { "\"\($0.key.madeVisible)\" × \($0.value)" }
      let rest = sorted.count > 10 || unnamed[table] != nil ? " and others" : ""
      return "look-up \(table.madeVisible): no row for \(names.joined(separator: ", "))\(rest), "
        + "in \(count) conversations"
    }
  }
}
