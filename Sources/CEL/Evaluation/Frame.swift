/// The state of one evaluation.
///
/// The activation is handed on beside it: copying it out of here would cost more than most nodes.
struct Frame {
  /// The variables of macros, by the number that the planner gave them.
  var locals: [Value]
  /// The values of the traced terms; nil where nothing is traced.
  var outcomes: [Result<Value, EvaluationError>?]?
  /// What traced terms are taken to be, by their number, whatever they would give.
  var assumptions: [Int: Bool] = [:]
  private var budget: Int
  private var untilCancellationCheck = Frame.cancellationInterval

  private static let cancellationInterval = 4096

  init(localCount: Int, budget: Int) {
    locals = localCount == 0 ? [] : Array(repeating: .null, count: localCount)
    self.budget = budget
  }

  /// Takes from the budget, and looks now and then whether the task was cancelled.
  mutating func charge(_ cost: Int = 1) throws(EvaluationError) {
    budget -= cost
    untilCancellationCheck -= cost
    if budget < 0 { throw EvaluationSentence.costLimit.error }
    if untilCancellationCheck < 0 {
      untilCancellationCheck = Frame.cancellationInterval
      if Task.isCancelled { throw EvaluationSentence.cancelled.error }
    }
  }

  /// Takes what a value weighs from the budget; for values made of others.
  mutating func charge(weightOf value: Value) throws(EvaluationError) {
    try charge(value.weight(atMost: budget + 1))
  }
}

extension Value {
  /// How much work it is to go through the value once: one for each part, and one for each 16 bytes
  /// of text; counting ends at a limit, as shared parts may make a value vast.
  func weight(atMost limit: Int) -> Int {
    switch self {
    case .string(let text): return 1 + text.utf8.count / 16
    case .bytes(let bytes): return 1 + bytes.count / 16
    case .list(let elements):
      var sum = 1
      for element in elements {
        if sum > limit { return sum }
        sum += element.weight(atMost: limit - sum)
      }
      return sum
    case .map(let map):
      var sum = 1
      for entry in map.entries {
        if sum > limit { return sum }
        sum += entry.key.weight(atMost: limit - sum) + entry.value.weight(atMost: limit - sum)
      }
      return sum
    case .optional(let inner?): return 1 + inner.weight(atMost: limit)
    default: return 1
    }
  }
}
