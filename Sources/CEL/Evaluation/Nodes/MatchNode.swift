import Patterns

/// `text.matches('pattern')`.
final class MatchNode: TruthNode {
  let text: any Node
  let pattern: Pattern
  let range: Range<Int>

  init(_ text: any Node, _ pattern: Pattern, _ range: Range<Int>) {
    self.text = text
    self.pattern = pattern
    self.range = range
  }

  func truth(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Bool {
    let value = try text.value(facts, &frame)
    guard case .string(let text) = value else {
      throw EvaluationSentence.noOverload.error.placed(at: range)
    }
    try frame.charge(1 + value.searchCost)
    return pattern.matches(text)
  }
}
