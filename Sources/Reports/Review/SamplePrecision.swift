package import Diagnostics
internal import Foundation

/// How often decisions were right, as a filled-in sample says.
package struct SamplePrecision: Sendable, Hashable {
  /// How many lines were judged.
  package var judged: Int
  /// How many of them were judged right.
  package var correct: Int
  /// The estimated share of right decisions in the whole report, 0–1: each line counts for those
  /// that it stands for.
  package var estimate: Double
  /// The 95 % interval of the estimate: Wilson's, with Kish's effective sample size.
  package var interval: ClosedRange<Double>

  /// Reads a filled-in sheet, only the lines of a decision if one is given; nil where no line was
  /// judged.
  package init?(
    sheet bytes: [UInt8], name: String, decision: String? = nil, problems: inout [Diagnostic]
  ) {
    let sheet = SheetReader(bytes)
    var weights: [(weight: Double, isCorrect: Bool)] = []
    for record in sheet.records where decision == nil || record["decision"] == decision {
      guard let answer = record["correct"]?.lowercased() else { continue }
      let weight = record["weight"].flatMap { Double($0.replacing(",", with: ".")) } ?? 1
      switch answer {
      case "yes", "y", "true", "1": weights.append((weight, true))
      case "no", "n", "false", "0": weights.append((weight, false))
      default:
        problems.append(SampleMistake.answer(answer, Place(file: name, line: record.line)))
      }
    }
    let total = weights.reduce(0) { $0 + $1.weight }
    guard total > 0, total.isFinite else { return nil }
    judged = weights.count
    correct = weights.count { $0.isCorrect }
    estimate = weights.reduce(0) { $0 + ($1.isCorrect ? $1.weight : 0) } / total
    let effective = total * total / weights.reduce(0) { $0 + $1.weight * $1.weight }
    interval = Self.wilson(estimate, effective)
  }

  /// Wilson's score interval (1927) at 95 %.
  static func wilson(_ share: Double, _ count: Double) -> ClosedRange<Double> {
    let z = 1.959963984540054
    let scale = 1 + z * z / count
    let middle = (share + z * z / (2 * count)) / scale
    let half =
      z / scale * (share * (1 - share) / count + z * z / (4 * count * count)).squareRoot()
    let low = max(0, middle - half)
    return low...max(low, min(1, middle + half))
  }
}

/// What can be wrong with a filled-in sample.
enum SampleMistake {
  static func empty(_ file: String) -> Diagnostic {
    Diagnostic(
      code: "sample-empty", "no line of the sheet is judged", at: Place(file: file),
      remedy: "write yes or no in the column correct")
  }

  static func answer(_ answer: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "sample-answer", "\"\(answer)\" is neither yes nor no", at: place,
      remedy: "write yes or no in the column correct, or leave it empty")
  }
}
