import Diagnostics
import Reports

/// What a run found, as a short table for a person at a terminal.
struct SummaryTable {
  /// A line: what is counted, how often, and out of how many.
  private struct Row {
    var name: String
    var count: Int
    var total: Int?
  }

  private let groups: [(head: String, rows: [Row])]

  init(_ summary: ReportSummary) {
    let all = summary.conversations
    var decisions = ["submit", "skip", "review"].map {
      Row(name: $0, count: summary.decision[$0] ?? 0, total: all)
    }
    if summary.unreadable > 0 {
      decisions.append(Row(name: "unreadable records", count: summary.unreadable))
    }
    let reasons = summary.reason.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { Row(name: $0.key, count: $0.value, total: all) }
    let ratings = summary.rating.sorted { $0.key > $1.key }.filter { $0.value > 0 }
      .map { Row(name: $0.key, count: $0.value, total: summary.decision["submit"]) }
    groups = [("decision", decisions), ("why not submitted", reasons), ("rating", ratings)]
      .filter { !$0.1.isEmpty }
  }

  /// The lines of the table.
  var lines: [String] {
    let names = groups.flatMap { [$0.head] + $0.rows.map(\.name.madeVisible) }
    let width = names.map(\.count).max() ?? 0
    func line(_ name: String, _ count: String, _ share: String) -> String {
      "  " + name + String(repeating: " ", count: max(0, width - name.count) + 2)
        + Self.right(count, 9) + Self.right(share, 8)
    }
    var lines: [String] = []
    for (place, group) in groups.enumerated() {
      let head = line(group.head, place == 0 ? "chats" : "", place == 0 ? "share" : "")
      if place > 0 { lines.append("") }
      lines.append(Self.trimmed(head))
      for row in group.rows {
        let share = row.total.map { Self.percent(row.count, of: $0) } ?? ""
        lines.append(Self.trimmed(line(row.name.madeVisible, "\(row.count)", share)))
      }
    }
    return lines
  }

  /// `33 %`; `<1 %` for what is there and rounds to none.
  private static func percent(_ count: Int, of total: Int) -> String {
    guard total > 0 else { return "" }
    let share = Int((Double(count) / Double(total) * 100).rounded())
    return count > 0 && share == 0 ? "<1 %" : "\(share) %"
  }

  private static func right(_ text: String, _ columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - text.count)) + text
  }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }
}
