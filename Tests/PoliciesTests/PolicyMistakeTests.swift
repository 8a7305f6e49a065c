import CEL
import Diagnostics
import Policies
import Testing

/// The problems of a policy whose fact `x` is a whole number, as a person reads them.
func mistakes(_ text: String, outputType: CELType? = nil) -> [String] {
  var problems: [Diagnostic] = []
  var environment = Environment()
  environment.declare(variable: "x", type: .int)
  _ = Policy.parse(SourceText(name: "p.yaml", text: text), into: &problems)?
    .compile(in: environment, outputType: outputType, into: &problems)
  return problems.map { $0.rendered() }
}

@Suite struct `A policy that is well-formed and yet wrong` {
  @Test func `has a condition that is no truth value`() {
    #expect(
      mistakes("rule:\n  match:\n    - condition: x + 1\n      output: '1'\n") == [
        """
        p.yaml:3:18: error: a condition must be true or false, and this one is of type int \
        [condition-type]
          3 |     - condition: x + 1
            |                  ^^^^^
          = compare it with something, such as "… == true"
        """
      ])
  }

  @Test func `has outputs of different types`() {
    #expect(
      mistakes(
        """
        rule:
          match:
            - condition: x > 1
              output: '1'
            - output: '"one"'
        """) == [
          """
          p.yaml:5:16: error: this output is of type string, but the outputs above it are of type \
          int [output-types-differ]
            5 |     - output: '"one"'
              |                ^^^^^
            = give every output of a policy the same type
          """
        ])
  }

  @Test func `has an output of another type than the host wants`() {
    #expect(
      mistakes("rule:\n  match:\n    - output: '1'\n", outputType: .string) == [
        """
        p.yaml:3:16: error: an output must be of type string, and this one is of type int \
        [output-type]
          3 |     - output: '1'
            |                ^
        """
      ])
  }

  @Test func `has an explanation that is no text`() {
    #expect(
      mistakes("rule:\n  match:\n    - output: '1'\n      explanation: x\n") == [
        """
        p.yaml:4:20: error: an explanation must be text, and this one is of type int \
        [explanation-type]
          4 |       explanation: x
            |                    ^
          = put the sentence in quotes inside the expression: '"…"'
        """
      ])
  }

  @Test func `has matches that are never reached`() {
    #expect(
      mistakes(
        """
        rule:
          match:
            - rule:
                match:
                  - output: '1'
                  - output: '2'
            - output: '3'
        """) == [
          """
          p.yaml:5:13: error: this match always holds, so nothing below it is ever reached \
          [unreachable-match]
            5 |           - output: '1'
              |             ^
            = move it to the end, or give it a condition
          """,
          """
          p.yaml:4:9: error: this rule always gives an output, so nothing below it is ever \
          reached [unreachable-rule]
            4 |         match:
              |         ^
            = move it to the end, or give it a condition
          """,
        ])
  }

  @Test func `has a condition that is always false`() {
    let text = { (severity: String) in
      """
      p.yaml:3:19: \(severity): this condition is always false [always-false]
        3 |     - condition: 'false'
          |                   ^^^^^
        = remove the match, or put it in a comment
      """
    }
    let matches = "    - condition: 'false'\n      output: '1'\n"
    #expect(mistakes("rule:\n  match:\n" + matches) == [text("warning")])
    #expect(mistakes("rule:\n  aggregate:\n" + matches) == [text("error")])
  }

  @Test func `has an aggregate inside an aggregate`() {
    #expect(
      mistakes(
        """
        rule:
          aggregate:
            - rule:
                aggregate:
                  - output: '1'
        """) == [
          """
          p.yaml:4:9: error: an "aggregate" cannot stand inside another [nested-aggregate]
            4 |         aggregate:
              |         ^
            = use "match" here, or move these matches to the outer list
          """
        ])
  }

  @Test func `has two variables or two matches of one name`() {
    #expect(
      mistakes(
        """
        rule:
          variables:
            - {name: v, expression: '1'}
            - {name: v, expression: '2'}
          match:
            - {id: a, condition: x > 1, output: '1'}
            - {id: a, output: '2'}
        """) == [
          """
          p.yaml:4:14: error: this rule already has a variable "v" [duplicate-variable]
            4 |     - {name: v, expression: '2'}
              |              ^
            = give one of the two another name
          """,
          """
          p.yaml:7:7: error: another match already has the id "a" [duplicate-id]
            7 |     - {id: a, output: '2'}
              |       ^
            = give each match an id of its own
          """,
        ])
  }

  @Test func `asks for a variable that is not there`() {
    #expect(
      mistakes(
        """
        rule:
          variables:
            - {name: happy, expression: x > 1}
          match:
            - condition: x < 0 || variables.hapy
              output: x
        """) == [
          """
          p.yaml:5:27: error: there is no variable "variables.hapy" [unknown-name]
            5 |     - condition: x < 0 || variables.hapy
              |                           ^^^^^^^^^^^^^^
            = did you mean "variables.happy"?
          """
        ])
  }

  @Test func `is too large`() {
    let text = "rule:\n  match:\n" + String(repeating: "    - output: '1'\n", count: 2001)
    #expect(
      mistakes(text).filter { $0.contains("policy-too-large") } == [
        """
        p.yaml:2003:7: error: the policy has more than 2000 matches and variables \
        [policy-too-large]
          2003 |     - output: '1'
               |       ^
          = split it into several policies
        """
      ])
  }

  @Test func `imports a type that is not there`() {
    #expect(
      mistakes("imports:\n  - name: a.B\nrule: {match: [{output: '1'}]}\n") == [
        """
        p.yaml:2:11: warning: there is no type "a.B" to import [unknown-import]
          2 |   - name: a.B
            |           ^^^
          = remove the import
        """
      ])
  }

  @Test func `has a mistake inside an expression, shown where it stands in the file`() {
    let found = mistakes(
      """
      rule:
        match:
          - condition: >-
              x > 1 &&
              nobody == 2
            output: '1'
      """)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("p.yaml:5:9: error: ") == true)
    #expect(found.first?.contains("  5 |         nobody == 2\n    |         ^^^^^^") == true)
  }
}
