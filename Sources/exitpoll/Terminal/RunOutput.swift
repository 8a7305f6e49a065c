import Delivery
import Diagnostics
import Foundation
import Pipelines
import Reports
import Synchronization

extension Console {
  /// Shows what a run found, up to the path of the page; its sums are shown apart.
  func show(_ run: DryRun.Result) {
    guard !isQuiet || run.status != .success else { return }
    let summary = run.summary
    if Terminal.showsOutput {
      SummaryTable(summary).lines.forEach(result)
    } else {
      let reasons = summary.reason.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      for (reason, count) in reasons { result("  \(count.padded(to: 7))  \(reason)") }
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

  /// Shows a run's last lines on standard output: the sums that account for every record.
  func showSums(_ run: DryRun.Result, _ tally: DeliveryTally? = nil) {
    guard !isQuiet || run.status != .success || tally?.isNotable == true else { return }
    if let tally { showCorrections(tally) }
    let summary = run.summary
    let decisions = summary.decision
    result(
      "records \(summary.records) = \(summary.conversations) conversations + "
        + "\(summary.unreadable) unreadable")
    result(
      "conversations \(summary.conversations) = \(decisions["submit"] ?? 0) submit + "
        + "\(decisions["skip"] ?? 0) skip + \(decisions["review"] ?? 0) review")
    if let tally { result(tally.statement) }
  }

  /// Sends; where that fails, shows the sums of the reading all the same.
  func showingSumsOnFailure(
    of run: DryRun.Result, _ send: () async throws(Diagnostic) -> DeliveryTally
  ) async throws(Diagnostic) -> DeliveryTally {
    do {
      return try await send()
    } catch {
      endProgress()
      showSums(run)
      throw error
    }
  }

  /// Shows what became of the submissions.
  func show(_ tally: DeliveryTally) {
    guard !isQuiet || tally.isNotable else { return }
    showCorrections(tally)
    result(tally.statement)
  }

  private func showCorrections(_ tally: DeliveryTally) {
    guard tally.corrected > 0 else { return }
    result("\(tally.corrected) have other values than those sent earlier; nothing is sent again")
  }
}

extension DeliveryTally {
  /// Whether there is something to say in a run that says nothing when all is well.
  fileprivate var isNotable: Bool { stop != nil || wantsAPerson || corrected > 0 }
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
