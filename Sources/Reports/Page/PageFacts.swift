internal import Diagnostics
internal import Foundation

/// What the page's top tells, as values for the template.
struct PageFacts {
  var summary: ReportSummary
  var manifest: Manifest
  var selection: PageSelection
  var unreadable: [UnreadableLine]
  var directory: String

  /// How many names of a dimension the page lists; all stand in `summary.json`.
  private static let listedNames = 50

  func values(sentences: PageSentences) -> [String: Any] {
    var values: [String: Any] = [
      "records": Self.grouped(summary.records),
      "conversations": Self.grouped(summary.conversations),
      "unreadableCount": Self.grouped(summary.unreadable),
      "skipped": Self.grouped(summary.decision["skip"] ?? 0),
      "reviewed": Self.grouped(summary.decision["review"] ?? 0),
      "charts": charts(sentences),
      "breakdowns": breakdowns,
      "hasBreakdowns": !breakdowns.isEmpty,
      "unreadable": unreadable.map { line in
        [
          "path": line.path.madeVisible, "record": String(line.record),
          "offset": String(line.offset), "why": line.why.madeVisible,
        ]
      },
      "hasUnreadable": !unreadable.isEmpty,
      "isMasked": manifest.isMasked,
      "submitted": Self.grouped(summary.decision["submit"] ?? 0),
    ]
    values["meanRating"] = summary.total.meanRating.map { Self.decimal($0) } ?? "–"
    values["responseRate"] = summary.total.responseRate.map(Self.percent) ?? "–"
    let masked = summary.masked.values.reduce(0, +)
    if masked > 0 { values["maskedTotal"] = Self.grouped(masked) }
    if summary.unreadable > unreadable.count {
      values["moreUnreadable"] = Self.grouped(summary.unreadable - unreadable.count)
    }
    values.merge(origin) { first, _ in first }
    values.merge(extent) { first, _ in first }
    return values
  }

  /// Versions and digests.
  private var origin: [String: Any] {
    var values: [String: Any] = [
      "pipeline": manifest.pipeline.name.madeVisible,
      "startedAt": manifest.startedAt,
      "directory": directory.madeVisible,
      "tool": "\(manifest.tool.name) \(manifest.tool.version)",
      "planDigest": manifest.plan.digest,
      "pipelineDigest": manifest.pipeline.digest,
      "ruleFiles": items(manifest.rules),
      "inputs": items(Array(manifest.inputs.prefix(Self.listedNames))),
      "isSigned": manifest.signature != nil,
    ]
    if manifest.inputs.count > Self.listedNames {
      values["moreInputs"] = Self.grouped(manifest.inputs.count - Self.listedNames)
    }
    if let previous = manifest.previous { values["previous"] = previous }
    if let endpoint = manifest.sink?.endpoint { values["endpoint"] = endpoint.madeVisible }
    return values
  }

  /// What part of the conversations the page holds.
  private var extent: [String: Any] {
    guard !selection.isComplete else { return [:] }
    return [
      "partial": [
        "total": Self.grouped(selection.total), "notable": Self.grouped(selection.notable),
        "holdsAllNotable": selection.holdsAllNotable,
      ] as [String: Any]
    ]
  }

  private func items(_ items: [Manifest.Item]) -> [[String: Any]] {
    items.map { ["name": $0.name.madeVisible, "digest": $0.digest] }
  }

  private var breakdowns: [[String: Any]] {
    ReportCounts.Dimension.allCases.compactMap { dimension in
      guard let groups = summary.breakdown[dimension.rawValue], !groups.isEmpty else { return nil }
      let sorted = groups.sorted {
        dimension == .day || $0.value.conversations == $1.value.conversations
          ? $0.key < $1.key : $0.value.conversations > $1.value.conversations
      }
      var values: [String: Any] = [
        "dimension": dimension.rawValue,
        "groups": sorted.prefix(Self.listedNames).map { Self.group($0.key, $0.value) },
      ]
      if sorted.count > Self.listedNames {
        values["more"] = Self.grouped(sorted.count - Self.listedNames)
      }
      return values
    }
  }

