internal import Diagnostics

/// A report's counts as Markdown, for the page of a CI job.
package enum MarkdownSummary {
  /// Returns the summary as GitHub's Markdown; names from the input cannot become markup.
  package static func text(_ summary: ReportSummary, manifest: Manifest) -> String {
    var lines = [
      "## exitpoll: \(escaped(manifest.pipeline.name))", "",
      "\(summary.records) records, \(summary.conversations) conversations, "
        + "\(summary.unreadable) unreadable.", "",
    ]
    let decisions = ["submit", "skip", "review"].map { ($0, summary.decision[$0] ?? 0) }
    let ratings = ["5", "4", "3", "2", "1"].map { ($0, summary.rating[$0] ?? 0) }
    lines += table("Decision", decisions)
    lines += table("Reason", byCount(summary.reason))
    lines += table("Flag", byCount(summary.flag))
    lines += table("Rule", byCount(summary.rule))
    if summary.decision["submit"] ?? 0 > 0 { lines += table("Rating to be sent", ratings) }
    lines.append("Plan: \(manifest.plan.submissions) submissions, `\(manifest.plan.digest)`")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func table(_ title: String, _ counts: [(String, Int)]) -> [String] {
    guard !counts.isEmpty else { return [] }
    return ["| \(title) | Count |", "|---|---:|"]
      + counts.map { "| \(escaped($0)) | \($1) |" } + [""]
  }

  private static func byCount(_ counts: [String: Int]) -> [(String, Int)] {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }

  /// Every ASCII punctuation mark but the harmless ones gets a backslash (CommonMark 2.4).
  private static func escaped(_ text: String) -> String {
    var out = ""
    for character in text.madeVisible {
      if "\\`*_{}[]()<>#!|&~$@:".contains(character) { out.append("\\") }
      out.append(character)
    }
    return out
  }
}
