package import Diagnostics

/// Makes one report of several that were made of parts of the same input.
package enum ReportMerge {
  /// Writes the report that one run over all parts would have written, in the order of the parts.
  ///
  /// Every part's sums are checked before anything is written. A survey that several parts hold
  /// counts in the last of them, and is `repeated` in the others. A part that says which one it is
  /// (`part`, as `3/8`, among its manifest's options) must have its neighbours beside it.
  package static func merge(
    parts directories: [String], into directory: String, planKey: [UInt8]? = nil,
    page: PageOptions = PageOptions()
  ) throws(Diagnostic) -> (summary: ReportSummary, manifest: Manifest) {
    var parts: [ReportPart] = []
    for path in directories { parts.append(try ReportPart(path, planKey: planKey)) }
    try checkBelongTogether(parts)
    try checkNumbers(parts)
    let merged = manifest(of: parts)
    var writer = try ReportWriter(directory: directory, page: page)
    var surveys = SurveyOrdinals()
    for part in parts { try writer.append(part, &surveys) }
    try writer.replaceRepeated(ordinals: surveys.repeated)
    return try writer.finish(manifest: merged, planKey: planKey)
  }

  private static func checkBelongTogether(_ parts: [ReportPart]) throws(Diagnostic) {
    var seen: [String: String] = [:]
    for part in parts {
      if let first = parts.first {
        if let what = part.manifest.difference(from: first.manifest) {
          throw ReportFailure.differentParts(first.directory, part.directory, what)
        }
      }
      guard part.summary.conversations > 0 else { continue }
      if let other = seen.updateValue(part.directory, forKey: part.decisionsDigest) {
        throw ReportFailure.doubledPart(other, part.directory)
      }
    }
  }

  /// Checks that numbered parts are all there, each once.
  private static func checkNumbers(_ parts: [ReportPart]) throws(Diagnostic) {
    var names: [Int: String] = [:]
    var count = 0
    for part in parts {
      let numbers = part.manifest.options["part"]?.split(separator: "/").map { Int($0) } ?? []
      guard numbers.count == 2, let number = numbers[0], let total = numbers[1] else { continue }
      if let other = names.updateValue(part.directory, forKey: number) {
        throw ReportFailure.doubledPart(other, part.directory)
      }
      count = max(count, min(total, 1_000_000))
    }
    for number in 1..<max(1, count + 1) where names[number] == nil {
      throw ReportFailure.missingPart(number, of: count)
    }
  }

  private static func manifest(of parts: [ReportPart]) -> Manifest {
    guard var merged = parts.first?.manifest else {
      return Manifest(
        tool: .init(version: ""), pipeline: .init(name: "", digest: ""), rules: [], startedAt: "")
    }
    var inputs: [Manifest.Item] = []
    var seen: Set<Manifest.Item> = []
    for part in parts {
      for input in part.manifest.inputs where seen.insert(input).inserted { inputs.append(input) }
      merged.startedAt = min(merged.startedAt, part.manifest.startedAt)
      merged.isMasked = merged.isMasked && part.manifest.isMasked
    }
    merged.inputs = inputs
    merged.options["part"] = nil
    merged.previous = nil
    merged.signature = nil
    return merged
  }
}

extension Manifest {
  /// What made a report that differs from what made another; nil where they go together.
  func difference(from other: Manifest) -> String? {
    if tool != other.tool { return "versions of the tool" }
    if pipeline.digest != other.pipeline.digest { return "pipelines" }
    if rules.map(\.digest) != other.rules.map(\.digest) { return "rules" }
    return sink == other.sink ? nil : "sinks"
  }
}

/// Where each survey's submission stands, to find those that come again.
struct SurveyOrdinals {
  private var last: [String: Int] = [:]
  /// The conversations whose survey came again later.
  private(set) var repeated: [Int] = []
  /// How many conversations came so far.
  var count = 0

  /// Notes that the conversation of this moment submits a survey.
  mutating func note(_ id: String) {
    if let earlier = last.updateValue(count, forKey: id) { repeated.append(earlier) }
  }
}
