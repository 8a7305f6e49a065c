import Conversations
import Diagnostics
import Documents

/// Reads the `survey` of a mapping: where the platform's own survey values are.
struct SurveyDecoder {
  let isMarkup: Bool
  let tables: [(name: String, columns: [String])]
  let format: String

  func fields(_ node: YAMLNode, into diagnostics: inout [Diagnostic]) -> [FieldPlan] {
    var plans: [FieldPlan] = []
    for item in node.items { plans += entry(item, into: &diagnostics) }
    return plans
  }

  private func entry(_ node: YAMLNode, into diagnostics: inout [Diagnostic]) -> [FieldPlan] {
    guard var reader = MappingReader(node, as: "an entry of survey", into: &diagnostics) else {
      return []
    }
    let picks = PickDecoder(isMarkup: isMarkup, tables: tables)
    var from = TreePath()
    if let node = reader.optional("from") {
      from = picks.path(node, into: &diagnostics) ?? from
    }
    from.steps += picks.json(reader.optional("json"), into: &diagnostics)
    let conditions = picks.conditions(reader.optional("where"), into: &diagnostics)
    let object = reader.string("object", into: &diagnostics)
    let marker = reader.string("marker", into: &diagnostics)
    let scale = reader.optional("scale").flatMap { fieldScale($0, picks, into: &diagnostics) }
    var plans: [FieldPlan] = []
    for aspect in Aspect.allCases {
      guard let node = reader.optional(aspect.rawValue),
        let pick = picks.pick(node, into: &diagnostics)
      else { continue }
      plans.append(
        FieldPlan(
          from: from, conditions: conditions, aspect: aspect, pick: pick,
          scale: aspect == .rating ? scale ?? .fixed(nil) : .fixed(nil), object: object,
          marker: marker ?? "\(format).\(aspect.rawValue)"))
    }
    reader.finish(into: &diagnostics)
    if plans.isEmpty { diagnostics.append(FormatMistake.noSource(at: node.place)) }
    return plans
  }

  private func fieldScale(
    _ node: YAMLNode, _ picks: PickDecoder, into diagnostics: inout [Diagnostic]
  ) -> FieldScale? {
    if case .sequence(let items) = node.content {
      let numbers = items.compactMap { $0.double(into: &diagnostics) }
      if numbers.count == 2, numbers[0] != numbers[1] {
        let scale = Scale(
          minimum: numbers.min() ?? 1, maximum: numbers.max() ?? 5,
          isReversed: numbers[0] > numbers[1])
        return .fixed(scale == .oneToFive ? nil : scale)
      }
    }
    switch node.text {
    case "thumbs": return .fixed(.thumbs)
    case "recommendation": return .fixed(.recommendation)
    case let text? where text.hasPrefix("$") || text.hasPrefix("/"):
      return picks.path(node, into: &diagnostics).map { .stated($0) }
    case let text?:
      let count = TextTemplate("faces({count})")?.capture(in: text).flatMap { Double($0) }
      if let count, 2...20 ~= count {
        return .fixed(Scale(kind: .steps, minimum: 1, maximum: count))
      }
    case nil: break
    }
    diagnostics.append(FormatMistake.badScale(at: node.place))
    return nil
  }
}
