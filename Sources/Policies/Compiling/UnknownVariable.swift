import CEL
import Diagnostics

extension PolicyExpression {
  /// Returns the mistakes of the expression with those about `variables` named by the variable that
  /// is not there.
  ///
  /// To the language `variables.x` is one name, and one that is not declared has no part that is.
  func naming(_ mistakes: [Diagnostic], in scope: Environment) -> [Diagnostic] {
    let prefix = "variables."
    var unheard: [Diagnostic] = []
    let source = SourceText(name: place.file, text: text)
    guard mistakes.contains(where: { $0.code == "unknown-name" }),
      let expression = scope.parse(source, at: origin, into: &unheard)
    else { return mistakes }
    let known = scope.variableNames.filter { $0.hasPrefix(prefix) }
      .map { String($0.dropFirst(prefix.count)) }
    let selections = expression.selections(from: "variables")
    return mistakes.map { mistake in
      let selection = selections.first { selection in
        mistake.code == "unknown-name" && mistake.place == origin.place(of: selection.base)
          && !known.contains(selection.field)
      }
      return selection.map {
        .unknownVariable($0.field, known: known, at: origin.place(of: $0.whole))
      } ?? mistake
    }
  }
}

extension Expression {
  /// Returns every selection of a field from a name, in the order of the text.
  fileprivate func selections(
    from name: String
  ) -> [(field: String, base: Range<Int>, whole: Range<Int>)] {
    var found: [(field: String, base: Range<Int>, whole: Range<Int>)] = []
    if case .select(let base, let field, _) = kind, base.kind == .identifier(name) {
      found.append((field, base.range, range))
    }
    for child in children { found += child.selections(from: name) }
    return found
  }
}
