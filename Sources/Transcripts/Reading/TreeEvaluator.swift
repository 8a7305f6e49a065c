/// Follows paths and takes values, for one record at a time.
final class TreeEvaluator {
  let plan: FormatPlan
  private let isMarkup: Bool
  let scratch = Scratch()
  let inner: InnerParsers
  let heading: ProgramHeading
  let attributes: [(name: String, pick: ProgramPick)]
  /// For each list of the plan, the programs of its entries.
  let lists: [Frozen<ProgramMessage>]
  let ways: [FullWay]
  let tests: Frozen<RouteTest>
  let times: [TimePick]
  /// The attributes that any path looks at, with their `@`.
  let attributeNames: Set<String>
  let sources: [ProgramSource]
  let tablePrograms: [ProgramTable]
  let fields: [ProgramField]
  let roots: [Route]
  let attributeLists: [Route]
  private let memory: FrozenMemory
  private let missing: [[UInt8]]
  /// The rows of the record's tables.
  @exclusivity(unchecked) var tables: [TableRows] = []

  convenience init(plan: FormatPlan, limits: ReadingLimits) {
    self.init(plan: plan, compiler: ProgramCompiler(isMarkup: plan.isMarkup), limits: limits)
  }

  /// The compiler may have compiled paths before, which stay usable as long as the evaluator.
  init(plan: FormatPlan, compiler: ProgramCompiler, limits: ReadingLimits) {
    self.plan = plan
    inner = InnerParsers(limits: limits)
    missing = plan.missing.map { Array($0.utf8) }
    (heading, attributes) = compiler.heading(plan)
    lists = plan.lists.map { list in
      compiler.memory.freeze(
        list.plans.map { compiler.message(plan.messages[$0.plan], name: $0.name) })
    }
    sources = plan.lists.map { compiler.source($0.source) }
    tablePrograms = plan.tables.map { compiler.table($0) }
    fields = plan.fields.map { compiler.field($0) }
    roots = plan.roots.map { compiler.route($0) }
    attributeLists = plan.attributeLists.map { compiler.route($0) }
    (ways, times) = (compiler.ways, compiler.times)
    tests = compiler.memory.freeze(compiler.tests)
    isMarkup = plan.isMarkup
    attributeNames = compiler.attributeNames
    memory = compiler.memory
  }

  /// How many keys the largest program collects.
  var slotCount: Int {
    lists.reduce(heading.keys.count) { most, list in
      list.buffer.reduce(most) { max($0, $1.keys.count) }
    }
  }

  /// Forgets the record before.
  func beginRecord() {
    scratch.reset()
    inner.beginRecord()
    tables.removeAll(keepingCapacity: true)
  }

  /// Returns the first value at a path.
  func first(_ route: Route, of node: Node) -> Node? {
    var at = node
    for index in 0..<route.count {
      let step = route[index]
      switch step.operation {
      case .child:
        guard let child = at.child(step.key) else { return nil }
        // A position after a name counts among the elements of that name.
        if isMarkup, index + 1 < route.count, route[index + 1].operation != .child {
          return firstFound(route, from: index, of: at)
        }
        at = child
      case .json:
        guard let root = json(at) else { return nil }
        at = root
      default: return firstFound(route, from: index, of: at)
      }
    }
    return at
  }

  private func firstFound(_ route: Route, from index: Int, of node: Node) -> Node? {
    var found: Node?
    _ = visit(route, index, from: node) { node in
      found = node
      return false
    }
    return found
  }

  /// Calls the body with each value at a path, in document order, until it returns false.
  func each(_ route: Route, of node: Node, _ body: (Node) -> Bool) {
    _ = visit(route, 0, from: node, body)
  }

  private func visit(
    _ route: Route, _ index: Int, from node: Node, _ body: (Node) -> Bool
  ) -> Bool {
    guard index < route.count else { return body(node) }
    let step = route[index]
    switch step.operation {
    case .child, .text: return visitChildren(route, index, from: node, body)
    case .item:
      if let item = node.item(Int(step.index)) { return visit(route, index + 1, from: item, body) }
    case .each:
      var children = node.children
      while let (name, value) = children.next() {
        guard isElement(name) else { continue }
        guard visit(route, index + 1, from: value, body) else { return false }
      }
    case .descendants, .everything: return descend(route, index, from: node, body)
    case .keep:
      if holds(tests[Int(step.index)], of: node) {
        return visit(route, index + 1, from: node, body)
      }
    case .json:
      if let root = json(node) { return visit(route, index + 1, from: root, body) }
    }
    return true
  }

