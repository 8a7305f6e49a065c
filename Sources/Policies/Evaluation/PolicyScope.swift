import CEL

/// The facts together with the variables of one rule, each worked out at most once.
///
/// Lives for one evaluation, on one task.
final class PolicyScope: Activation {
  private enum Slot {
    case unread
    case value(Value)
    case failed(EvaluationError)
  }

  private let outer: any Activation
  private let variables: CompiledVariables
  private var slots: [Slot]

  init(_ variables: CompiledVariables, over outer: any Activation) {
    self.outer = outer
    self.variables = variables
    slots = Array(repeating: .unread, count: variables.programs.count)
  }

  func value(ofVariable slot: Int) throws(EvaluationError) -> Value {
    let index = slot - variables.firstSlot
    guard index >= 0, index < slots.count else { return try outer.value(ofVariable: slot) }
    switch slots[index] {
    case .value(let value): return value
    case .failed(let error): throw error
    case .unread:
      // The checker lets a variable read only those before it, so this cannot come round.
      do throws(EvaluationError) {
        let value = try variables.programs[index].evaluate(self)
        slots[index] = .value(value)
        return value
      } catch {
        slots[index] = .failed(error)
        throw error
      }
    }
  }

  func value(ofVariable slot: Int, path: [Int]) throws(EvaluationError) -> Value {
    if slot < variables.firstSlot { return try outer.value(ofVariable: slot, path: path) }
    var value = try value(ofVariable: slot)
    for index in path {
      guard case .object(let object) = value else {
        throw EvaluationError(.noSuchField, noFields)
      }
      value = try object.field(index)
    }
    return value
  }
}

/// The facts together with the output that invariants look at.
struct OutputScope: Activation {
  let outer: any Activation
  let slot: Int
  let output: Value

  func value(ofVariable slot: Int) throws(EvaluationError) -> Value {
    slot == self.slot ? output : try outer.value(ofVariable: slot)
  }
}
