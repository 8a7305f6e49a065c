import Conversations

/// Reads the survey values that a record carries beside its messages.
struct FieldReader {
  let evaluator: TreeEvaluator

  /// Returns the fields in the order of the plans; missing and empty values are none.
  func fields(_ plans: [FieldPlan], of root: Node) -> [SurveyField] {
    var fields: [SurveyField] = []
    for plan in plans {
      evaluator.each(plan.from, of: root) { node in
        guard plan.conditions.allSatisfy({ evaluator.holds($0, of: node) }) else { return true }
        if let field = field(plan, of: node, root: root) { fields.append(field) }
        return true
      }
    }
    return fields
  }

  private func field(_ plan: FieldPlan, of node: Node, root: Node) -> SurveyField? {
    let scope = PickScope(node: node, slots: UnsafeMutableBufferPointer(start: nil, count: 0))
    guard let found = evaluator.value(plan.pick, in: scope) else { return nil }
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
      aspect: plan.aspect, value: value, scale: scale(plan.scale, of: node, root: root),
      object: plan.object, marker: plan.marker)
  }

  private func scale(_ scale: FieldScale, of node: Node, root: Node) -> Scale? {
    switch scale {
    case .fixed(let scale): return scale
    case .stated(let path):
      guard let list = evaluator.first(path, of: node) ?? evaluator.first(path, of: root) else {
        return nil
      }
      let numbers = list.children.compactMap { Scalar($0.value)?.number }
      guard numbers.count == 2, numbers[0] < numbers[1] else { return nil }
      let stated = Scale(minimum: numbers[0], maximum: numbers[1])
      return stated == .oneToFive ? nil : stated
    }
  }
}
