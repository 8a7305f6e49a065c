import Diagnostics

/// What can be wrong with rules that are otherwise well formed, in words.
enum RuleMistake {
  static func neverFires(_ id: String, at place: Place?) -> Diagnostic {
    Diagnostic(
      .warning, code: "rule-never-fires", "the rule \"\(id)\" fires for no survey", at: place,
      remedy: "its condition is true of no survey that can be; change or remove it")
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
