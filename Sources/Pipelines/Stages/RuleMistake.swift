import Diagnostics

/// What can be wrong with rules that are otherwise well formed, in words.
enum RuleMistake {
  static func neverFires(
    _ id: String, term: String?, kinds: Int, at place: Place?
  ) -> Diagnostic {
    let cause =
      term.map { "\($0) is false for each of the \(kinds) kinds of surveys" }
      ?? "its terms are never true together in \(kinds) kinds of surveys"
    return Diagnostic(
      .warning, code: "rule-never-fires", "the rule \"\(id)\" fires for no survey", at: place,
      remedy: "\(cause); change or remove it")
  }

  static func unsendable(
    _ id: String, _ rating: Int, _ witness: String, at place: Place?
  ) -> Diagnostic {
    Diagnostic(
      .warning, code: "rule-rating", "the rule \"\(id)\" submits the rating \(rating)", at: place,
      remedy: "a rating goes from 1 to 5, else it becomes review, invalid-submission; it does for: "
        + witness)
  }

  static func shadowed(
    _ id: String, by others: [String], _ witness: String, at place: Place?
  ) -> Diagnostic {
    let names = others.map { "\"\($0)\"" }.joined(separator: ", ")
    return Diagnostic(
      .warning, code: "rule-shadowed", "the rule \"\(id)\" never decides", at: place,
      remedy: "\(names) above it decides first, for example for: \(witness)")
  }

  static func fails(
    _ id: String, _ message: String, _ witness: String, at place: Place?
  ) -> Diagnostic {
    Diagnostic(
      .warning, code: "rule-fails", "the rule \"\(id)\" fails: \(message)", at: place,
      remedy: "it does for: \(witness)")
  }

  static func brokenInvariant(
    _ message: String, rule: String, _ witness: String, at place: Place?
  ) -> Diagnostic {
    Diagnostic(
      .warning, code: "invariant-broken", "the rule \"\(rule)\" breaks: \(message)", at: place,
      remedy: "it does for: \(witness)")
  }

  static func uncovered(_ count: Int, _ witness: String, _ place: Place?) -> Diagnostic {
    Diagnostic(
      .warning, code: "rule-gap", "no rule catches \(count) kinds of surveys", at: place,
      remedy: "they become review, no-rule; for example: \(witness)")
  }
}
