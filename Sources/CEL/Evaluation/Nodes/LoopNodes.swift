/// What a macro goes over, with the locals that it sets.
struct Loop: Sendable {
  let operand: any Node
  let locals: [Int]
  let range: Range<Int>

  enum Elements {
    case list([Value])
    case map([MapValue.Entry])

    var count: Int {
      switch self {
      case .list(let elements): elements.count
      case .map(let entries): entries.count
      }
    }
  }

  func elements(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Elements {
    switch try operand.value(facts, &frame) {
    case .list(let elements): return .list(elements)
    case .map(let map): return .map(map.entries)
    default: throw EvaluationSentence.noOverload.error.placed(at: range)
    }
  }

  /// Sets the variables to an element and pays for the round.
  func step(
    to index: Int, of elements: Elements, _ facts: any Activation, _ frame: inout Frame
  ) throws(EvaluationError) {
    do throws(EvaluationError) { try frame.charge() } catch { throw error.placed(at: range) }
    let isPair = locals.count == 2
    switch elements {
    case .list(let elements):
      if isPair { frame.locals[locals[0]] = .int(Int64(index)) }
      frame.locals[locals[isPair ? 1 : 0]] = elements[index]
    case .map(let entries):
      frame.locals[locals[0]] = entries[index].key
      if isPair { frame.locals[locals[1]] = entries[index].value }
    }
  }
}

/// `all` and `exists`: an element may decide although another fails.
final class QuantifierNode: TruthNode {
  let loop: Loop
  let body: any Node
  /// The truth of one element that settles the whole: false for `all`, true for `exists`.
  let deciding: Bool

  init(_ loop: Loop, _ body: any Node, deciding: Bool) {
    self.loop = loop
    self.body = body
    self.deciding = deciding
  }

  func truth(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Bool {
    let elements = try loop.elements(facts, &frame)
    var failure: EvaluationError?
    for index in 0..<elements.count {
      try loop.step(to: index, of: elements, facts, &frame)
      do throws(EvaluationError) {
        if try body.truth(facts, &frame) == deciding { return deciding }
      } catch {
        if error.stopsEvaluation { throw error }
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return !deciding
  }
}

final class ExactlyOneNode: TruthNode {
  let loop: Loop
  let body: any Node

  init(_ loop: Loop, _ body: any Node) {
    self.loop = loop
    self.body = body
  }

  func truth(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Bool {
    let elements = try loop.elements(facts, &frame)
    var count = 0
    for index in 0..<elements.count {
      try loop.step(to: index, of: elements, facts, &frame)
      if try body.truth(facts, &frame) { count += 1 }
    }
    return count == 1
  }
}

/// `filter`: the elements, or keys, for which the body is true.
final class FilterNode: Node {
  let loop: Loop
  let body: any Node

  init(_ loop: Loop, _ body: any Node) {
    self.loop = loop
    self.body = body
  }

  func value(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Value {
    let elements = try loop.elements(facts, &frame)
    var result: [Value] = []
    for index in 0..<elements.count {
      try loop.step(to: index, of: elements, facts, &frame)
      let element = frame.locals[loop.locals[0]]
      if try body.truth(facts, &frame) {
        try frame.charge(weightOf: element)
        result.append(element)
      }
    }
    return .list(result)
  }
}

/// `map` and `transformList`.
final class TransformListNode: Node {
  let loop: Loop
  let filter: (any Node)?
  let body: any Node

  init(_ loop: Loop, filter: (any Node)?, _ body: any Node) {
    self.loop = loop
    self.filter = filter
    self.body = body
  }

  func value(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Value {
    let elements = try loop.elements(facts, &frame)
    var result: [Value] = []
    for index in 0..<elements.count {
      try loop.step(to: index, of: elements, facts, &frame)
      if let filter, try !filter.truth(facts, &frame) { continue }
      let value = try body.value(facts, &frame)
      try frame.charge(weightOf: value)
      result.append(value)
    }
    return .list(result)
  }
}

/// `transformMap` and `transformMapEntry`.
final class TransformMapNode: Node {
  let loop: Loop
  let filter: (any Node)?
  let body: any Node
  let makesEntries: Bool

  init(_ loop: Loop, filter: (any Node)?, _ body: any Node, makesEntries: Bool) {
    self.loop = loop
    self.filter = filter
    self.body = body
    self.makesEntries = makesEntries
  }

  func value(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Value {
    let elements = try loop.elements(facts, &frame)
    var result = MapValue()
    for index in 0..<elements.count {
      try loop.step(to: index, of: elements, facts, &frame)
      let key = key(index, of: elements)
      if let filter, try !filter.truth(facts, &frame) { continue }
      let value = try body.value(facts, &frame)
      try frame.charge(weightOf: value)
      guard makesEntries else {
        result[key] = value
        continue
      }
      guard case .map(let made) = value else {
        throw EvaluationSentence.noOverload.error.placed(at: loop.range)
      }
      for entry in made.entries {
        guard result[entry.key] == nil else {
          throw EvaluationSentence.repeatedKey.error.placed(at: loop.range)
        }
        result[entry.key] = entry.value
      }
    }
    return .map(result)
  }

  private func key(_ index: Int, of elements: Loop.Elements) -> Value {
    switch elements {
    case .list: .int(Int64(index))
    case .map(let entries): entries[index].key
    }
  }
}
