import Conversations
import Diagnostics
import Documents

/// Reads the `messages` of a mapping: one entry, or a list of kinds of entries.
struct MessageDecoder {
  let isMarkup: Bool
  let tables: [(name: String, columns: [String])]
  private(set) var plans: [MessagePlan] = []
  private(set) var lists: [ListPlan] = []

  init(isMarkup: Bool, tables: [(name: String, columns: [String])]) {
    self.isMarkup = isMarkup
    self.tables = tables
  }

  mutating func decode(_ node: YAMLNode, into diagnostics: inout [Diagnostic]) {
    for item in node.items { entry(item, into: &diagnostics) }
  }

  private mutating func entry(_ node: YAMLNode, into diagnostics: inout [Diagnostic]) {
    guard var reader = MappingReader(node, as: "an entry of messages", into: &diagnostics) else {
      return
    }
    let outer = PickDecoder(isMarkup: isMarkup, tables: tables)
    guard let from = reader.required("from", into: &diagnostics) else { return }
    let json = outer.json(reader.optional("json"), into: &diagnostics)
    let layout = reader.optional("lines").flatMap { textLayout($0, into: &diagnostics) }
    let plan = messagePlan(&reader, readsText: layout != nil, into: &diagnostics)
    reader.finish(into: &diagnostics)
    guard let plan else { return }
    plans.append(plan)
    for node in from.items {
      guard let path = outer.path(node, into: &diagnostics) else { continue }
      add(TreePath(path.steps + json), layout)
    }
  }

  /// Adds the last plan to the list that the path names; entries that read the same list are read
  /// together, in the list's order.
  private mutating func add(_ path: TreePath, _ layout: TextLayout?) {
    let plan = plans.count - 1
    var source = ListSource.nodes(path, isByName: false)
    var name: TreeKey?
    if let layout {
      source = .text(path, layout)
    } else if isMarkup, case .child(let key) = path.steps.last {
      source = .nodes(TreePath(Array(path.steps.dropLast())), isByName: true)
      name = key
    }
    if let known = lists.firstIndex(where: { $0.source == source }) {
      lists[known].plans.append((name, plan))
    } else {
      lists.append(ListPlan(source: source, plans: [(name, plan)]))
    }
  }

  private func messagePlan(
    _ reader: inout MappingReader, readsText: Bool, into diagnostics: inout [Diagnostic]
  ) -> MessagePlan? {
    // The parts of a text are members of an object, whatever the format around it.
    let picks = PickDecoder(isMarkup: isMarkup && !readsText, tables: tables)
    var plan = MessagePlan()
    plan.conditions = picks.conditions(reader.optional("where"), into: &diagnostics)
    if let node = reader.required("role", into: &diagnostics) {
      let roles = Message.Role.allCases.map { (name: $0.rawValue, value: $0) }
      plan.role = picks.verdict(node, of: "role", values: roles, into: &diagnostics) ?? plan.role
    }
    if let node = reader.optional("kind") {
      let kinds = Message.Kind.allCases.map { (name: $0.rawValue, value: $0) }
      plan.kind = picks.verdict(node, of: "kind", values: kinds, into: &diagnostics) ?? plan.kind
    }
    plan.name = reader.optional("name").flatMap { picks.pick($0, into: &diagnostics) }
    plan.text = reader.optional("text").flatMap { picks.pick($0, into: &diagnostics) }
    plan.needsText = reader.bool("needs_text", into: &diagnostics) ?? false
    plan.at = picks.time(reader.optional("at"), into: &diagnostics)
    plan.choiceValue = reader.optional("choice_value").flatMap {
      picks.pick($0, into: &diagnostics)
    }
    for node in reader.optional("choices")?.items ?? [] {
      if let choice = choicePlan(node, into: &diagnostics) { plan.choices.append(choice) }
    }
    closing(reader.optional("closes_chat"), of: &plan, picks, into: &diagnostics)
    return plan
  }

  private func choicePlan(
    _ node: YAMLNode, into diagnostics: inout [Diagnostic]
  ) -> ChoicePlan? {
    guard var reader = MappingReader(node, as: "an entry of choices", into: &diagnostics) else {
      return nil
    }
    var picks = PickDecoder(isMarkup: isMarkup, tables: tables)
    var from: TreePath?
    if let node = reader.required("from", into: &diagnostics) {
      from = picks.path(node, into: &diagnostics)
    }
    if let json = reader.optional("json") {
      from?.steps += picks.json(json, into: &diagnostics)
      // Below a JSON text there is JSON.
      picks = PickDecoder(isMarkup: false, tables: tables)
    }
    let here = Pick(ways: [Pick.Way(source: .path(TreePath()))])
    let label = reader.optional("label").flatMap { picks.pick($0, into: &diagnostics) } ?? here
    let value = reader.optional("value").flatMap { picks.pick($0, into: &diagnostics) }
    let separator = reader.string("split", into: &diagnostics)
    reader.finish(into: &diagnostics)
    guard let from else { return nil }
    return ChoicePlan(from: from, label: label, value: value, separator: separator)
  }

  /// `closes_chat: true`, or a mapping with the roles and conditions that do.
  private func closing(
    _ node: YAMLNode?, of plan: inout MessagePlan, _ picks: PickDecoder,
    into diagnostics: inout [Diagnostic]
  ) {
    guard let node else { return }
    guard case .mapping = node.content else {
      if node.bool(into: &diagnostics) == true { plan.closes = [] }
      return
    }
    guard var reader = MappingReader(node, as: "a closing", into: &diagnostics) else { return }
    for item in reader.optional("role")?.items ?? [] {
      guard let word = item.string(into: &diagnostics) else { continue }
      if let role = Message.Role(rawValue: word) {
        plan.closingRoles.append(role)
      } else {
        let known = Message.Role.allCases.map(\.rawValue)
        diagnostics.append(
          FormatMistake.unknownWord(word, of: "role", known: known, at: item.place))
      }
    }
    plan.closes = picks.conditions(reader.optional("where"), into: &diagnostics)
    reader.finish(into: &diagnostics)
  }

  /// `lines`: how messages lie in a text.
  private func textLayout(
    _ node: YAMLNode, into diagnostics: inout [Diagnostic]
  ) -> TextLayout? {
    guard var reader = MappingReader(node, as: "a layout of lines", into: &diagnostics) else {
      return nil
    }
    var layout = TextLayout(templates: [])
    for item in reader.required("like", into: &diagnostics)?.items ?? [] {
      guard let text = item.string(into: &diagnostics) else { continue }
      if let template = TextTemplate(text), !template.names.isEmpty {
        layout.templates.append(template)
      } else {
        diagnostics.append(FormatMistake.badTemplate(at: item.place))
      }
    }
    for item in reader.optional("agents_like")?.items ?? [] {
      guard let text = item.string(into: &diagnostics) else { continue }
      if let template = TextTemplate(text), !template.names.isEmpty {
        layout.agents.append(template)
      } else {
        diagnostics.append(FormatMistake.badTemplate(at: item.place))
      }
    }
    layout.isHTML = reader.bool("html", into: &diagnostics) ?? false
    layout.speakers = reader.stringOrList("speakers", into: &diagnostics) ?? []
    reader.finish(into: &diagnostics)
    return layout.templates.isEmpty ? nil : layout
  }
}
