package import Diagnostics
package import Documents

extension Policy {
  /// Reads a policy that stands inside another file.
  package static func decode(
    _ node: YAMLNode, into diagnostics: inout [Diagnostic]
  ) -> Policy? {
    PolicyDecoder.decode(node, into: &diagnostics)
  }
}

/// The reading of a policy's form; its expressions stay text.
enum PolicyDecoder {
  static func decode(_ source: SourceText, into diagnostics: inout [Diagnostic]) -> Policy? {
    let errorsBefore = diagnostics.errorCount
    let policy = MendedDocument(source, into: &diagnostics)
      .flatMap { partial($0.root, into: &diagnostics) }
    return diagnostics.errorCount == errorsBefore ? policy : nil
  }

  static func decode(_ node: YAMLNode, into diagnostics: inout [Diagnostic]) -> Policy? {
    let errorsBefore = diagnostics.errorCount
    let policy = partial(node, into: &diagnostics)
    return diagnostics.errorCount == errorsBefore ? policy : nil
  }

  /// Reads what can be read; what has a mistake of form is reported and left out.
  static func partial(_ node: YAMLNode, into diagnostics: inout [Diagnostic]) -> Policy? {
    guard var reader = MappingReader(node, of: PolicyKeys.shape, into: &diagnostics) else {
      return nil
    }
    let name = reader.value(PolicyKeys.name, into: &diagnostics)
    let description = reader.value(PolicyKeys.description, into: &diagnostics)
    let imports = self.imports(
      reader.value(PolicyKeys.imports, into: &diagnostics), into: &diagnostics)
    let rule = reader.value(PolicyKeys.rule, into: &diagnostics).flatMap {
      self.rule($0, into: &diagnostics)
    }
    let invariants = self.invariants(
      reader.value(PolicyKeys.verification, into: &diagnostics), into: &diagnostics)
    reader.finish(into: &diagnostics)
    guard let rule else { return nil }
    return Policy(
      name: name, description: description, imports: imports, rule: rule, invariants: invariants)
  }

  private static func imports(
    _ nodes: [YAMLNode]?, into diagnostics: inout [Diagnostic]
  ) -> [PolicyImport] {
    items(nodes, of: ImportKeys.shape, into: &diagnostics) { reader, diagnostics in
      guard let text = reader.value(ImportKeys.name, into: &diagnostics) else { return nil }
      let name = reader.optional(ImportKeys.name.shape.name)
      let place =
        name.flatMap(PolicyExpression.init)?.place ?? reader.valuePlace(ImportKeys.name)
      let trimmed = String(text.drop(while: \.isWhitespace)).trimmingSuffix(while: \.isWhitespace)
      guard isQualifiedName(trimmed) else {
        diagnostics.append(.invalidImport(trimmed, at: place))
        return nil
      }
      return PolicyImport(name: trimmed, place: place)
    }
  }

  private static func isQualifiedName(_ name: String) -> Bool {
    name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { $0.isIdentifier }
  }

  private static func rule(
    _ node: YAMLNode, into diagnostics: inout [Diagnostic]
  ) -> PolicyRule? {
    guard var reader = MappingReader(node, of: RuleKeys.shape, into: &diagnostics) else {
      return nil
    }
    let id = reader.value(RuleKeys.id, into: &diagnostics)
    let description = reader.value(RuleKeys.description, into: &diagnostics)
    let variables = items(
      reader.value(RuleKeys.variables, into: &diagnostics), of: VariableKeys.shape,
      into: &diagnostics
    ) { variable(&$0, into: &$1) }
    let match = reader.valueIfWritten(RuleKeys.match, into: &diagnostics)
    let aggregate = reader.valueIfWritten(RuleKeys.aggregate, into: &diagnostics)
    reader.finish(into: &diagnostics)
    guard reader.writes(RuleKeys.match) != reader.writes(RuleKeys.aggregate) else {
      diagnostics.append(.needsOneSemantic(at: node.place))
      return nil
    }
    guard let list = match ?? aggregate else { return nil }
    let matches = items(list, of: MatchKeys.shape, into: &diagnostics) {
      self.match(&$0, into: &$1)
    }
    if list.isEmpty {
      let key = match == nil ? RuleKeys.aggregate : RuleKeys.match
      diagnostics.append(.noMatches(at: reader.valuePlace(key)))
    }
    return PolicyRule(
      id: id, description: description, variables: variables,
      semantic: match == nil ? .aggregate : .firstMatch, matches: matches, place: node.place)
  }

