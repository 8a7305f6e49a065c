import CEL
import Diagnostics

/// Why an evaluation fails that gave something else than a condition gives.
let notABool = "a condition must be true or false"
/// Why an evaluation fails that asks for a field of something without fields.
let noFields = "this value has no fields"

/// The sentences about a policy that cannot be used as it is written.
extension Diagnostic {
  static func invalidImport(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "invalid-import", "\"\(name)\" is not the full name of a type", at: place,
      remedy: "write names of letters, digits and underscores with dots between them")
  }

  static func unknownImport(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .warning, code: "unknown-import", "there is no type \"\(name)\" to import", at: place,
      remedy: "remove the import")
  }

  static func needsOneSemantic(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "match-or-aggregate", "a rule needs either \"match\" or \"aggregate\"", at: place,
      remedy: "\"match\" takes the first match that holds, \"aggregate\" every one")
  }

  static func noMatches(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "no-matches", "a rule needs at least one match", at: place,
      remedy: "add a match with an output")
  }

  static func needsOneOutcome(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "output-or-rule", "a match needs either an \"output\" or a \"rule\"", at: place,
      remedy: "write what follows where the condition holds")
  }

  static func explanationWithoutOutput(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "explanation-without-output", "only a match with an \"output\" can be explained",
      at: place, remedy: "move the explanation to the matches of the nested rule")
  }

  static func invalidVariableName(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "invalid-variable-name", "\"\(name)\" cannot be the name of a variable", at: place,
      remedy: "use letters, digits and underscores, and no digit first")
  }

  static func duplicateVariable(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "duplicate-variable", "this rule already has a variable \"\(name)\"", at: place,
      remedy: "give one of the two another name")
  }

  static func duplicateID(_ id: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "duplicate-id", "another match already has the id \"\(id)\"", at: place,
      remedy: "give each match an id of its own")
  }

  static func tooManyRules(limit: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "policy-too-large", "the policy has more than \(limit) matches and variables",
      at: place, remedy: "split it into several policies")
  }

  static func conditionType(_ type: CELType, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "condition-type", "a condition must be true or false, and this one is of type \(type)",
      at: place, remedy: "compare it with something, such as \"… == true\"")
  }

  static func explanationType(_ type: CELType, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "explanation-type", "an explanation must be text, and this one is of type \(type)",
      at: place, remedy: "put the sentence in quotes inside the expression: '\"…\"'")
  }

  static func outputTypesDiffer(
    _ type: CELType, previous: CELType, at place: Place
  ) -> Diagnostic {
    Diagnostic(
      code: "output-types-differ",
      "this output is of type \(type), but the outputs above it are of type \(previous)",
      at: place, remedy: "give every output of a policy the same type")
  }

  static func outputType(_ type: CELType, wanted: CELType, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "output-type", "an output must be of type \(wanted), and this one is of type \(type)",
      at: place)
  }

  static func nestedAggregate(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "nested-aggregate", "an \"aggregate\" cannot stand inside another", at: place,
      remedy: "use \"match\" here, or move these matches to the outer list")
  }

  static func unreachableMatch(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "unreachable-match", "this match always holds, so nothing below it is ever reached",
      at: place, remedy: "move it to the end, or give it a condition")
  }

  static func unreachableRule(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "unreachable-rule",
      "this rule always gives an output, so nothing below it is ever reached", at: place,
      remedy: "move it to the end, or give it a condition")
  }

  static func alwaysFalse(_ severity: Severity, at place: Place) -> Diagnostic {
    Diagnostic(
      severity, code: "always-false", "this condition is always false", at: place,
      remedy: "remove the match, or put it in a comment")
  }
}
