import Conversations

/// Reads the survey values that a record carries beside its messages.
struct FieldReader {
  let evaluator: TreeEvaluator

  /// Returns the fields in the order of the mapping; missing and empty values are none.
  func fields(of root: Node) -> [SurveyField] {
    var fields: [SurveyField] = []
    for program in evaluator.fields {
      evaluator.each(program.from, of: root) { node in
        guard program.conditions.allSatisfy({ evaluator.holds($0, of: node) }) else { return true }
        if let field = field(program, of: node, root: root) { fields.append(field) }
        return true
      }
    }
    return fields
  }

  private func field(_ program: ProgramField, of node: Node, root: Node) -> SurveyField? {
    guard let found = evaluator.value(program.pick, in: PickScope(node)) else { return nil }
    let value: SurveyField.Value
    switch found {
    case .bool(let answer): value = .bool(answer)
    case .integer(let number): value = .number(Double(number))
    case .double(let number): value = .number(number)
    case .string:
      let text = found.text
      if text.trimmingSpace.isEmpty { return nil }
      value = .text(text)
    }
    return SurveyField(
      aspect: program.plan.aspect, value: value, scale: scale(program, of: node, root: root),
      object: program.plan.object, marker: program.plan.marker)
  }

  private func scale(_ program: ProgramField, of node: Node, root: Node) -> Scale? {
    guard let route = program.scale else {
      if case .fixed(let scale) = program.plan.scale { return scale }
      return nil
    }
    guard let list = evaluator.first(route, of: node) ?? evaluator.first(route, of: root) else {
      return nil
    }
    let numbers = list.children.compactMap { Scalar($0.value)?.number }
    guard numbers.count == 2, numbers[0] < numbers[1] else { return nil }
    let stated = Scale(minimum: numbers[0], maximum: numbers[1])
    return stated == .oneToFive ? nil : stated
  }
}
