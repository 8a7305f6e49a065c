internal import Conversations
package import Diagnostics
internal import Foundation
internal import Mustache

extension ReportDiff {
  /// The difference as people read it; `examples` of each group are named.
  package func text(examples: Int = 5) -> String {
    guard !isEmpty else { return "No difference: \(compared) conversations are decided alike.\n" }
    var lines = ["\(changes.count) of \(compared) conversations are decided differently:"]
    for group in groups {
      let members = group.changes
      lines += [
        "", "\(members.count)  \(group.kind.madeVisible)  (\(group.reason.madeVisible))",
      ]
      for change in members.prefix(examples) {
        let rules = [change.before?.decision.rule, change.after?.decision.rule].map { $0 ?? "–" }
        lines.append(
          "    \(change.conversation.madeVisible): \(change.transition.madeVisible), "
            + "rule \(rules.joined(separator: " → ").madeVisible)")
      }
      if members.count > examples { lines.append("    and \(members.count - examples) more") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The difference as JSON: every change, with both lines.
  package var json: [UInt8] {
    var json = JSONText()
    json.open(.object)
    json.key("compared")
    json.number(compared)
    json.key("changed")
    json.number(changes.count)
    json.key("changes")
    json.open(.array)
    for change in changes {
      json.open(.object)
      json.key("conversation")
      json.string(change.conversation)
      json.key("cause")
      json.string(change.cause.rawValue)
      json.key("detail")
      json.string(change.detail)
      json.key("before")
      Self.write(change.before, to: &json)
      json.key("after")
      Self.write(change.after, to: &json)
      json.close(.object)
    }
    json.close(.array)
    json.close(.object)
    json.endLine()
    return json.bytes
  }

  /// The difference as a page of its own, without a script.
  package func page(examples: Int = 100) throws(Diagnostic) -> String {
    let style = try PageTemplate.data("page/page.css")
    guard let template = try? MustacheTemplate(string: PageTemplate.data("page/diff.mustache"))
    else { throw ReportFailure.malformed("page/diff.mustache", line: nil) }
    let groups = groups.map { group -> [String: Any] in
      let members = group.changes
      var values: [String: Any] = [
        "cause": group.reason.madeVisible, "kind": group.kind.madeVisible,
        "count": PageFacts.grouped(members.count),
        "changes": members.prefix(examples).map(Self.values),
      ]
      if members.count > examples { values["more"] = PageFacts.grouped(members.count - examples) }
      return values
    }
    return template.render([
      "style": style, "policy": PageTemplate.policy(style: style, script: nil),
      "older": older.madeVisible, "newer": newer.madeVisible, "isEmpty": isEmpty,
      "compared": PageFacts.grouped(compared), "changed": PageFacts.grouped(changes.count),
      "groups": groups,
    ])
  }

  private static func values(_ change: DecisionChange) -> [String: Any] {
    [
      "conversation": change.conversation.madeVisible, "transition": change.transition.madeVisible,
      "rules": [change.before, change.after].map { $0?.decision.rule?.madeVisible ?? "–" }
        .joined(separator: " → "),
      "words": [change.before, change.after]
        .map { $0?.evidence.map { "“\($0.text)”" }.joined(separator: " ").madeVisible ?? "–" }
        .joined(separator: " → "),
    ]
  }

  private static func write(_ line: DecisionLine?, to json: inout JSONText) {
    if let line { line.write(to: &json) } else { json.null() }
  }
}
