/// Follows paths and takes values, for one record at a time.
final class TreeEvaluator {
  let plan: FormatPlan
  let scratch = Scratch()
  let inner: InnerParsers
  private let missing: [[UInt8]]
  /// The rows of the record's tables: key, and a text for each column.
  var tables: [[(key: String, values: [String?])]] = []

  init(plan: FormatPlan, limits: ReadingLimits) {
    self.plan = plan
    inner = InnerParsers(limits: limits)
    missing = plan.missing.map { Array($0.utf8) }
  }

  /// Forgets the record before.
  func beginRecord() {
    scratch.reset()
    inner.beginRecord()
    tables.removeAll(keepingCapacity: true)
  }

  /// Returns the first value at a path.
  func first(_ path: TreePath, of node: Node) -> Node? {
    var at = node
    for (index, step) in path.steps.enumerated() {
      switch step {
      case .child(let key):
        guard let child = child(key, of: at) else { return nil }
        at = child
      case .json:
        guard let root = json(at) else { return nil }
        at = root
      default:
        var found: Node?
        _ = visit(path.steps[index...], from: at) { node in
          found = node
          return false
        }
        return found
      }
    }
    return at
  }

  /// Calls the body with each value at a path, in document order, until it returns false.
  func each(_ path: TreePath, of node: Node, _ body: (Node) -> Bool) {
    _ = visit(path.steps[...], from: node, body)
  }

  private func visit(
    _ steps: ArraySlice<TreePath.Step>, from node: Node, _ body: (Node) -> Bool
  ) -> Bool {
    guard let step = steps.first else { return body(node) }
    let rest = steps.dropFirst()
    switch step {
    case .child(let key):
      if key.name == "#text" && node.isString { return visit(rest, from: node, body) }
      var position = 0
      // A position after a name counts among the elements of that name.
      if case .item(let wanted) = rest.first, plan.isMarkup {
        for (name, value) in node.children where name.map({ key.matches($0.bytes) }) ?? false {
          if position == wanted { return visit(rest.dropFirst(), from: value, body) }
          position += 1
        }
        return true
      }
      for (name, value) in node.children where name.map({ key.matches($0.bytes) }) ?? false {
        guard visit(rest, from: value, body) else { return false }
      }
    case .item(let index):
      if let item = item(index, of: node) { return visit(rest, from: item, body) }
    case .each:
      for (name, value) in node.children where isElement(name) {
        guard visit(rest, from: value, body) else { return false }
      }
    case .descendants(let key): return descend(key, rest, from: node, body)
    case .keep(let test):
      if holds(test, of: node) { return visit(rest, from: node, body) }
    case .json:
      if let root = json(node) { return visit(rest, from: root, body) }
    }
    return true
  }

  private func descend(
    _ key: TreeKey?, _ rest: ArraySlice<TreePath.Step>, from node: Node, _ body: (Node) -> Bool
  ) -> Bool {
    for (name, value) in node.children {
      if key == nil || name.map({ key?.matches($0.bytes) ?? true }) ?? false {
        guard visit(rest, from: value, body) else { return false }
      }
      guard descend(key, rest, from: value, body) else { return false }
    }
    return true
  }

  /// Whether a wildcard takes a member: attributes and texts are not elements.
  private func isElement(_ name: Node?) -> Bool {
    guard plan.isMarkup, let first = name?.bytes.first else { return true }
    return first != 0x40 && first != 0x23
  }

  func child(_ key: TreeKey, of node: Node) -> Node? {
    if node.isString && key.name == "#text" { return node }
    guard node.isObject else { return nil }
    for (name, value) in node.children where name.map({ key.matches($0.bytes) }) ?? false {
      return value
    }
    return nil
  }

  private func item(_ index: Int, of node: Node) -> Node? {
    let wanted = index < 0 ? node.children.reduce(0) { count, _ in count + 1 } + index : index
    for (position, child) in node.children.enumerated() where position == wanted {
      return child.value
    }
    return nil
  }

  private func json(_ node: Node) -> Node? {
    guard node.isString else { return node.isContainer ? node : nil }
    return inner.root(node.bytes)
  }

  /// Whether a condition holds. A value that counts as missing is none.
  func holds(_ test: TreePath.Test, of node: Node) -> Bool {
    // An empty text among the values stands for nothing there.
    var holds = test.values.contains("")
    _ = visit(test.path.steps[...], from: node) { found in
      if test.values.isEmpty {
        holds = found.isContainer || (scalar(found).map { !isMissing($0) } ?? false)
      } else if let value = scalar(found) {
        holds = test.values.contains { value.isText($0) }
      }
      return !holds
    }
    return holds != test.isNegated
  }

  /// Returns what a node holds; for markup the text of an element.
  @inline(__always) func scalar(_ node: Node) -> Scalar? {
    if let scalar = Scalar(node) { return scalar }
    guard plan.isMarkup && node.isObject else { return nil }
    return .string(elementText(node))
  }

  /// All text of an element, of its children too, in document order.
  private func elementText(_ node: Node) -> UnsafeBufferPointer<UInt8> {
    var parts: [UnsafeBufferPointer<UInt8>] = []
    collectText(node, into: &parts)
    if parts.count == 1 { return parts[0] }
    return scratch.keep(Array(parts.joined()))
  }

  private func collectText(_ node: Node, into parts: inout [UnsafeBufferPointer<UInt8>]) {
    for (name, value) in node.children where name?.bytes.first != 0x40 {
      if value.isString { parts.append(value.bytes) } else { collectText(value, into: &parts) }
    }
  }

  /// Whether a value is one of those that the format counts as missing.
  func isMissing(_ scalar: Scalar) -> Bool {
    if scalar.isEmpty { return true }
    guard !missing.isEmpty else { return false }
    if case .string(let bytes) = scalar { return missing.contains { $0.elementsEqual(bytes) } }
    return missing.contains { $0.elementsEqual(scalar.text.utf8) }
  }
}