  private static func group(_ name: String, _ group: ReportSummary.Group) -> [String: Any] {
    [
      "name": name.madeVisible,
      "conversations": grouped(group.conversations),
      "asked": grouped(group.asked),
      "responseRate": group.responseRate.map(percent) ?? "–",
      "submitted": grouped(group.submitted),
      "resolvedShare": group.submitted == 0
        ? "–" : percent(Double(group.resolved) / Double(group.submitted)),
      "meanRating": group.meanRating.map { decimal($0) } ?? "–",
    ]
  }

  private func charts(_ sentences: PageSentences) -> [[String: Any]] {
    let yesNo = [("yes", summary.resolved["true"] ?? 0), ("no", summary.resolved["false"] ?? 0)]
    let decisions = ["submit", "skip", "review"].map { ($0, summary.decision[$0] ?? 0) }
    let ratings = ["5", "4", "3", "2", "1"].map { ($0, summary.rating[$0] ?? 0) }
    let reasons = Self.byCount(summary.reason)
    let conversations = summary.conversations
    let submissions = summary.decision["submit"] ?? 0
    return [
      chart("Decisions", "Decision", decisions, of: conversations, filter: "decision"),
      chart("Ratings to be sent", "Rating", ratings, of: submissions, filter: "rating"),
      chart("Resolution to be sent", "Resolved", yesNo, of: submissions),
      chart(
        "Why not sent", "Reason", reasons, of: conversations, sentences.reasons,
        filter: "reason"),
      chart(
        "Flags", "Flag", Self.byCount(summary.flag), of: conversations, sentences.flags,
        filter: "flag"),
      chart(
        "Rules that decided", "Rule", Self.byCount(summary.rule), of: conversations,
        sentences.rules, filter: "rule"),
      chart(
        "Masked in this report", "Kind", Self.byCount(summary.masked),
        of: summary.masked.values.reduce(0, +)),
    ]
  }

  /// The bars that have a colour of their own.
  private static let coloured: Set = ["submit", "skip", "review", "yes", "no"]

  /// A chart of bars with their shares of a total.
  private func chart(
    _ title: String, _ column: String, _ counts: [(String, Int)], of total: Int,
    _ sentences: [String: String] = [:], filter: String? = nil
  ) -> [String: Any] {
    let most = max(1, counts.map(\.1).max() ?? 1)
    let bars = counts.map { name, count in
      [
        "link": filter.map { Self.link($0, name) } ?? "", "name": name.madeVisible,
        "kind": Self.coloured.contains(name) ? name : "",
        "count": Self.grouped(count),
        "share": Self.percent(Double(count) / Double(max(1, total))),
        "width": String(count * 1000 / most), "sentence": sentences[name] ?? "",
      ]
    }
    return ["title": title, "column": column, "bars": bars, "none": "None."]
  }

  /// A link that shows the conversations with a value.
  private static func link(_ filter: String, _ value: String) -> String {
    let plain = CharacterSet(
      charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
    return "#\(filter)=" + (value.addingPercentEncoding(withAllowedCharacters: plain) ?? "")
  }

  private static func byCount(_ counts: [String: Int]) -> [(String, Int)] {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(listedNames)
      .map { ($0.key, $0.value) }
  }

  /// A number with a narrow space between thousands.
  static func grouped(_ number: Int) -> String {
    let digits = String(number)
    var out = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { out += "\u{202F}" }
      out.append(digit)
    }
    return out
  }

  private static func percent(_ share: Double) -> String { decimal(share * 100, places: 1) + " %" }

  private static func decimal(_ value: Double, places: Int = 2) -> String {
    let scale = places == 1 ? 10 : 100
    let scaled = Int((value * Double(scale)).rounded())
    let rest = String(scaled % scale)
    return "\(scaled / scale)." + String(repeating: "0", count: places - rest.count) + rest
  }
}
