import Diagnostics
import Policies
import Testing

/// The problems of a policy's form, as a person reads them.
private func problems(_ text: String) -> [String] {
  var problems: [Diagnostic] = []
  let policy = Policy.parse(SourceText(name: "p.yaml", text: text), into: &problems)
  #expect((policy == nil) == !problems.isEmpty)
  return problems.map { $0.rendered() }
}

@Suite struct `The form of a policy` {
  @Test func `may use every key there is`() {
    let text = """
      name: n
      description: d
      imports:
        - name: a.b.C
      rule:
        id: r
        description: d
        variables:
          - name: v
            description: d
            expression: '1'
        match:
          - id: m
            description: d
            condition: 'true'
            output: '1'
            explanation: '"because"'
          - rule:
              aggregate:
                - output: '1'
      verification:
        - id: i
          condition: 'true'
          message: always
      """
    #expect(problems(text) == [])
  }

  @Test func `needs a rule`() {
    #expect(
      problems("name: n\n") == [
        """
        p.yaml:1:1: error: a policy needs the key "rule" [missing-key]
          1 | name: n
            | ^
          = add a line "rule: …"
        """
      ])
  }

  @Test func `needs match or aggregate, and not both`() {
    let text = """
      p.yaml:2:3: error: a rule needs either "match" or "aggregate" [match-or-aggregate]
        2 |   id: x
          |   ^
        = "match" takes the first match that holds, "aggregate" every one
      """
    #expect(problems("rule:\n  id: x\n") == [text])
    #expect(
      problems("rule:\n  id: x\n  match: [{output: '1'}]\n  aggregate: [{output: '1'}]\n") == [
        text
      ])
  }

  @Test func `needs a match in its list`() {
    #expect(
      problems("rule:\n  match: []\n") == [
        """
        p.yaml:2:10: error: a rule needs at least one match [no-matches]
          2 |   match: []
            |          ^
          = add a match with an output
        """
      ])
  }

  @Test func `needs an output or a rule in each match, and not both`() {
    let text = { (line: String) in
      """
      p.yaml:3:7: error: a match needs either an "output" or a "rule" [output-or-rule]
        3 |     - \(line)
          |       ^
        = write what follows where the condition holds
      """
    }
    #expect(problems("rule:\n  match:\n    - id: x\n") == [text("id: x")])
    #expect(
      problems(
        "rule:\n  match:\n    - output: '1'\n      rule: {match: [{output: '1'}]}\n")
        == [text("output: '1'")])
  }

  @Test func `has no unfinished lines that would change its meaning`() {
    #expect(
      problems("rule:\n  match:\n    - condition:\n      output: '1'\n") == [
        """
        p.yaml:3:7: error: "condition" has no value [missing-key]
          3 |     - condition:
            |       ^^^^^^^^^
          = write a value after the colon
        """
      ])
  }

  @Test func `explains outputs only`() {
    #expect(
      problems(
        "rule:\n  match:\n    - explanation: '\"x\"'\n      rule: {match: [{output: '1'}]}\n")
        == [
          """
          p.yaml:3:7: error: only a match with an "output" can be explained \
          [explanation-without-output]
            3 |     - explanation: '"x"'
              |       ^^^^^^^^^^^
            = move the explanation to the matches of the nested rule
          """
        ])
  }

  @Test func `names variables as expressions can write them`() {
    #expect(
      problems(
        "rule:\n  variables:\n    - name: a-b\n      expression: '1'\n  match: [{output: '1'}]\n")
        == [
          """
          p.yaml:3:13: error: "a-b" cannot be the name of a variable [invalid-variable-name]
            3 |     - name: a-b
              |             ^^^
            = use letters, digits and underscores, and no digit first
          """
        ])
  }

  @Test func `imports full names`() {
    #expect(
      problems("imports:\n  - name: a b\nrule: {match: [{output: '1'}]}\n") == [
        """
        p.yaml:2:11: error: "a b" is not the full name of a type [invalid-import]
          2 |   - name: a b
            |           ^^^
          = write names of letters, digits and underscores with dots between them
        """
      ])
  }

  @Test func `has no keys that are ignored`() {
    #expect(
      problems("rule:\n  match:\n    - conditon: 'true'\n      output: '1'\n") == [
        """
        p.yaml:3:7: error: a match has no key "conditon" [unknown-key]
          3 |     - conditon: 'true'
            |       ^^^^^^^^
          = did you mean "condition"?
        """
      ])
  }

  @Test func `says how to write an expression that YAML takes apart`() {
    for line in ["condition: !a", "condition: [a].size() > 1", "condition: \"a\" == b"] {
      let found = problems("rule:\n  match:\n    - \(line)\n      output: '1'\n")
      #expect(found.first?.contains("put it in single quotes") == true, "\(line)")
    }
  }
}
