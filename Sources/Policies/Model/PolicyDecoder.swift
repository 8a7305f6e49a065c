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
    do throws(Diagnostic) {
      return decode(try YAMLDocument.parse(source), into: &diagnostics)
    } catch {
      diagnostics.append(error)
      return nil
    }
  }

  static func decode(_ node: YAMLNode, into diagnostics: inout [Diagnostic]) -> Policy? {
    let errorsBefore = diagnostics.errorCount
    guard var reader = MappingReader(node, as: "a policy", into: &diagnostics) else { return nil }
    let name = reader.string("name", into: &diagnostics)
    let description = reader.string("description", into: &diagnostics)
    let imports = self.imports(reader.optional("imports"), into: &diagnostics)
    let rule = reader.required("rule", into: &diagnostics).flatMap {
      self.rule($0, into: &diagnostics)
    }
    let invariants = self.invariants(reader.optional("verification"), into: &diagnostics)
    reader.finish(into: &diagnostics)
    guard let rule, diagnostics.errorCount == errorsBefore else { return nil }
    return Policy(
      name: name, description: description, imports: imports, rule: rule, invariants: invariants)
  }

  private static func imports(
    _ node: YAMLNode?, into diagnostics: inout [Diagnostic]
  ) -> [PolicyImport] {
    items(of: node, as: "an import", into: &diagnostics) { reader, diagnostics in
      guard let name = reader.required("name", into: &diagnostics) else { return nil }
      guard let text = name.string(into: &diagnostics) else { return nil }
      let place = PolicyExpression(name)?.place ?? name.place
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
    guard var reader = MappingReader(node, as: "a rule", into: &diagnostics) else { return nil }
    let id = reader.string("id", into: &diagnostics)
    let description = reader.string("description", into: &diagnostics)
    let variables = items(of: reader.optional("variables"), as: "a variable", into: &diagnostics) {
      variable(&$0, into: &$1)
    }
    let match = reader.ifWritten("match", into: &diagnostics)
    let aggregate = reader.ifWritten("aggregate", into: &diagnostics)
    reader.finish(into: &diagnostics)
    guard (match == nil) != (aggregate == nil), let list = match ?? aggregate else {
      diagnostics.append(.needsOneSemantic(at: node.place))
      return nil
    }
    let matches = items(of: list, as: "a match", into: &diagnostics) {
      self.match(&$0, into: &$1)
    }
    if case .sequence(let items) = list.content, items.isEmpty {
      diagnostics.append(.noMatches(at: list.place))
    }
    return PolicyRule(
      id: id, description: description, variables: variables,
      semantic: match == nil ? .aggregate : .firstMatch, matches: matches, place: node.place)
  }

  private static func variable(
    _ reader: inout MappingReader, into diagnostics: inout [Diagnostic]
  ) -> PolicyVariable? {
    _ = reader.string("description", into: &diagnostics)
    let name = reader.required("name", into: &diagnostics)
    let expression = reader.required("expression", into: &diagnostics)?
      .expression(into: &diagnostics).flatMap(PolicyExpression.init)
    guard let name, let text = name.string(into: &diagnostics) else { return nil }
    guard text.isIdentifier else {
      diagnostics.append(.invalidVariableName(text, at: name.place))
      return nil
    }
    guard let expression else { return nil }
    return PolicyVariable(name: text, place: name.place, expression: expression)
  }

  private static func match(
    _ reader: inout MappingReader, into diagnostics: inout [Diagnostic]
  ) -> PolicyMatch? {
    let id = reader.string("id", into: &diagnostics)
    _ = reader.string("description", into: &diagnostics)
    let condition = expression("condition", of: &reader, into: &diagnostics)
    let output = expression("output", of: &reader, into: &diagnostics)
    let explanation = expression("explanation", of: &reader, into: &diagnostics)
    let nested = reader.ifWritten("rule", into: &diagnostics)
    let rule = nested.flatMap { self.rule($0, into: &diagnostics) }
    if nested != nil, explanation != nil {
      diagnostics.append(.explanationWithoutOutput(at: reader.keyPlace("explanation")))
    }
    guard reader.keys.contains("output") != reader.keys.contains("rule") else {
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
    _ key: String, of reader: inout MappingReader, into diagnostics: inout [Diagnostic]
  ) -> PolicyExpression? {
    reader.ifWritten(key, into: &diagnostics)?
      .expression(into: &diagnostics).flatMap(PolicyExpression.init)
  }

  private static func invariants(
    _ node: YAMLNode?, into diagnostics: inout [Diagnostic]
  ) -> [PolicyInvariant] {
    items(of: node, as: "an invariant", into: &diagnostics) { reader, diagnostics in
      let id = reader.required("id", into: &diagnostics)?.string(into: &diagnostics)
      let condition = reader.required("condition", into: &diagnostics)?
        .expression(into: &diagnostics).flatMap(PolicyExpression.init)
      let message = reader.required("message", into: &diagnostics)?.string(into: &diagnostics)
      guard let id, let condition, let message else { return nil }
      return PolicyInvariant(
        id: id, condition: condition, message: message, place: reader.node.place)
    }
  }

  /// Reads a list of mappings; an item that cannot be read is reported and left out.
  private static func items<Item>(
    of node: YAMLNode?, as subject: String, into diagnostics: inout [Diagnostic],
    reading read: (inout MappingReader, inout [Diagnostic]) -> Item?
  ) -> [Item] {
    guard let node, let nodes = node.list(into: &diagnostics) else { return [] }
    return nodes.compactMap { node in
      guard var reader = MappingReader(node, as: subject, into: &diagnostics) else { return nil }
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
