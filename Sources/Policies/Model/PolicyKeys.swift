package import Documents

extension Policy {
  /// What a file of rules may hold.
  package static var shape: MappingShape { PolicyKeys.shape }
  /// The shapes that stand inside themselves, by name.
  package static var namedShapes: [(name: String, shape: MappingShape)] {
    [(RuleKeys.reference, RuleKeys.shape)]
  }
}

/// The keys of a policy.
enum PolicyKeys {
  static let name = Key.text("name", "the policy's name")
  static let description = Key.text("description", "what the policy is for")
  static let imports = Key.list(
    "imports", "full names of types that expressions write by their last part",
    of: .mapping(ImportKeys.shape))
  static let rule = Key.node(
    "rule", "the rule that everything begins with", .named(RuleKeys.reference)
  ).required
  static let verification = Key.list(
    "verification", "what must hold for every decision", of: .mapping(InvariantKeys.shape))

  static let shape = MappingShape(
    "a policy", [name.shape, description.shape, imports.shape, rule.shape, verification.shape])
}

/// The keys of an import.
enum ImportKeys {
  static let name = Key.text("name", "the full name of a type").required

  static let shape = MappingShape("an import", [name.shape])
}

/// The keys of a rule.
enum RuleKeys {
  /// The name that stands for a rule inside a rule.
  static let reference = "rule"

  static let id = Key.text("id", "the name in reports, traces and coverage")
  static let description = Key.text("description", "what the rule is for")
  static let variables = Key.list(
    "variables", "named expressions, read as variables.NAME", of: .mapping(VariableKeys.shape))
  static let match = Key.list(
    "match", "matches from top to bottom, of which the first that holds decides",
    of: .mapping(MatchKeys.shape), isFilled: true)
  static let aggregate = Key.list(
    "aggregate", "matches of which every one that holds adds its output to a list",
    of: .mapping(MatchKeys.shape), isFilled: true)

  static let shape = MappingShape(
    "a rule",
    [id.shape, description.shape, variables.shape, match.shape, aggregate.shape],
    exactlyOne: [[match.shape.name, aggregate.shape.name]])
}

/// The keys of a variable.
enum VariableKeys {
  static let name = Key.text(
    "name", "letters, digits and underscores, no digit first", pattern: "^[A-Za-z_][A-Za-z0-9_]*$"
  ).required
  static let description = Key.text("description", "what the variable is")
  static let expression = Key.expression("expression", "its value, in CEL").required

  static let shape = MappingShape(
    "a variable", [name.shape, description.shape, expression.shape])
}

/// The keys of a match.
enum MatchKeys {
  static let id = Key.text("id", "the name in reports, traces and coverage")
  static let description = Key.text("description", "what the match is for")
  static let condition = Key.expression(
    "condition", "true or false; left out, the match holds always")
  static let output = Key.expression(
    "output", "the decision: submit(resolved, rating), skip(reason) or review(reason)")
  static let rule = Key.node(
    "rule", "a rule inside this match, in place of an output", .named(RuleKeys.reference))
  static let explanation = Key.expression("explanation", "a sentence for people, as a CEL string")

  static let shape = MappingShape(
    "a match",
    [
      id.shape, description.shape, condition.shape, output.shape, rule.shape, explanation.shape,
    ], exactlyOne: [[output.shape.name, rule.shape.name]])
}

/// The keys of an invariant.
enum InvariantKeys {
  static let id = Key.text("id", "the invariant's name").required
  static let condition = Key.expression(
    "condition", "what must hold; it may also ask for the output"
  ).required
  static let message = Key.text("message", "what must hold, in words").required

  static let shape = MappingShape("an invariant", [id.shape, condition.shape, message.shape])
}