  private func visitChildren(
    _ route: Route, _ index: Int, from node: Node, _ body: (Node) -> Bool
  ) -> Bool {
    let step = route[index]
    if step.operation == .text && node.isString {
      return visit(route, index + 1, from: node, body)
    }
    guard node.isObject else { return true }
    let isPlaced =
      isMarkup && index + 1 < route.count && route[index + 1].operation == .item
    let wanted = isPlaced ? Int(route[index + 1].index) : -1
    var position = 0
    var children = node.children
    while let (name, value) = children.next() {
      guard let name, step.key.equals(name.bytes) else { continue }
      defer { position += 1 }
      if isPlaced && position != wanted { continue }
      guard visit(route, isPlaced ? index + 2 : index + 1, from: value, body) else { return false }
    }
    return true
  }

  private func descend(
    _ route: Route, _ index: Int, from node: Node, _ body: (Node) -> Bool
  ) -> Bool {
    let step = route[index]
    var children = node.children
    while let (name, value) = children.next() {
      if step.operation == .everything || name.map({ step.key.equals($0.bytes) }) ?? false {
        guard visit(route, index + 1, from: value, body) else { return false }
      }
      guard descend(route, index, from: value, body) else { return false }
    }
    return true
  }

  /// Whether a wildcard takes a member: attributes and texts are not elements.
  private func isElement(_ name: Node?) -> Bool {
    guard isMarkup, let first = name?.bytes.first else { return true }
    return first != 0x40 && first != 0x23
  }

  private func json(_ node: Node) -> Node? {
    guard node.isString else { return node.isContainer ? node : nil }
    return inner.root(node.bytes)
  }

  /// Whether a condition holds. A value that counts as missing is none.
  func holds(_ test: RouteTest, of node: Node) -> Bool {
    // An empty text among the values stands for nothing there.
    var holds = test.allowsNothing
    _ = visit(test.route, 0, from: node) { found in
      if test.values.isEmpty {
        holds = found.isContainer || (scalar(found).map { !isMissing($0) } ?? false)
      } else if let value = scalar(found) {
        holds = isOne(value, of: test.values)
      }
      return !holds
    }
    return holds != test.isNegated
  }

  private func isOne(_ value: Scalar, of texts: Frozen<FrozenText>) -> Bool {
    guard case .string(let bytes) = value else {
      return isOne(.string(scratch.keep(value.text.utf8)), of: texts)
    }
    for index in 0..<texts.count where texts[index].equals(bytes) { return true }
    return false
  }

  /// Returns what a node holds; for markup the text of an element.
  @inline(__always) func scalar(_ node: Node) -> Scalar? {
    if let scalar = Scalar(node) { return scalar }
    guard isMarkup && node.isObject else { return nil }
    return .string(elementText(node))
  }

  /// All text of an element, of its children too, in document order.
  private func elementText(_ node: Node) -> UnsafeBufferPointer<UInt8> {
    var only: UnsafeBufferPointer<UInt8>?
    if hasOneText(node, &only) { return only ?? UnsafeBufferPointer(start: nil, count: 0) }
    var parts: [UnsafeBufferPointer<UInt8>] = []
    collectText(node, into: &parts)
    return scratch.keep(Array(parts.joined()))
  }

  /// Finds the text of an element that has one at most, which need not be copied.
  private func hasOneText(_ node: Node, _ only: inout UnsafeBufferPointer<UInt8>?) -> Bool {
    var children = node.children
    while let (name, value) = children.next() {
      if name?.bytes.first == 0x40 { continue }
      if value.isString {
        if isBreak(name) { return false }
        if only != nil { return false }
        only = value.bytes
      } else if !hasOneText(value, &only) {
        return false
      }
    }
    return true
  }

  private func collectText(_ node: Node, into parts: inout [UnsafeBufferPointer<UInt8>]) {
    for (name, value) in node.children where name?.bytes.first != 0x40 {
      if isBreak(name) {
        parts.append(scratch.keep(CollectionOfOne(0x0A)))
      } else if value.isString {
        parts.append(value.bytes)
      } else {
        collectText(value, into: &parts)
      }
    }
  }

  /// Whether an element is `<br/>`, which parts lines.
  private func isBreak(_ name: Node?) -> Bool {
    guard let bytes = name?.bytes, bytes.count == 2 else { return false }
    return bytes[0] | 0x20 == 0x62 && bytes[1] | 0x20 == 0x72
  }

  /// Whether a value is one of those that the format counts as missing.
  func isMissing(_ scalar: Scalar) -> Bool {
    if scalar.isEmpty { return true }
    guard !missing.isEmpty else { return false }
    if case .string(let bytes) = scalar { return missing.contains { $0.elementsEqual(bytes) } }
    return missing.contains { $0.elementsEqual(scalar.text.utf8) }
  }
}
