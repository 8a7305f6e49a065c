import Conversations

/// Runs the plain-data form of picks, and falls back to the full form where that is needed.
extension TreeEvaluator {
  @inline(__always)
  func value(_ pick: ProgramPick, in scope: PickScope, isWords: Bool = false) -> Scalar? {
    for index in 0..<pick.count {
      guard let way = pick.pointer(at: index), let found = value(way, in: scope) else { continue }
      if isWords || !isMissing(found) { return found }
    }
    return nil
  }

  func text(_ pick: ProgramPick, in scope: PickScope) -> String? {
    pick.isEmpty ? nil : value(pick, in: scope)?.text
  }

  @inline(__always) private func value(
    _ way: UnsafePointer<ProgramWay>, in scope: PickScope
  ) -> Scalar? {
    let found: Scalar?
    switch way.pointee.operation {
    case .member: found = scope.member(way.pointee.slot).flatMap { scalar($0) }
    case .itself: found = scalar(scope.node)
    case .row:
      guard let key = scope.member(way.pointee.slot).flatMap({ scalar($0) }) else { return nil }
      found = row(Int(way.pointee.table), Int(way.pointee.column), key: key)
    case .inner:
      guard let node = scope.member(way.pointee.slot), node.isContainer || node.looksLikeJSON else {
        return nil
      }
      found = first(way.pointee.route, of: scope.node).flatMap { scalar($0) }
    case .below:
      guard scope.member(way.pointee.slot) != nil else { return nil }
      found = first(way.pointee.route, of: scope.node).flatMap { scalar($0) }
    case .route: found = first(way.pointee.route, of: scope.node).flatMap { scalar($0) }
    case .other: return value(full(way), in: scope)
    }
    guard let found else { return nil }
    return way.pointee.isPlain ? found : finished(found, way)
  }

  @inline(__always)
  private func finished(_ found: Scalar, _ way: UnsafePointer<ProgramWay>) -> Scalar? {
    guard !way.pointee.isInvolved, case .string(var text) = found else {
      return transformed(found, full(way).way)
    }
    if way.pointee.hasTemplate {
      guard way.pointee.prefix.begins(text), way.pointee.suffix.ends(text) else { return nil }
      let (skipped, cut) = (way.pointee.prefix.count, way.pointee.suffix.count)
      guard way.pointee.isSimpleTemplate, text.count >= skipped + cut else {
        return transformed(found, full(way).way)
      }
      text = UnsafeBufferPointer(rebasing: text[skipped..<text.count - cut])
    }
    guard let text = way.pointee.cleanings.slice(text) else {
      return transformed(found, full(way).way)
    }
    for excluded in way.pointee.excluded.buffer where excluded.equals(text) { return nil }
    return .string(text)
  }

  private func full(_ way: UnsafePointer<ProgramWay>) -> FullWay { ways[Int(way.pointee.full)] }

  @inline(__always)
  func holds(_ tests: Frozen<ProgramTest>, in scope: PickScope) -> Bool {
    for index in 0..<tests.count where !holds(tests[index], in: scope) { return false }
    return true
  }

  @inline(__always) func holds(_ test: ProgramTest, in scope: PickScope) -> Bool {
    guard test.slot >= 0 else { return holds(tests[Int(test.full)], of: scope.node) }
    guard let node = scope.member(test.slot) else { return test.allowsNothing != test.isNegated }
    guard node.isString else {
      if node.isContainer && test.values.isEmpty { return !test.isNegated }
      return holds(tests[Int(test.full)], of: scope.node)
    }
    if test.values.isEmpty { return !isMissing(.string(node.bytes)) != test.isNegated }
    for value in test.values.buffer where value.equals(node.bytes) { return !test.isNegated }
    return test.isNegated
  }

  /// Returns what a picked text stands for.
  @inline(__always)
  func verdict<Value>(_ verdict: ProgramVerdict<Value>, in scope: PickScope) -> Value? {
    if verdict.pick.isEmpty { return verdict.otherwise }
    guard let found = value(verdict.pick, in: scope) else {
      return verdict.absent ?? verdict.otherwise
    }
    if case .string(let text) = found {
      for entry in verdict.cases.buffer where entry.text.equals(text) { return entry.value }
    } else {
      let text = scratch.keep(found.text.utf8)
      for entry in verdict.cases.buffer where entry.text.equals(text) { return entry.value }
    }
    return verdict.otherwise
  }

  @inline(__always)
  func time(
    _ time: ProgramTime, in scope: PickScope, start: Timestamp? = nil, previous: Timestamp? = nil
  ) -> Timestamp? {
    guard time.full >= 0, let found = value(time.pick, in: scope) else { return nil }
    if !time.pattern.isEmpty, case .string(let text) = found {
      if let moment = time.fixed?.read(text) { return moment }
      return TimePattern.read(text, time.pattern.buffer, zone: Int(time.zone))
    }
    if time.unitSinceStart > 0, let start, let count = found.number {
      return TimePick.timestamp(count, of: time.unitSinceStart, since: start)
    }
    return times[Int(time.full)].timestamp(found, start: start, previous: previous)
  }
}

extension Node {
  /// Whether a string's first character but white space opens an object or a list.
  @inline(__always) var looksLikeJSON: Bool {
    guard isString, let first = bytes.first else { return false }
    if first == 0x7B || first == 0x5B { return true }
    return first <= 0x20
      && bytes.first { !$0.isJSONSpace }.map { $0 == 0x7B || $0 == 0x5B } ?? false
  }
}
