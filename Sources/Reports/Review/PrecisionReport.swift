package import Diagnostics
internal import Foundation

/// What a filled-in sample says of all decisions, and of each kind.
package struct PrecisionReport: Sendable {
  /// A kind of decision, or nil for all; and how often it was right. Only kinds that were judged.
  package private(set) var parts: [(decision: String?, precision: SamplePrecision)] = []

  /// Reads a filled-in sheet; appends what is wrong with it, also that nothing is filled in.
  package init(sheet bytes: [UInt8], name: String, problems: inout [Diagnostic]) {
    for decision in [nil, "submit", "skip", "review"] as [String?] {
      var found: [Diagnostic] = []
      let precision = SamplePrecision(
        sheet: bytes, name: name, decision: decision, problems: &found)
      if decision == nil { problems += found }
      if let precision { parts.append((decision, precision)) }
    }
    if parts.isEmpty, problems.isEmpty { problems.append(SampleMistake.empty(name)) }
  }

  /// A line for each part.
  package var lines: [String] {
    parts.map { decision, precision in
      let name = decision ?? "all"
      let interval = precision.interval
      return
        "\(name): \(precision.correct) of \(precision.judged) judged right; "
        + "precision \(Self.percent(precision.estimate)), 95 % interval "
        + "\(Self.percent(interval.lowerBound)) to \(Self.percent(interval.upperBound))"
    }
  }

  /// An object with a member for each part.
  package var json: String {
    let members = parts.map { decision, precision in
      "\"\(decision ?? "all")\":{\"judged\":\(precision.judged),\"correct\":\(precision.correct),"
        + "\"precision\":\(Self.number(precision.estimate)),"
        + "\"low\":\(Self.number(precision.interval.lowerBound)),"
        + "\"high\":\(Self.number(precision.interval.upperBound))}"
    }
    return "{" + members.joined(separator: ",") + "}"
  }

  private static func percent(_ share: Double) -> String {
    "\((share * 1000).rounded() / 10) %"
  }

  private static func number(_ share: Double) -> String {
    "\((share * 10_000).rounded() / 10_000)"
  }
}
