package import Diagnostics

/// A key of a mapping, declared once: how its value is decoded, and what a schema says of it.
package struct Key<Value>: Sendable {
  /// What a schema says of it.
  package let shape: KeyShape
  let decode: @Sendable (YAMLNode, inout [Diagnostic]) -> Value?

  /// Declares a key whose value is decoded by `decode`, which must take what `shape` says.
  package init(
    _ name: String, _ meaning: String, _ shape: Shape, isRequired: Bool = false,
    decode: @escaping @Sendable (YAMLNode, inout [Diagnostic]) -> Value?
  ) {
    self.shape = KeyShape(name: name, meaning: meaning, shape: shape, isRequired: isRequired)
    self.decode = decode
  }

  /// Returns the key as one that must be written.
  package var required: Key {
    Key(shape.name, shape.meaning, shape.shape, isRequired: true, decode: decode)
  }
}

extension Key where Value == String {
  /// Declares a key with text behind it.
  package static func text(_ name: String, _ meaning: String, pattern: String? = nil) -> Key {
    Key(name, meaning, .text(pattern: pattern)) { $0.string(into: &$1) }
  }

  /// Declares a key with one of some texts behind it.
  package static func choice(_ name: String, _ meaning: String, _ values: [String]) -> Key {
    Key(name, meaning, .choice(values)) { node, diagnostics in
      guard let text = node.string(into: &diagnostics) else { return nil }
      guard values.contains(text) else {
        diagnostics.append(.unknownValue(text, known: values, at: node.place))
        return nil
      }
      return text
    }
  }
}

extension Key where Value == Bool {
  /// Declares a key with `true` or `false` behind it.
  package static func truth(_ name: String, _ meaning: String) -> Key {
    Key(name, meaning, .truth) { $0.bool(into: &$1) }
  }
}

extension Key where Value == Int {
  /// Declares a key with a whole number behind it.
  package static func integer(
    _ name: String, _ meaning: String, in range: ClosedRange<Int>
  ) -> Key {
    Key(name, meaning, .integer(range)) { $0.int(in: range, into: &$1) }
  }
}

extension Key where Value == Duration {
  /// Declares a key with a duration behind it.
  package static func duration(_ name: String, _ meaning: String) -> Key {
    Key(name, meaning, .duration) { $0.duration(into: &$1) }
  }
}

extension Key where Value == [String] {
  /// Declares a key with a list of texts behind it.
  package static func texts(_ name: String, _ meaning: String, of shape: Shape? = nil) -> Key {
    Key(name, meaning, .list(shape ?? .text(pattern: nil))) { $0.stringList(into: &$1) }
  }

  /// Declares a key with texts behind it, where one alone stands for a list of one.
  package static func textOrTexts(
    _ name: String, _ meaning: String, of shape: Shape? = nil
  ) -> Key {
    let item = shape ?? .text(pattern: nil)
    return Key(name, meaning, .either([item, .list(item)])) { $0.stringOrList(into: &$1) }
  }
}

extension Key where Value == YAMLNode {
  /// Declares a key with an expression behind it.
  package static func expression(_ name: String, _ meaning: String) -> Key {
    Key(name, meaning, .expression) { $0.expression(into: &$1) }
  }

  /// Declares a key whose value another decoder reads, which must take what `shape` says.
  package static func node(_ name: String, _ meaning: String, _ shape: Shape) -> Key {
    Key(name, meaning, shape) { node, _ in node }
  }
}

extension Key where Value == [YAMLNode] {
  /// Declares a key with a list behind it, whose items another decoder reads.
  package static func list(
    _ name: String, _ meaning: String, of shape: Shape, isFilled: Bool = false
  ) -> Key {
    Key(name, meaning, .list(shape, isFilled: isFilled)) { $0.list(into: &$1) }
  }
}

extension MappingReader {
  /// Begins to read a mapping of a declared shape; reports and returns nil where the node is none.
  package init?(_ node: YAMLNode, of shape: MappingShape, into diagnostics: inout [Diagnostic]) {
    self.init(node, as: shape.subject, into: &diagnostics)
    declare(shape)
  }

  /// Returns what stands behind a declared key; reports what is wrong with it, and that it is absent
  /// where it must not be.
  package mutating func value<Value>(
    _ key: Key<Value>, into diagnostics: inout [Diagnostic]
  ) -> Value? {
    let node =
      key.shape.isRequired
      ? required(key.shape.name, into: &diagnostics) : optional(key.shape.name)
    return node.flatMap { key.decode($0, &diagnostics) }
  }

  /// Returns whether a declared key is written, with a value or without.
  package func writes<Value>(_ key: Key<Value>) -> Bool { keys.contains(key.shape.name) }

  /// Returns where a declared key's value stands, or the mapping's place where it is absent.
  package func valuePlace<Value>(_ key: Key<Value>) -> Place {
    valuePlace(key.shape.name)
  }

  /// Returns what stands behind a declared key; reports a key that has no value.
  package mutating func valueIfWritten<Value>(
    _ key: Key<Value>, into diagnostics: inout [Diagnostic]
  ) -> Value? {
    ifWritten(key.shape.name, into: &diagnostics).flatMap { key.decode($0, &diagnostics) }
  }
}
