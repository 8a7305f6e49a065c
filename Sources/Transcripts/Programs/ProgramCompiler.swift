import Conversations

/// Turns a format's plan into plain data: what is common goes without reference counting, all else
/// keeps its full form.
final class ProgramCompiler {
  let memory = FrozenMemory()
  let isMarkup: Bool
  private(set) var ways: [FullWay] = []
  private(set) var tests: [RouteTest] = []
  private(set) var times: [TimePick] = []
  /// The attributes that any path looks at, with their `@`.
  private(set) var attributeNames: Set<String> = []
  /// Whether first keys are collected at the level that is being compiled.
  private var collects = true
  /// The keys of the level that is being compiled.
  private var keys: [String] = []

  init(isMarkup: Bool) {
    self.isMarkup = isMarkup
  }

  /// The heading, and its attributes, whose picks use the same keys.
  func heading(_ plan: FormatPlan) -> (
    heading: ProgramHeading, attributes: [(name: String, pick: ProgramPick)]
  ) {
    keys = []
    let attributes = plan.attributes.map { (name: $0.name, pick: compiled($0.pick)) }
    let signs = plan.signs.map { TreePath.Test(path: $0, values: [], isNegated: false) }
    var heading = ProgramHeading(
      keys: .empty, signs: compiled(signs), conditions: compiled(plan.conditions),
      id: compiled(plan.id), authID: compiled(plan.authID), businessID: compiled(plan.businessID),
      channel: compiled(plan.channel), agent: compiled(plan.agent),
      startedAt: compiled(plan.startedAt), endedAt: compiled(plan.endedAt))
    heading.keys = memory.freeze(keys.map { memory.freeze($0) })
    return (heading, attributes)
  }

  func message(_ plan: MessagePlan, name: TreeKey?) -> ProgramMessage {
    keys = []
    var message = ProgramMessage(
      name: memory.freeze(name?.name ?? ""), isNamed: name != nil, keys: .empty,
      conditions: compiled(plan.conditions), role: compiled(plan.role), kind: compiled(plan.kind),
      sender: compiled(plan.name), senderSlot: -1, text: compiled(plan.text),
      needsText: plan.needsText, at: compiled(plan.at),
      choices: memory.freeze(plan.choices.map { choice($0) }),
      choiceValue: compiled(plan.choiceValue), canClose: plan.closes != nil,
      closingRoles: plan.closingRoles.reduce(0) { $0 | $1.bit }, closes: compiled(plan.closes ?? [])
    )
    message.keys = memory.freeze(keys.map { memory.freeze($0) })
    message.senderSlot = senderSlot(message)
    return message
  }

  /// The collected key that both the role and the name are made of, with nothing else.
  private func senderSlot(_ message: ProgramMessage) -> Int32 {
    let ways = Array(message.role.pick.buffer) + Array(message.sender.buffer)
    guard let slot = ways.first?.slot else { return -1 }
    let isAlone = ways.allSatisfy { way in
      way.slot == slot && (way.operation == .member || way.operation == .row)
    }
    return isAlone ? slot : -1
  }

  private func slot(_ key: TreeKey) -> Int32 {
    if let known = keys.firstIndex(of: key.name) { return Int32(known) }
    keys.append(key.name)
    return Int32(keys.count - 1)
  }

  func compiled(_ pick: Pick?) -> ProgramPick {
    memory.freeze((pick?.ways ?? []).map { way($0) })
  }

  private func way(_ way: Pick.Way) -> ProgramWay {
    // Parts of a sequence come before the whole.
    let source = fullSource(way)
    ways.append(FullWay(source: source, way: way))
    var compiled = ProgramWay(
      operation: .other, slot: -1, isPlain: way.isPlain,
      isInvolved: !way.meanings.isEmpty || way.otherwise != nil || way.joiner != nil,
      cleanings: CleaningSet(way.cleanings), prefix: literal(way.template?.parts.first),
      suffix: literal(way.template?.parts.last), hasTemplate: way.template != nil,
      isSimpleTemplate: way.template?.isSimple ?? false,
      excluded: memory.freeze(way.excluded.map { memory.freeze($0) }), table: 0, column: 0,
      route: .empty, full: Int32(ways.count - 1))
    switch way.source {
    case .path(let path):
      compiled.route = route(path)
      (compiled.operation, compiled.slot) = operation(path, way)
    case .row(let table, let column, let keys):
      guard collects, keys.count == 1, keys[0].steps.count == 1, let key = keys[0].firstKey else {
        break
      }
      compiled.operation = .row
      compiled.slot = slot(key)
      (compiled.table, compiled.column) = (Int32(table), Int32(column))
    default: break
    }
    return compiled
  }

  private func fullSource(_ way: Pick.Way) -> FullWay.Source {
    switch way.source {
    case .path(let path): .route(route(path), joiner: way.joiner)
    case .constant(let text): .constant(text)
    case .row(let table, let column, let keys):
      .row(table: table, column: column, keys: keys.map { route($0) })
    case .sequence(let picks, let separator):
      .sequence(picks.map { compiled($0) }, separator: separator)
    case .ownName: .ownName
    }
  }

  private func operation(
    _ path: TreePath, _ way: Pick.Way
  ) -> (ProgramWay.Operation, slot: Int32) {
    guard way.joiner == nil else { return (.other, -1) }
    if path.steps.isEmpty { return (.itself, -1) }
    guard collects else { return (.route, -1) }
    guard let key = path.firstKey, key.name != "#text" else { return (.route, -1) }
    if path.steps.count == 1 { return (.member, slot(key)) }
    if isMarkup { return (.below, slot(key)) }
    if case .json = path.steps[1] { return (.inner, slot(key)) }
    return (.below, slot(key))
  }

