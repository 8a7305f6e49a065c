import Conversations

/// Reads what a message offered to tap.
struct ChoiceReader {
  let evaluator: TreeEvaluator

  /// Returns the choices that a program finds, in order.
  func choices(_ program: ProgramChoice, of node: Node) -> [Message.Choice] {
    var choices: [Message.Choice] = []
    evaluator.each(program.from, of: node) { node in
      let scope = PickScope(node)
      guard let label = evaluator.text(program.label, in: scope) else { return true }
      if program.separator.count > 0 {
        let labels = label.split(separator: program.separator.string)
        choices += labels.map { Message.Choice(label: String($0).trimmingSpace) }
      } else {
        let value = evaluator.text(program.value, in: scope)
        choices.append(Message.Choice(label: label, value: value == label ? nil : value))
      }
      return true
    }
    return choices
  }
}
