package import CEL
package import Conversations

/// A decision as a value of expressions: what `submit`, `skip` and `review` make.
package final class DecisionValue: ObjectValue {
  /// What the rules say, before the submission is built.
  package let verdict: Decision.Verdict
  /// The comment that the rules set in place of the survey's own; nil where they set none.
  package let comment: String?
  /// The flags of the rules, as they were added.
  package let flags: [Flag]

  init(_ verdict: Decision.Verdict, comment: String? = nil, flags: [Flag] = []) {
    self.verdict = verdict
    self.comment = comment
    self.flags = flags
  }

  /// The declared type, `Decision`.
  package static let type = CELType.object("Decision")

  package var type: CELType { Self.type }

  package func field(_ index: Int) throws(EvaluationError) -> Value {
    Self.table.facts[index].value(self)
  }

  package func isEqual(to other: any ObjectValue) -> Bool {
    guard let other = other as? DecisionValue else { return false }
    return verdict == other.verdict && comment == other.comment && flags == other.flags
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(verdict)
    hasher.combine(comment)
    hasher.combine(flags)
  }
}

extension DecisionValue {
  /// What invariants can read of a decision.
  static let table = FactTable<DecisionValue>(
    name: "Decision",
    facts: [
      Fact("action", .string, "submit, skip or review") {
        .string(Decision($0.verdict).name)
      },
      Fact("resolved", .bool, "what is sent; false unless the action is submit") {
        if case .submit(let resolved, _, _) = $0.verdict { .bool(resolved) } else { .bool(false) }
      },
      Fact("rating", .int, "what is sent; 0 unless the action is submit") {
        if case .submit(_, let rating, _) = $0.verdict { .int(Int64(rating)) } else { .int(0) }
      },
      Fact("reason", .string, "why it is not sent; empty for submit") {
        .string(Decision($0.verdict).reason?.rawValue ?? "")
      },
      Fact("flags", .list(.string), "the flags that the rule added") {
        .list($0.flags.map { .string($0.rawValue) })
      },
    ])

  /// The functions that make decisions and add to them.
  static let functions: [FunctionDeclaration] = [
    FunctionDeclaration(
      name: "submit",
      overloads: [
        Overload(id: "submit_bool_int", parameters: [.bool, .int], result: type) {
          (arguments: [Value]) throws(EvaluationError) in
          guard case .bool(let resolved) = arguments[0], case .int(let rating) = arguments[1]
          else { throw DecisionSentence.arguments }
          return .object(
            DecisionValue(.submit(resolved: resolved, rating: Int(rating), comment: nil)))
        }
        .judging { value in
          guard case .int(let rating) = value, !(1...5).contains(rating) else { return nil }
          return LiteralFault(kind: "rating", reason: "it goes from 1 to 5")
        }
      ]),
    verdict("skip") { .skip($0) },
    verdict("review") { .review($0) },
    addition("comment") { decision, text in
      DecisionValue(decision.verdict, comment: text, flags: decision.flags)
    },
    addition("flag") { decision, text in
      DecisionValue(
        decision.verdict, comment: decision.comment,
        flags: decision.flags + [Flag(rawValue: text)])
    },
  ]

  /// What is wrong with a code that is written out.
  private static func fault(of value: Value, kind: String) -> LiteralFault? {
    guard case .string(let code) = value, !Reason.isWellFormed(code) else { return nil }
    return LiteralFault(
      kind: kind, reason: "it is lower-case letters, digits and hyphens, beginning with a letter")
  }

  private static func verdict(
    _ name: String, _ make: @escaping @Sendable (Reason) -> Decision.Verdict
  ) -> FunctionDeclaration {
    FunctionDeclaration(
      name: name,
      overloads: [
        Overload(id: "\(name)_string", parameters: [.string], result: type) {
          (arguments: [Value]) throws(EvaluationError) in
          guard case .string(let code) = arguments[0] else { throw DecisionSentence.arguments }
          guard Reason.isWellFormed(code) else { throw DecisionSentence.reason }
          return .object(DecisionValue(make(Reason(rawValue: code))))
        }
        .judging { fault(of: $0, kind: "reason") }
      ])
  }

  private static func addition(
    _ name: String, _ change: @escaping @Sendable (DecisionValue, String) -> DecisionValue
  ) -> FunctionDeclaration {
    FunctionDeclaration(
      name: name,
      overloads: [
        Overload(
          id: "decision_\(name)_string", parameters: [type, .string], result: type,
          isInstance: true
        ) { (arguments: [Value]) throws(EvaluationError) in
          guard case .object(let object) = arguments[0], let decision = object as? DecisionValue,
            case .string(let text) = arguments[1]
          else { throw DecisionSentence.arguments }
          if name == "flag", !Reason.isWellFormed(text) { throw DecisionSentence.flag }
          return .object(change(decision, text))
        }
        .judging { name == "flag" ? fault(of: $0, kind: "flag") : nil }
      ])
  }
}

/// What can be wrong when a rule makes a decision, in words.
enum DecisionSentence {
  static let arguments = EvaluationError(
    .noSuchOverload, "a decision was made from values of another type")
  static let reason = EvaluationError(
    .invalidArgument,
    "a reason is lower-case letters, digits and hyphens, beginning with a letter")
  static let flag = EvaluationError(
    .invalidArgument,
    "a flag is lower-case letters, digits and hyphens, beginning with a letter")
}
