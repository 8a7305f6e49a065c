package import Diagnostics

/// The reading of one mapping, key by key, that leaves no key unread.
///
/// Ask for every key that the mapping may have, then call `finish(into:)`: it reports each key that
/// was never asked for. Names that were asked for are the names that a misspelt key is compared to.
package struct MappingReader: Sendable {
  /// The mapping itself.
  package let node: YAMLNode
  private let entries: [(key: YAMLNode, value: YAMLNode)]
  private let subject: String
  private var asked: [String] = []
  /// The keys that a shape declares; nil where the reader has none.
  private var declared: [String]?

  /// Begins to read a mapping; reports and returns nil where the node is none.
  ///
  /// `subject` says what the mapping is, with its article: `a rule`.
  package init?(_ node: YAMLNode, as subject: String, into diagnostics: inout [Diagnostic]) {
    guard case .mapping(let entries) = node.content else {
      diagnostics.append(.wrongKind(of: node, expected: "\(subject) (a mapping of keys)"))
      return nil
    }
    self.node = node
    self.entries = entries
    self.subject = subject
  }

  /// The keys as they were written, in order.
  package var keys: [String] { entries.compactMap(\.key.text) }

  /// Lets the reader ask for the keys of a shape only, so that a schema made from it tells all.
  mutating func declare(_ shape: MappingShape) {
    declared = shape.keys.map(\.name)
  }

  /// Returns a key's value, or nil where the key is absent or has no value.
  package mutating func optional(_ key: String) -> YAMLNode? {
    assert(declared?.contains(key) != false, "\(subject) does not declare the key \(key)")
    asked.append(key)
    let value = entries.first { $0.key.text == key }?.value
    return value?.isNull == true ? nil : value
  }

  /// Returns a key's value; reports where the key is absent or has no value.
  package mutating func required(
    _ key: String, into diagnostics: inout [Diagnostic]
  ) -> YAMLNode? {
    if let value = optional(key) { return value }
    let written = entries.first { $0.key.text == key }
    diagnostics.append(
      .missingKey(key, of: subject, at: written?.key.place ?? node.place, isWritten: written != nil)
    )
    return nil
  }

  /// Returns a key's value, or nil where the key is absent; reports a key that has no value.
  ///
  /// For keys whose absence means something, so that an unfinished line is not taken for it.
  package mutating func ifWritten(
    _ key: String, into diagnostics: inout [Diagnostic]
  ) -> YAMLNode? {
    if entries.contains(where: { $0.key.text == key }) {
      return required(key, into: &diagnostics)
    }
    return optional(key)
  }

  /// Returns where a key is written, or the mapping's place where it is absent.
  package func keyPlace(_ key: String) -> Place {
    entries.first { $0.key.text == key }?.key.place ?? node.place
  }

  /// Returns where a key's value stands, or the mapping's place where it is absent.
  func valuePlace(_ key: String) -> Place {
    entries.first { $0.key.text == key }?.value.place ?? node.place
  }

  /// Returns every entry whose key was not asked for, and counts them as read.
  ///
  /// For mappings whose keys are names that the file chooses.
  package mutating func remaining() -> [(key: YAMLNode, value: YAMLNode)] {
    let rest = entries.filter { !asked.contains($0.key.text ?? "") }
    asked += rest.compactMap(\.key.text)
    return rest
  }

  /// Reports every key that was not asked for, with the nearest name that was.
  package func finish(into diagnostics: inout [Diagnostic]) {
    for (key, _) in entries {
      guard let name = key.text else {
        diagnostics.append(.wrongKind(of: key, expected: "a key"))
        continue
      }
      if !asked.contains(name) {
        diagnostics.append(.unknownKey(name, of: subject, known: asked, at: key.place))
      }
    }
  }
}

extension MappingReader {
  /// Returns an optional key's text.
  package mutating func string(
    _ key: String, into diagnostics: inout [Diagnostic]
  ) -> String? {
    optional(key)?.string(into: &diagnostics)
  }

  /// Returns an optional key's `true` or `false`.
  package mutating func bool(_ key: String, into diagnostics: inout [Diagnostic]) -> Bool? {
    optional(key)?.bool(into: &diagnostics)
  }

  /// Returns an optional key's whole number.
  package mutating func int(
    _ key: String, in range: ClosedRange<Int> = .min ... .max,
    into diagnostics: inout [Diagnostic]
  ) -> Int? {
    optional(key)?.int(in: range, into: &diagnostics)
  }

  /// Returns an optional key's number.
  package mutating func double(
    _ key: String, into diagnostics: inout [Diagnostic]
  ) -> Double? {
    optional(key)?.double(into: &diagnostics)
  }

  /// Returns an optional key's duration.
  package mutating func duration(
    _ key: String, into diagnostics: inout [Diagnostic]
  ) -> Duration? {
    optional(key)?.duration(into: &diagnostics)
  }

  /// Returns an optional key's list of texts.
  package mutating func stringList(
    _ key: String, into diagnostics: inout [Diagnostic]
  ) -> [String]? {
    optional(key)?.stringList(into: &diagnostics)
  }

  /// Returns an optional key's texts, where one text alone stands for a list of one.
  package mutating func stringOrList(
    _ key: String, into diagnostics: inout [Diagnostic]
  ) -> [String]? {
    optional(key)?.stringOrList(into: &diagnostics)
  }
}
