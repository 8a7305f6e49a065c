public import Diagnostics

/// Thrown where an expression has mistakes: all that were found.
public struct CompilationError: Error, Sendable, Hashable {
  /// The mistakes, in the order of the text.
  public let diagnostics: [Diagnostic]
}

extension Environment {
  /// Compiles an expression, or throws all its mistakes.
  ///
  /// `origin` says where the text stands in a larger file; left out, it is a file of its own.
  public func compile(
    _ source: SourceText, at origin: ExpressionOrigin? = nil
  ) throws(CompilationError) -> Program {
    var diagnostics: [Diagnostic] = []
    guard let program = compile(source, at: origin, into: &diagnostics) else {
      throw CompilationError(diagnostics: diagnostics)
    }
    return program
  }

  /// Compiles an expression; adds its mistakes and returns nil where it has any.
  public func compile(
    _ source: SourceText, at origin: ExpressionOrigin? = nil,
    into diagnostics: inout [Diagnostic]
  ) -> Program? {
    guard let expression = parse(source, at: origin, into: &diagnostics) else { return nil }
    return check(expression, of: source, at: origin, into: &diagnostics)
  }
}

extension Environment {
  /// Checks a parsed expression and plans its evaluation; adds its mistakes and returns nil where it
  /// has any.
  public func check(
    _ expression: Expression, of source: SourceText, at origin: ExpressionOrigin? = nil,
    into diagnostics: inout [Diagnostic]
  ) -> Program? {
    let (checked, problems) = Checker.check(expression, in: self)
    let (program, literalProblems) = plan(checked, source.text)
    let all = (problems + literalProblems).sorted {
      $0.range.lowerBound < $1.range.lowerBound
    }
    let place = origin ?? ExpressionOrigin(source)
    diagnostics += all.prefix(Checker.mostProblems).map { $0.diagnostic(at: place) }
    return all.isEmpty ? program : nil
  }

  /// Parses an expression and plans its evaluation without checking types: what cannot be right
  /// fails when it is evaluated.
  public func compileUnchecked(
    _ source: SourceText, at origin: ExpressionOrigin? = nil,
    into diagnostics: inout [Diagnostic]
  ) -> Program? {
    guard let expression = parse(source, at: origin, into: &diagnostics) else { return nil }
    let (checked, _) = Checker.check(expression, in: self, isLenient: true)
    return plan(checked, source.text).program
  }

  private func plan(
    _ checked: CheckedExpression, _ text: String
  ) -> (program: Program, problems: [Problem]) {
    var planner = Planner(checked, self, isTracing: false)
    let root = planner.node(checked.expression)
    var tracer = Planner(checked, self, isTracing: true, patterns: planner.patterns)
    let tracingRoot = tracer.condition(checked.expression)
    var finder = ReferenceFinder(planner, self)
    finder.find(in: checked.expression)
    let scalars = Array(text.unicodeScalars)
    let terms = tracer.termExpressions.map { term in
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[term.range.clamped(to: 0..<scalars.count)])
      var finder = ReferenceFinder(planner, self)
      finder.find(in: term)
      return Term(
        range: term.range, text: String(view), expression: term, references: finder.references)
    }
    let program = Program(
      expression: checked.expression, text: text,
      resultType: checked.types[checked.expression.id], references: finder.references,
      terms: terms, root: root, tracingRoot: tracingRoot, localCount: checked.localCount,
      costLimit: limits.cost)
    return (program, planner.problems)
  }
}
