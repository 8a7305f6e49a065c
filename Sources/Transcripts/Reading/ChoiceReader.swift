import Conversations

/// Reads what a message offered to tap.
struct ChoiceReader {
  let evaluator: TreeEvaluator

  /// Returns the choices that a plan finds, in order.
  func choices(_ plan: ChoicePlan, of node: Node) -> [Message.Choice] {
    var choices: [Message.Choice] = []
    evaluator.each(plan.from, of: node) { node in
      let scope = PickScope(node)
      guard let label = evaluator.text(plan.label, in: scope) else { return true }
      if let separator = plan.separator {
        let labels = label.split(separator: separator).map { String($0).trimmingSpace }
        choices += labels.map { Message.Choice(label: $0) }
      } else {
        let value = evaluator.text(plan.value, in: scope)
        choices.append(Message.Choice(label: label, value: value == label ? nil : value))
      }
      return true
    }
    return choices
  }
}
