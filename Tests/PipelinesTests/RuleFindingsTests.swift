import CEL
import Conversations
import Diagnostics
import Pipelines
import Testing

/// Rules in a file of their own, beneath `match:`.
private func rules(
  _ matches: String, verification: String = "", into diagnostics: inout [Diagnostic]
) -> DecisionRules? {
  let text = "rule:\n  match:\n" + matches + verification
  return DecisionRules.compile(
    SourceText(name: "r.yaml", text: text), parameters: Parameters(["low": .int(2)]),
    into: &diagnostics)
}

/// What `check` says of rules: mistakes, or else findings.
private func findings(_ matches: String, verification: String = "") -> [String] {
  var diagnostics: [Diagnostic] = []
  if let rules = rules(matches, verification: verification, into: &diagnostics) {
    diagnostics += RuleFindings.diagnostics(of: rules)
  }
  return diagnostics.map { diagnostic in
    let place = "\(diagnostic.place?.line ?? 0):\(diagnostic.place?.column ?? 0)"
    return "\(place) \(diagnostic.code): \(diagnostic.message) = \(diagnostic.remedy ?? "")"
  }
}

@Suite struct `Findings about rules` {
  private static let rest = "    - {id: rest, output: skip(\"rest\")}\n"

  @Test func `name rules that never fire, with the term that never holds`() {
    #expect(
      findings(
        """
            - id: never
              condition: survey.rating.answered && survey.rating.value > 5
              output: skip("never")

        """ + Self.rest) == [
          "3:7 rule-never-fires: the rule \"never\" fires for no survey = "
            + "survey.rating.value > 5 is false for each of the 252 kinds of surveys; "
            + "change or remove it"
        ])
  }

  @Test func `name rules in another's shadow, whatever the channel is`() {
    #expect(
      findings(
        """
            - {id: vip, condition: 'conversation.channel == "vip"', output: review("vip")}
            - {id: low, condition: 'survey.rating.value in [1, 2]', output: review("low")}
            - id: shadowed
              condition: conversation.channel != "vip" && survey.rating.value == 2
              output: skip("shadowed")

        """ + Self.rest) == [
          "5:7 rule-shadowed: the rule \"shadowed\" never decides = \"low\" above it decides "
            + "first, for example for: resolved not-asked, rating 2, where "
            + "conversation.channel == \"vip\" is not so"
        ])
  }

  @Test func `name surveys that no rule catches`() {
    #expect(
      findings(
        """
            - id: vip
              condition: conversation.channel == "vip" || survey.resolved.answered
              output: review("vip")

        """) == [
          "3:7 rule-gap: no rule catches 144 kinds of surveys = they become review, no-rule; for "
            + "example: resolved not-asked, rating not-asked, where "
            + "conversation.channel == \"vip\" is not so"
        ])
  }

  @Test func `name rules that fail, and ratings that cannot be sent`() {
    #expect(
      findings(
        """
            - {id: fails, condition: 10 / survey.rating.value > 9, output: skip("fails")}
            - id: high
              condition: survey.rating.answered
              output: submit(true, survey.rating.value + parameters.low)

        """ + Self.rest) == [
          "3:7 rule-fails: the rule \"fails\" fails: a number is divided by zero = it does for: "
            + "resolved not-asked, rating not-asked",
          "4:7 rule-rating: the rule \"high\" submits the rating 6 = a rating goes from 1 to 5, "
            + "else it becomes review, invalid-submission; it does for: resolved not-asked, rating 4",
        ])
  }

  @Test func `name decisions that break the verification`() {
    let found = findings(
      """
          - {id: guess, condition: survey.resolved.yes, output: 'submit(true, 5)'}

      """ + Self.rest,
      verification: """
        verification:
          - id: given
            condition: output.action != "submit" || survey.rating.answered
            message: a rating is sent only where one was given
        """)
    #expect(
      found == [
        "6:5 invariant-broken: the rule \"guess\" breaks: a rating is sent only where one was "
          + "given = it does for: resolved yes, rating not-asked"
      ])
  }

  @Test func `do not blame rules for words and flags, which the study leaves out`() {
    #expect(
      findings(
        """
            - id: refund
              condition: survey.comment.text.matches("(?i)refund")
              output: review("refund")
            - {id: rounded, condition: '"rounded" in survey.flags', output: review("rounded")}

        """ + Self.rest) == [])
  }

  @Test(arguments: [
    ("survey.rating.valu > 1", "unknown-field"), ("surve.asked", "unknown-name"),
    ("survey.rating.value > \"1\"", "no-overload"), ("survey.rating.value", "condition-type"),
    ("survey.comment.text.matches(\"(\")", "bad-literal"),
    ("duration(\"soon\") > duration(\"1s\")", "bad-literal"),
    ("parameters.hig > 1", "unknown-field"), ("size(", "syntax"),
    ("survey.asked == [1", "syntax"), ("lenght(messages) > 1", "unknown-function"),
  ])
  func `refuse conditions that cannot be right`(condition: String, code: String) {
    let found = findings(
      "    - {id: a, condition: '\(condition)', output: skip(\"a\")}\n" + Self.rest)
    #expect(found.count == 1)
    #expect(found.first?.contains(" \(code): ") == true, "\(found)")
  }

  @Test(arguments: [
    "skip(\"Bad Reason\")", "review(\"\")", "submit(true, 0)", "submit(true, 6)",
    "skip(\"a\").flag(\"A\")", "5", "submit(true, \"5\")",
  ])
  func `refuse outputs that cannot be right`(output: String) {
    let found = findings("    - {id: a, output: '\(output)'}\n")
    #expect(found.count == 1, "\(found)")
  }

  @Test func `come all at once, those of the form with those of the expressions`() {
    let found = findings(
      """
          - {id: a, conditio: survey.asked, output: skip("a")}
          - id: b
            condition: !survey.asked
            output: skip("b")
          - {id: c, condition: survey.askd, output: skip("c")}
          - {id: a, output: skip("a")}

      """)
    for code in ["unknown-key", "yaml-tag", "unknown-field", "duplicate-id"] {
      #expect(found.contains { $0.contains(" \(code): ") }, "\(code) \(found)")
    }
  }
}

@Suite struct `A decision table` {
  @Test func `has a row for each answer that changes a decision`() throws {
    var diagnostics: [Diagnostic] = []
    let rules = try #require(
      rules(
        """
            - id: vip
              condition: survey.rating.value == 1 && conversation.channel == "vip"
              output: review("vip")
            - {id: rest, output: skip("rest")}
        """, into: &diagnostics))
    let rows = DecisionTable(rules).rows
    #expect(rows.count == 7 * 10 + 3)
    let ones = rows.filter { $0.resolved == "no" && $0.rating == "1" }
    #expect(
      ones.map { "\($0.other): \($0.decision.rule ?? "")" } == [
        "conversation.channel == \"vip\": vip", "not conversation.channel == \"vip\": rest",
      ])
  }
}
