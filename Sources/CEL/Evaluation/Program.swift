/// A compiled expression.
///
/// Immutable: any number of threads can evaluate one at once. One pointer, so that handing it on
/// costs next to nothing.
public struct Program: Sendable {
  /// The expression that was compiled.
  public var expression: Expression { plan.expression }
  /// The text that was compiled.
  public var text: String { plan.text }
  /// The deduced type of the result; `dyn` where it is known only at evaluation.
  public var resultType: CELType { plan.resultType }
  /// The variables and fields that the expression reads, each once, in the order of the text.
  public var references: [Reference] { plan.references }
  /// The boolean terms that `trace` tells of, in the order of the text.
  public var terms: [Term] { plan.terms }

  private let plan: Plan

  /// What a program is made of.
  private final class Plan: Sendable {
    let expression: Expression
    let text: String
    let resultType: CELType
    let references: [Reference]
    let terms: [Term]
    let root: any Node
    let tracingRoot: any Node
    let localCount: Int
    let costLimit: Int

    init(
      expression: Expression, text: String, resultType: CELType, references: [Reference],
      terms: [Term], root: any Node, tracingRoot: any Node, localCount: Int, costLimit: Int
    ) {
      self.expression = expression
      self.text = text
      self.resultType = resultType
      self.references = references
      self.terms = terms
      self.root = root
      self.tracingRoot = tracingRoot
      self.localCount = localCount
      self.costLimit = costLimit
    }
  }

  init(
    expression: Expression, text: String, resultType: CELType, references: [Reference],
    terms: [Term], root: any Node, tracingRoot: any Node, localCount: Int, costLimit: Int
  ) {
    plan = Plan(
      expression: expression, text: text, resultType: resultType, references: references,
      terms: terms, root: root, tracingRoot: tracingRoot, localCount: localCount,
      costLimit: costLimit)
  }

  /// Evaluates the expression.
  public func evaluate(_ activation: some Activation) throws(EvaluationError) -> Value {
    var frame = Frame(localCount: plan.localCount, budget: plan.costLimit)
    do throws(EvaluationError) {
      return try plan.root.value(activation, &frame)
    } catch {
      throw error.placed(at: expression.range)
    }
  }

  /// Evaluates a condition, without making a `Value` of the result.
  public func evaluateCondition(_ activation: some Activation) throws(EvaluationError) -> Bool {
    var frame = Frame(localCount: plan.localCount, budget: plan.costLimit)
    do throws(EvaluationError) {
      return try plan.root.truth(activation, &frame)
    } catch {
      throw error.placed(at: expression.range)
    }
  }

  /// Evaluates the expression and tells the value of each boolean term.
  ///
  /// The terms with the numbers in `assumptions` are not evaluated, but taken to be what it says.
  public func trace(_ activation: some Activation, assuming assumptions: [Int: Bool] = [:]) -> Trace
  {
    var frame = Frame(localCount: plan.localCount, budget: plan.costLimit)
    frame.assumptions = assumptions
    frame.outcomes = Array(repeating: nil, count: terms.count)
    let result: Result<Value, EvaluationError>
    do throws(EvaluationError) {
      result = .success(try plan.tracingRoot.value(activation, &frame))
    } catch {
      result = .failure(error.placed(at: expression.range))
    }
    return Trace(result: result, terms: terms, outcomes: frame.outcomes ?? [])
  }
}

/// A variable, or a field of one, that an expression reads.
public struct Reference: Sendable, Hashable {
  /// The slot of the variable.
  public let slot: Int
  /// The indexes of the fields, from the variable on.
  public let path: [Int]
  /// The name as declarations spell it, such as `survey.resolved.answered`.
  public let name: String
  /// The names of the fields, from the variable on.
  public let fields: [String]
}

/// A boolean term of a condition: what stands between `&&`, `||` and `!`.
public struct Term: Sendable, Hashable {
  /// Where it stands, in Unicode scalars of the expression.
  public let range: Range<Int>
  /// Its text.
  public let text: String
  /// The term itself.
  public let expression: Expression
  /// The variables and fields that it reads, each once.
  public let references: [Reference]

  /// Whether two terms stand at one place with one text.
  public static func == (a: Term, b: Term) -> Bool { a.range == b.range && a.text == b.text }

  /// Hashes the place and the text.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(range)
    hasher.combine(text)
  }
}
