import Diagnostics

/// The sentences about a value that is not what its key wants.
extension Diagnostic {
  static func wrongKind(of node: YAMLNode, expected: String) -> Diagnostic {
    var found = node.kindName
    if found == "text", let text = node.text, text.count <= 40 { found = "\"\(text)\"" }
    return Diagnostic(
      code: "wrong-type", "here stands \(found), but \(expected) is wanted", at: node.place,
      remedy: node.isFlowCollection ? quoteRemedy : nil)
  }

  static func cutExpression(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "cut-expression", "YAML takes \" #\" for a comment and cuts the expression there",
      at: place, remedy: quoteRemedy)
  }

  static func outOfRange(_ value: Int, _ range: ClosedRange<Int>, at place: Place) -> Diagnostic {
    let limits =
      range.upperBound == .max
      ? "at least \(range.lowerBound)"
      : range.lowerBound == .min
        ? "at most \(range.upperBound)" : "from \(range.lowerBound) to \(range.upperBound)"
    return Diagnostic(
      code: "out-of-range", "\(value) is out of range", at: place,
      remedy: "write a whole number \(limits)")
  }

  static func unknownValue(_ text: String, known: [String], at place: Place) -> Diagnostic {
    let near = nearestName(to: text, in: known)
    let values = known.joined(separator: ", ")
    return Diagnostic(
      code: "unknown-value", "\"\(text)\" is none of \(values)", at: place,
      remedy: near.map { "did you mean \"\($0)\"?" } ?? "write one of them")
  }

  static func notADuration(_ node: YAMLNode) -> Diagnostic {
    var problem = Diagnostic.wrongKind(of: node, expected: "a duration")
    problem.remedy = "write whole numbers with a unit: 500ms, 30s, 15m, 4h, 90d, 1h30m"
    return problem
  }

  static func missingKey(
    _ key: String, of subject: String, at place: Place, isWritten: Bool
  ) -> Diagnostic {
    Diagnostic(
      code: "missing-key",
      isWritten ? "\"\(key)\" has no value" : "\(subject) needs the key \"\(key)\"", at: place,
      remedy: isWritten ? "write a value after the colon" : "add a line \"\(key): …\"")
  }

  static func unknownKey(
    _ key: String, of subject: String, known: [String], at place: Place
  ) -> Diagnostic {
    let near = nearestName(to: key, in: known)
    let names = known.sorted().joined(separator: ", ")
    return Diagnostic(
      code: "unknown-key", "\(subject) has no key \"\(key)\"", at: place,
      remedy: near.map { "did you mean \"\($0)\"?" } ?? "known keys: \(names)")
  }
}