  /// Returns a path as plain data.
  func route(_ path: TreePath) -> Route {
    memory.freeze(
      path.steps.map { step in
        let none = memory.freeze("")
        switch step {
        case .child(let key):
          if key.name.hasPrefix("@") { attributeNames.insert(key.name) }
          return RouteStep(
            operation: key.name == "#text" ? .text : .child, key: memory.freeze(key.name), index: 0)
        case .item(let index):
          let place = Int32(clamping: index)
          return RouteStep(operation: .item, key: none, index: place)
        case .each: return RouteStep(operation: .each, key: none, index: 0)
        case .descendants(let key?):
          return RouteStep(operation: .descendants, key: memory.freeze(key.name), index: 0)
        case .descendants(nil): return RouteStep(operation: .everything, key: none, index: 0)
        case .keep(let condition):
          return RouteStep(operation: .keep, key: none, index: Int32(test(condition)))
        case .json: return RouteStep(operation: .json, key: none, index: 0)
        }
      })
  }

  /// Compiles a condition and returns its index.
  private func test(_ test: TreePath.Test) -> Int {
    let compiled = RouteTest(
      route: route(test.path), values: memory.freeze(test.values.map { memory.freeze($0) }),
      allowsNothing: test.values.contains(""), isNegated: test.isNegated)
    tests.append(compiled)
    return tests.count - 1
  }

  /// Returns a pick for nodes whose keys are not collected.
  func loose(_ pick: Pick?) -> ProgramPick {
    collects = false
    defer { collects = true }
    return compiled(pick)
  }

  private func literal(_ part: TextTemplate.Part?) -> FrozenText {
    guard case .literal(let text) = part else { return memory.freeze("") }
    return memory.freeze(text)
  }

  private func compiled(_ tests: [TreePath.Test]) -> Frozen<ProgramTest> {
    memory.freeze(
      tests.map { test in
        let full = self.test(test)
        let isSimple = test.path.steps.count == 1 && test.path.firstKey?.name != "#text"
        let slot = isSimple ? test.path.firstKey.map { self.slot($0) } : nil
        return ProgramTest(
          slot: slot ?? -1, values: memory.freeze(test.values.map { memory.freeze($0) }),
          allowsNothing: test.values.contains(""), isNegated: test.isNegated,
          full: Int32(full))
      })
  }

  private func compiled<Value>(_ verdict: Verdict<Value>) -> ProgramVerdict<Value> {
    let cases = verdict.cases.map { entry in
      let text = String(decoding: entry.text, as: UTF8.self)
      return ProgramVerdict<Value>.Case(text: memory.freeze(text), value: entry.value)
    }
    return ProgramVerdict(
      pick: compiled(verdict.pick), cases: memory.freeze(cases), otherwise: verdict.otherwise,
      absent: verdict.absent)
  }

  private func compiled(_ time: TimePick?) -> ProgramTime {
    guard let time else {
      return ProgramTime(
        pick: .empty, pattern: .empty, fixed: nil, unitSinceStart: 0, full: -1, zone: 0)
    }
    times.append(time)
    var parts: [TimePattern.Part] = []
    if case .patterns(let patterns) = time.form, patterns.count == 1, case .epoch = time.base {
      parts = patterns[0]
    }
    var unit = 0.0
    if case .start = time.base, case .units(let milliseconds) = time.form { unit = milliseconds }
    return ProgramTime(
      pick: compiled(time.pick), pattern: memory.freeze(parts), fixed: FixedTime(parts),
      unitSinceStart: unit, full: Int32(times.count - 1), zone: Int32(time.zone))
  }

  private func choice(_ plan: ChoicePlan) -> ProgramChoice {
    var isInner = false
    if plan.from.steps.count > 1, case .json = plan.from.steps[1] { isInner = !isMarkup }
    return ProgramChoice(
      slot: plan.from.firstKey.map { slot($0) } ?? -1, isInner: isInner, from: route(plan.from),
      label: loose(plan.label), value: loose(plan.value),
      separator: memory.freeze(plan.separator ?? ""))
  }

  /// Returns where a list's nodes are.
  func source(_ source: ListSource) -> ProgramSource {
    switch source {
    case .text(let path, let layout): return .text(route(path), layout)
    case .nodes(let path, true): return .named(route(path))
    case .nodes(let path, false):
      if case .each = path.steps.last {
        return .items(route(TreePath(Array(path.steps.dropLast()))))
      }
      return .nodes(route(path))
    }
  }

  /// Returns where a survey field is.
  func field(_ plan: FieldPlan) -> ProgramField {
    var scale: Route?
    if case .stated(let path) = plan.scale { scale = route(path) }
    let conditions = plan.conditions.map { tests[test($0)] }
    return ProgramField(
      plan: plan, from: route(plan.from), conditions: conditions, pick: loose(plan.pick),
      scale: scale)
  }

  /// Returns a table whose rows' keys are not collected.
  func table(_ plan: TablePlan) -> ProgramTable {
    ProgramTable(
      from: route(plan.from), key: loose(plan.key),
      columns: memory.freeze(plan.columns.map { loose($0.pick) }))
  }
}

extension Message.Role {
  /// A bit of its own for each role.
  var bit: UInt8 {
    switch self {
    case .user: 1
    case .bot: 2
    case .agent: 4
    case .system: 8
    }
  }
}
