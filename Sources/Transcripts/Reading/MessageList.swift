import Conversations

/// One entry of a conversation before it is made a message.
struct MessageEntry {
  var node: Node
  var name: UnsafeBufferPointer<UInt8>?
  /// What reads it; lives as long as the evaluator.
  var program: UnsafePointer<ProgramMessage>
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
    for (number, source) in evaluator.sources.enumerated() {
      switch source {
      case .named(let route): evaluator.each(route, of: root) { append($0, number, slots) }
      case .items(let route):
        // The common case, a plain list, without a call for each item.
        if let parent = evaluator.first(route, of: root) {
          guard parent.isContainer || parent.isString || parent.kind == .null else {
            throw .notThisFormat
          }
          _ = append(parent, number, slots)
        }
      case .nodes(let route):
        evaluator.each(route, of: root) { node in
          append(node, nil, number, slots)
          return entries.count <= limits.messages
        }
      case .text(let route, let layout):
        guard let text = evaluator.first(route, of: root).flatMap({ evaluator.scalar($0) }) else {
          continue
        }
        let messages = TextTreeBuilder(layout).build(text.text, into: tape())
        for (_, node) in messages.children { append(node, nil, number, slots) }
      }
    }
    if entries.count > limits.messages { throw .tooManyMessages }
  }

  private mutating func append(
    _ parent: Node, _ list: Int, _ slots: UnsafeMutableBufferPointer<Int32>
  ) -> Bool {
    var children = parent.children
    while let (name, node) = children.next() { append(node, name?.bytes, list, slots) }
    return entries.count <= limits.messages
  }

  @inline(__always) private mutating func append(
    _ node: Node, _ name: UnsafeBufferPointer<UInt8>?, _ list: Int,
    _ slots: UnsafeMutableBufferPointer<Int32>
  ) {
    let programs = evaluator.lists[list]
    for index in 0..<programs.count {
      guard let program = programs.pointer(at: index) else { continue }
      if program.pointee.isNamed {
        guard let name, program.pointee.name.equals(name) else { continue }
      }
      if program.pointee.needsText || !program.pointee.conditions.isEmpty {
        let scope = PickScope(node, slots: slots, name: name)
        scope.collect(program.pointee.keys)
        guard evaluator.holds(program.pointee.conditions, in: scope) else { continue }
        if program.pointee.needsText {
          let text = evaluator.value(program.pointee.text, in: scope, isWords: true)
          guard let text, !text.isEmpty else { continue }
        }
      }
      entries.append(MessageEntry(node: node, name: name, program: program))
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
