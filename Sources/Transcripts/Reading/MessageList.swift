import Conversations

/// One entry of a conversation before it is made a message.
struct MessageEntry {
  var node: Node
  var name: UnsafeBufferPointer<UInt8>?
  var plan: Int
  var at: Timestamp?
}

/// Finds the entries of a conversation that are messages, in order.
struct MessageList {
  private let evaluator: TreeEvaluator
  private let limits: ReadingLimits
  private var tapes: [TapeBuilder] = []
  private var usedTapes = 0
  var entries: [MessageEntry] = []

  init(evaluator: TreeEvaluator, limits: ReadingLimits) {
    self.evaluator = evaluator
    self.limits = limits
  }

  /// Collects the entries below a root.
  mutating func collect(
    from root: Node, slots: UnsafeMutableBufferPointer<Int32>
  ) throws(RecordMistake) {
    entries.removeAll(keepingCapacity: true)
    usedTapes = 0
    for list in evaluator.plan.lists {
      switch list.source {
      case .nodes(let path, let isByName):
        if isByName {
          evaluator.each(path, of: root) { append(childrenOf: $0, list, slots) }
        } else if case .each = path.steps.last,
          let parent = evaluator.first(TreePath(Array(path.steps.dropLast())), of: root)
        {
          // The common case, a plain list, without a call for each item.
          for (name, node) in parent.children { append(node, name?.bytes, list, slots) }
        } else {
          evaluator.each(path, of: root) { node in
            append(node, nil, list, slots)
            return entries.count <= limits.messages
          }
        }
      case .text(let path, let layout):
        guard let text = evaluator.first(path, of: root).flatMap({ evaluator.scalar($0) }) else {
          continue
        }
        let messages = TextTreeBuilder(layout).build(text.text, into: tape())
        for (_, node) in messages.children { append(node, nil, list, slots) }
      }
    }
    if entries.count > limits.messages { throw .tooManyMessages }
  }

  private mutating func append(
    childrenOf parent: Node, _ list: ListPlan, _ slots: UnsafeMutableBufferPointer<Int32>
  ) -> Bool {
    for (name, node) in parent.children { append(node, name?.bytes, list, slots) }
    return entries.count <= limits.messages
  }

  @inline(__always) private mutating func append(
    _ node: Node, _ name: UnsafeBufferPointer<UInt8>?, _ list: ListPlan,
    _ slots: UnsafeMutableBufferPointer<Int32>
  ) {
    for (wanted, index) in list.plans {
      if let wanted {
        guard let name, wanted.matches(name) else { continue }
      }
      let plan = evaluator.plan.messages[index]
      if !plan.conditions.isEmpty {
        guard plan.conditions.allSatisfy({ evaluator.holds($0, of: node) }) else { continue }
      }
      if plan.needsText, let text = plan.text {
        evaluator.collect(plan.keys, of: node, into: slots)
        let scope = PickScope(node: node, slots: slots, name: name)
        guard let found = evaluator.value(text, in: scope, isWords: true), !found.isEmpty else {
          continue
        }
      }
      entries.append(MessageEntry(node: node, name: name, plan: index))
      return
    }
  }

  /// A builder that no other text of this record uses.
  private mutating func tape() -> TapeBuilder {
    if usedTapes == tapes.count { tapes.append(TapeBuilder()) }
    defer { usedTapes += 1 }
    return tapes[usedTapes]
  }
}
