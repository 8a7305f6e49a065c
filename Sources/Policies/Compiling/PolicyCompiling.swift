public import CEL
public import Diagnostics
import Documents

extension Policy {
  /// Reads and compiles a policy, and reports all its mistakes at once: those of its form and those
  /// of its expressions. Returns nil where there is one.
  public static func compiled(
    _ source: SourceText, in environment: Environment, outputType: CELType? = nil,
    into diagnostics: inout [Diagnostic]
  ) -> CompiledPolicy? {
    let errorsBefore = diagnostics.errorCount
    guard let document = MendedDocument(source, into: &diagnostics) else { return nil }
    let count = diagnostics.count
    let compiled = PolicyDecoder.partial(document.root, into: &diagnostics)?
      .compile(in: environment, outputType: outputType, into: &diagnostics)
    document.silence(&diagnostics, after: count)
    return diagnostics.errorCount == errorsBefore ? compiled : nil
  }

  /// Checks every expression of the policy and prepares it to be evaluated.
  ///
  /// Reports every mistake; nil where there is one. `environment` declares the facts and functions;
  /// `outputType` is what every output must be, nil where any one type will do.
  public func compile(
    in environment: Environment, outputType: CELType? = nil,
    into diagnostics: inout [Diagnostic]
  ) -> CompiledPolicy? {
    var compiler = PolicyCompiler(wanted: outputType)
    var scope = environment
    compiler.declare(imports, in: &scope)
    scope.limits.cost = costLimit(within: environment.limits)
    var agreed = CELType.dyn
    let root = compiler.compile(rule, in: scope, under: .root, agreed: &agreed)
    let type = outputType ?? agreed
    let invariants = compiler.compile(self.invariants, in: scope, outputType: type)
    diagnostics += compiler.problems
    guard compiler.problems.errorCount == 0 else { return nil }
    return CompiledPolicy(
      name: name, root: root.rule, outputType: type, leaves: compiler.leaves,
      invariants: invariants, references: compiler.references.uniqued,
      explanationReferences: compiler.explanationReferences)
  }
}

extension Policy {
  /// Returns what one expression may cost, so that a policy of many cannot cost without end.
  ///
  /// All expressions together may cost as much as 16 expressions may alone.
  private func costLimit(within limits: Limits) -> Int {
    let count = rule.expressionCount + invariants.count
    return min(limits.cost, max(1000, limits.cost / max(1, count) * 16))
  }
}

extension PolicyRule {
  /// How many expressions an evaluation may run.
  fileprivate var expressionCount: Int {
    matches.reduce(variables.count) { count, match in
      if case .rule(let rule) = match.outcome { return count + 1 + rule.expressionCount }
      return count + 2
    }
  }
}
