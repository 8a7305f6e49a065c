import Conversations

/// Runs the plain-data form of picks, and falls back to the full form where that is needed.
extension TreeEvaluator {
  @inline(__always)
  func value(_ pick: ProgramPick, in scope: PickScope, isWords: Bool = false) -> Scalar? {
    for way in pick.buffer {
      guard let found = value(way, in: scope) else { continue }
      if isWords || !isMissing(found) { return found }
    }
    return nil
  }

  func text(_ pick: ProgramPick, in scope: PickScope) -> String? {
    pick.isEmpty ? nil : value(pick, in: scope)?.text
  }

  @inline(__always) private func value(_ way: ProgramWay, in scope: PickScope) -> Scalar? {
    let found: Scalar?
    switch way.operation {
    case .member: found = scope.member(way.slot).flatMap { scalar($0) }
    case .itself: found = scalar(scope.node)
    case .inner:
      guard let node = scope.member(way.slot), node.isContainer || node.looksLikeJSON else {
        return nil
      }
      return value(full(way), in: scope)
    case .below: return scope.member(way.slot) == nil ? nil : value(full(way), in: scope)
    case .row:
      guard let key = scope.member(way.slot).flatMap({ scalar($0) }) else { return nil }
      found = row(Int(way.table), Int(way.column), key: key)
    case .other: return value(full(way), in: scope)
    }
    guard let found else { return nil }
    return way.isPlain ? found : finished(found, way)
  }

  @inline(__always) private func finished(_ found: Scalar, _ way: ProgramWay) -> Scalar? {
    guard !way.isInvolved, case .string(let text) = found else {
      return transformed(found, full(way))
    }
    if way.hasTemplate {
      return way.prefix.begins(text) ? transformed(found, full(way)) : nil
    }
    guard way.cleanings.leaves(text) else { return transformed(found, full(way)) }
    for excluded in way.excluded.buffer where excluded.equals(text) { return nil }
    return found
  }

  private func full(_ way: ProgramWay) -> Pick.Way { ways[Int(way.full)] }

  @inline(__always)
  func holds(_ tests: Frozen<ProgramTest>, in scope: PickScope) -> Bool {
    for test in tests.buffer where !holds(test, in: scope) { return false }
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
      return TimePattern.read(text, time.pattern.buffer, zone: Int(time.zone))
    }
    return times[Int(time.full)].timestamp(found, start: start, previous: previous)
  }
}

extension Node {
  /// Whether a string's first character but white space opens an object or a list.
  @inline(__always) var looksLikeJSON: Bool {
    guard isString, let first = bytes.first else { return false }
    if first == 0x7B || first == 0x5B { return true }
    return first <= 0x20 && bytes.first { !$0.isJSONSpace }.map { $0 == 0x7B || $0 == 0x5B } ?? false
  }
}