  private static func variable(
    _ reader: inout MappingReader, into diagnostics: inout [Diagnostic]
  ) -> PolicyVariable? {
    _ = reader.value(VariableKeys.description, into: &diagnostics)
    let name = reader.value(VariableKeys.name, into: &diagnostics)
    let expression = reader.value(VariableKeys.expression, into: &diagnostics)
      .flatMap(PolicyExpression.init)
    guard let name else { return nil }
    let place = reader.valuePlace(VariableKeys.name)
    guard name.isIdentifier else {
      diagnostics.append(.invalidVariableName(name, at: place))
      return nil
    }
    guard let expression else { return nil }
    return PolicyVariable(name: name, place: place, expression: expression)
  }

  private static func match(
    _ reader: inout MappingReader, into diagnostics: inout [Diagnostic]
  ) -> PolicyMatch? {
    let id = reader.value(MatchKeys.id, into: &diagnostics)
    _ = reader.value(MatchKeys.description, into: &diagnostics)
    let condition = expression(MatchKeys.condition, of: &reader, into: &diagnostics)
    let output = expression(MatchKeys.output, of: &reader, into: &diagnostics)
    let explanation = expression(MatchKeys.explanation, of: &reader, into: &diagnostics)
    let nested = reader.valueIfWritten(MatchKeys.rule, into: &diagnostics)
    let rule = nested.flatMap { self.rule($0, into: &diagnostics) }
    if nested != nil, explanation != nil {
      let place = reader.keyPlace(MatchKeys.explanation.shape.name)
      diagnostics.append(.explanationWithoutOutput(at: place))
    }
    guard reader.writes(MatchKeys.output) != reader.writes(MatchKeys.rule) else {
      diagnostics.append(.needsOneOutcome(at: reader.node.place))
      return nil
    }
    guard let outcome = output.map(PolicyMatch.Outcome.output) ?? rule.map({ .rule($0) }) else {
      return nil
    }
    return PolicyMatch(
      id: id, condition: condition, outcome: outcome, explanation: explanation,
      place: reader.node.place)
  }

  private static func expression(
    _ key: Key<YAMLNode>, of reader: inout MappingReader, into diagnostics: inout [Diagnostic]
  ) -> PolicyExpression? {
    reader.valueIfWritten(key, into: &diagnostics).flatMap(PolicyExpression.init)
  }

  private static func invariants(
    _ nodes: [YAMLNode]?, into diagnostics: inout [Diagnostic]
  ) -> [PolicyInvariant] {
    items(nodes, of: InvariantKeys.shape, into: &diagnostics) { reader, diagnostics in
      let id = reader.value(InvariantKeys.id, into: &diagnostics)
      let condition = reader.value(InvariantKeys.condition, into: &diagnostics)
        .flatMap(PolicyExpression.init)
      let message = reader.value(InvariantKeys.message, into: &diagnostics)
      guard let id, let condition, let message else { return nil }
      return PolicyInvariant(
        id: id, condition: condition, message: message, place: reader.node.place)
    }
  }

  /// Reads a list of mappings; an item that cannot be read is reported and left out.
  private static func items<Item>(
    _ nodes: [YAMLNode]?, of shape: MappingShape, into diagnostics: inout [Diagnostic],
    reading read: (inout MappingReader, inout [Diagnostic]) -> Item?
  ) -> [Item] {
    (nodes ?? []).compactMap { node in
      guard var reader = MappingReader(node, of: shape, into: &diagnostics) else { return nil }
      let item = read(&reader, &diagnostics)
      reader.finish(into: &diagnostics)
      return item
    }
  }
}

extension [Diagnostic] {
  var errorCount: Int { count { $0.severity == .error } }
}

extension StringProtocol {
  /// Whether it can be a name in an expression: Latin letters, digits, underscores, no digit first.
  var isIdentifier: Bool {
    guard let first = utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
      return false
    }
    return utf8.allSatisfy {
      switch $0 {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
  }
}
