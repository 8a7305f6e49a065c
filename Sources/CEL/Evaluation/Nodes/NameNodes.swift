final class VariableNode: Node {
  let slot: Int
  let range: Range<Int>

  init(_ slot: Int, _ range: Range<Int>) {
    self.slot = slot
    self.range = range
  }

  func value(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Value {
    do throws(EvaluationError) { return try facts.value(ofVariable: slot) } catch {
      throw error.placed(at: range)
    }
  }
}

/// A field of an object variable, or a field of a field, read in one step.
final class FieldPathNode: Node {
  let slot: Int
  let path: [Int]
  let range: Range<Int>

  init(_ slot: Int, _ path: [Int], _ range: Range<Int>) {
    self.slot = slot
    self.path = path
    self.range = range
  }

  func value(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Value {
    do throws(EvaluationError) {
      return try facts.value(ofVariable: slot, path: path)
    } catch {
      throw error.placed(at: range)
    }
  }
}

final class LocalNode: Node {
  let index: Int

  init(_ index: Int) { self.index = index }

  func value(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Value {
    frame.locals[index]
  }
}

/// A field of an object whose type is known.
final class FieldNode: Node {
  let operand: any Node
  let index: Int
  let range: Range<Int>

  init(_ operand: any Node, _ index: Int, _ range: Range<Int>) {
    self.operand = operand
    self.index = index
    self.range = range
  }

  func value(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Value {
    guard case .object(let object) = try operand.value(facts, &frame) else {
      throw EvaluationSentence.noFieldSelection.error.placed(at: range)
    }
    do throws(EvaluationError) { return try object.field(index) } catch {
      throw error.placed(at: range)
    }
  }
}

/// The cel.bind macro.
final class BindNode: Node {
  let local: Int
  let bound: any Node
  let body: any Node

  init(_ local: Int, _ bound: any Node, _ body: any Node) {
    self.local = local
    self.bound = bound
    self.body = body
  }

  func value(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Value {
    frame.locals[local] = try bound.value(facts, &frame)
    return try body.value(facts, &frame)
  }
}

/// A part whose value a trace keeps.
final class TermNode: Node {
  let inner: any Node
  let number: Int

  init(_ inner: any Node, _ number: Int) {
    self.inner = inner
    self.number = number
  }

  func value(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Value {
    if let assumed = frame.assumptions[number] {
      frame.outcomes?[number] = .success(.bool(assumed))
      return .bool(assumed)
    }
    do throws(EvaluationError) {
      let value = try inner.value(facts, &frame)
      frame.outcomes?[number] = .success(value)
      return value
    } catch {
      frame.outcomes?[number] = .failure(error)
      throw error
    }
  }
}
