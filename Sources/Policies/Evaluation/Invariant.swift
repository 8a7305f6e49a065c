public import CEL
public import Diagnostics

/// A condition that every decision of a policy must meet.
public struct Invariant: Sendable, Hashable {
  /// The id that the policy gives it.
  public let id: String
  /// What must hold, in its author's words.
  public let message: String
  /// Where it stands in the policy.
  public let place: Place
}

/// The invariants of a policy, compiled.
struct CompiledInvariants: Sendable {
  /// The slot of the variable `output`.
  let outputSlot: Int
  var list: [(invariant: Invariant, program: Program)] = []

  func broken(by result: PolicyResult, _ activation: any Activation) -> [Invariant] {
    guard case .matched(let output, _) = result else { return [] }
    let scope = OutputScope(outer: activation, slot: outputSlot, output: output)
    return list.compactMap { invariant, program in
      if case .bool(true) = try? program.evaluate(scope) { nil } else { invariant }
    }
  }

  /// The invariants that read nothing but the output and facts that a study varies.
  func varied(_ isVaried: (Reference) -> Bool) -> CompiledInvariants {
    var copy = self
    copy.list = list.filter { _, program in
      program.references.allSatisfy { $0.slot == outputSlot || isVaried($0) }
    }
    return copy
  }
}

extension CompiledPolicy {
  /// Returns the invariants that an output breaks, in order; one whose condition fails counts as
  /// broken.
  ///
  /// Looks at one output of a first-match policy, and at the list of an aggregate.
  public func brokenInvariants(
    of result: PolicyResult, _ activation: any Activation
  ) -> [Invariant] {
    invariants?.broken(by: result, activation) ?? []
  }
}
