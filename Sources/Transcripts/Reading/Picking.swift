/// A node, the name it stands under, and the values found under the keys that its plan collects.
struct PickScope {
  let node: Node
  /// A tape index for each collected key; 0 where the node has none.
  let slots: UnsafeMutableBufferPointer<Int32>
  var name: UnsafeBufferPointer<UInt8>?

  @inline(__always) func slot(_ index: Int) -> Node? {
    let found = slots[index]
    return found == 0 ? nil : node.at(Int(found))
  }
}

extension TreeEvaluator {
  /// Notes where the node has each of the keys.
  @inline(__always) func collect(
    _ keys: [TreeKey], of node: Node, into slots: UnsafeMutableBufferPointer<Int32>
  ) {
    for index in keys.indices { slots[index] = 0 }
    guard node.isObject else { return }
    var children = node.children
    while let (name, value) = children.next() {
      guard let bytes = name?.bytes else { continue }
      for index in keys.indices where keys[index].matches(bytes) {
        if slots[index] == 0 { slots[index] = Int32(truncatingIfNeeded: value.index) }
        break
      }
    }
  }

  /// Returns the value of the first way that gives one; `isWords` for what people wrote, where
  /// nothing but absence counts as missing.
  func value(_ pick: Pick, in scope: PickScope, isWords: Bool = false) -> Scalar? {
    for way in pick.ways {
      guard let found = value(way, in: scope) else { continue }
      if isWords || !isMissing(found) { return found }
    }
    return nil
  }

  /// Returns the value as text.
  func text(_ pick: Pick?, in scope: PickScope) -> String? {
    guard let pick else { return nil }
    return value(pick, in: scope)?.text
  }

  private func value(_ way: Pick.Way, in scope: PickScope) -> Scalar? {
    guard let found = source(way, in: scope) else { return nil }
    return way.isPlain ? found : transformed(found, way)
  }

  private func source(_ way: Pick.Way, in scope: PickScope) -> Scalar? {
    switch way.source {
    case .path(let path, let slot):
      if let joiner = way.joiner { return joined(path, slot, by: joiner, in: scope) }
      return node(path, slot, in: scope).flatMap { scalar($0) }
    case .constant(let text): return .string(scratch.keep(text.utf8))
    case .row(let table, let column, let keys):
      return row(table, column, keys, in: scope)
    case .sequence(let picks, let separator):
      var parts: [String] = []
      for pick in picks {
        guard let part = text(pick, in: scope) else { return nil }
        parts.append(part)
      }
      return .string(scratch.keep(parts.joined(separator: separator).utf8))
    case .ownName: return scope.name.map { .string($0) }
    }
  }

  @inline(__always) func node(_ path: TreePath, _ slot: Int?, in scope: PickScope) -> Node? {
    guard let slot else { return first(path, of: scope.node) }
    guard let start = scope.slot(slot) else { return nil }
    return path.steps.isEmpty ? start : first(path, of: start)
  }

  private func joined(
    _ path: TreePath, _ slot: Int?, by joiner: String, in scope: PickScope
  ) -> Scalar? {
    guard let start = slot == nil ? scope.node : slot.flatMap({ scope.slot($0) }) else {
      return nil
    }
    var parts: [String] = []
    each(path, of: start) { node in
      if let part = scalar(node), !part.isEmpty { parts.append(part.text) }
      return true
    }
    return parts.isEmpty ? nil : .string(scratch.keep(parts.joined(separator: joiner).utf8))
  }

  private func row(
    _ table: Int, _ column: Int, _ keys: [Pick.KeyedPath], in scope: PickScope
  ) -> Scalar? {
    for key in keys {
      guard let found = node(key.path, key.slot, in: scope).flatMap({ scalar($0) }) else {
        continue
      }
      guard let row = tables[table].first(where: { Self.isSameKey(found, $0.key) }) else {
        continue
      }
      return row.values[column].map { .string(scratch.keep($0.utf8)) }
    }
    return nil
  }

  /// White space at the ends of a key does not count: exporters break lines in attributes.
  private static func isSameKey(_ found: Scalar, _ key: String) -> Bool {
    found.isText(key) || found.text.trimmingSpace == key
  }

  private func transformed(_ found: Scalar, _ way: Pick.Way) -> Scalar? {
    var text = found.text
    if let template = way.template {
      guard let part = template.capture(in: text) else { return nil }
      text = part
    }
    for cleaning in way.cleanings { text = cleaning.cleaned(text) }
    if way.excluded.contains(text) { return nil }
    if let meaning = way.meanings[text] ?? way.otherwise { text = meaning }
    return .string(scratch.keep(text.utf8))
  }

  /// Returns what a picked text stands for.
  func verdict<Value>(_ verdict: Verdict<Value>, in scope: PickScope) -> Value? {
    guard let pick = verdict.pick else { return verdict.otherwise }
    guard let found = value(pick, in: scope) else { return verdict.absent ?? verdict.otherwise }
    if case .string(let bytes) = found {
      for (text, value) in verdict.cases where text.elementsEqual(bytes) { return value }
    } else {
      let text = found.text
      for (name, value) in verdict.cases where name.elementsEqual(text.utf8) { return value }
    }
    return verdict.otherwise
  }
}
