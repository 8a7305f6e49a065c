internal import Conversations

/// The columns of `decisions.csv`.
enum DecisionTable {
  static let columns = [
    "conversation", "path", "record", "decision", "reason", "flags", "resolved", "rating",
    "comment", "rule", "read_resolved", "read_rating", "read_comment", "evidence_resolved",
    "evidence_rating", "evidence_comment",
  ]

  /// The header with its line break.
  static var header: [UInt8] {
    var csv = CSVText()
    for column in columns { csv.cell(column) }
    csv.endRecord()
    return csv.bytes
  }
}

extension DecisionLine {
  /// Appends the record of `decisions.csv`, with its line break.
  func write(to csv: inout CSVText) {
    csv.cell(conversation)
    csv.cell(source.path)
    csv.cell(source.record)
    csv.cell(decision.name)
    csv.cell(orEmpty: decision.reason?.rawValue)
    switch decision.flags.count {
    case 0: csv.empty()
    case 1: csv.cell(decision.flags[0].rawValue)
    default: csv.cell(decision.flags.map(\.rawValue).joined(separator: " "))
    }
    if case .submit(let isResolved, let value, let words) = decision.verdict {
      csv.cell(isResolved ? "true" : "false")
      csv.cell(value)
      csv.cell(orEmpty: words)
    } else {
      csv.empty()
      csv.empty()
      csv.empty()
    }
    csv.cell(orEmpty: decision.rule)
    csv.cell(resolved.value?.rawValue ?? resolved.state)
    if let value = rating.value { csv.cell(value) } else { csv.cell(rating.state) }
    csv.cell(comment.value ?? comment.state)
    for aspect in Aspect.allCases { writeEvidence(of: aspect, to: &csv) }
    csv.endRecord()
  }

  private func writeEvidence(of aspect: Aspect, to csv: inout CSVText) {
    var found: String?
    for item in evidence where item.aspect == aspect {
      found = found.map { $0 + " | " + item.text } ?? item.text
    }
    csv.cell(orEmpty: found)
  }
}

extension CSVText {
  mutating func cell(orEmpty text: String?) {
    if let text { cell(text) } else { empty() }
  }
}
