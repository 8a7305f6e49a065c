import Patterns

extension Planner {
  mutating func call(
    _ name: String, _ target: Expression?, _ arguments: [Expression], _ expression: Expression
  ) -> any Node {
    let range = expression.range
    guard case .function(let overloads, let isNamespaced)? = resolution(of: expression) else {
      return FailureNode(EvaluationSentence.unknownFunction.error.placed(at: range))
    }
    let inputs = (isNamespaced ? [] : target.map { [$0] } ?? []) + arguments
    if target == nil, let operation = operation(name, inputs, overloads, range) { return operation }
    if overloads.count == 1, let constant = literalCall(overloads[0], inputs, range) {
      return constant
    }
    let isCertain =
      overloads.count == 1
      && zip(overloads[0].parameters, inputs).allSatisfy {
        $0.isProven(by: type(of: $1))
      }
    return CallNode(overloads, inputs.map { node($0) }, isCertain: isCertain, range)
  }

  private mutating func operation(
    _ name: String, _ inputs: [Expression], _ overloads: [Overload], _ range: Range<Int>
  ) -> (any Node)? {
    let relations: [String: OrderNode.Relation] = [
      "_<_": .less, "_<=_": .lessOrEqual, "_>_": .greater, "_>=_": .greaterOrEqual,
    ]
    switch name {
    case "_&&_": return ConnectiveNode(node(inputs[0]), node(inputs[1]), deciding: false)
    case "_||_": return ConnectiveNode(node(inputs[0]), node(inputs[1]), deciding: true)
    case "!_": return NotNode(node(inputs[0]))
    case "_?_:_": return ConditionalNode(node(inputs[0]), node(inputs[1]), node(inputs[2]))
    case "_==_": return EqualityNode(node(inputs[0]), node(inputs[1]), isNegated: false)
    case "_!=_": return EqualityNode(node(inputs[0]), node(inputs[1]), isNegated: true)
    case "@in": return MembershipNode(node(inputs[0]), node(inputs[1]), range)
    case "_+_", "_-_", "_*_":
      return SumNode(name, node(inputs[0]), node(inputs[1]), otherwise: overloads, range)
    default:
      guard let relation = relations[name] else { return nil }
      return OrderNode(node(inputs[0]), node(inputs[1]), relation, range)
    }
  }

  /// Evaluates a call whose literal arguments can be judged now: a pattern, a time, a span of time.
  private mutating func literalCall(
    _ overload: Overload, _ inputs: [Expression], _ range: Range<Int>
  ) -> (any Node)? {
    guard let last = inputs.last, case .literal(let literal) = last.kind else { return nil }
    switch overload.id {
    case "matches", "matches_string":
      guard case .string(let pattern) = literal else { return nil }
      do throws(Pattern.Refusal) {
        let compiled: Pattern
        if let known = patterns[pattern] {
          compiled = known
        } else {
          compiled = try Pattern(pattern)
        }
        patterns[pattern] = compiled
        return MatchNode(node(inputs[0]), compiled, range)
      } catch {
        problems.append(
          Problem(
            sentence: .badLiteral("regular expression", reason: error.reason), range: last.range)
        )
        return nil
      }
    case "string_to_timestamp", "string_to_duration":
      guard case .unary(let body) = overload.body else { return nil }
      do {
        return ConstantNode(try body(literal))
      } catch {
        let kind = overload.id == "string_to_timestamp" ? "timestamp" : "duration"
        problems.append(
          Problem(sentence: .badLiteral(kind, reason: error.message), range: last.range))
        return nil
      }
    default:
      if let fault = overload.fault?(literal) {
        problems.append(
          Problem(
            sentence: .badLiteral(fault.kind, reason: fault.reason), range: last.range))
      }
      return nil
    }
  }
}

extension CELType {
  /// Whether every value of a deduced type is admitted, so that nothing need be asked at evaluation.
  func isProven(by type: CELType) -> Bool {
    switch (self, type) {
    case (.dyn, _), (.typeParam, _): true
    case (_, .dyn), (_, .wrapper), (_, .error), (_, .typeParam), (_, .null): false
    case (.wrapper(let inner), _): inner == type
    default: runtimeName == type.runtimeName
    }
  }
}
