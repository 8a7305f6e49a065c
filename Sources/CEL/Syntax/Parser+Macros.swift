extension Parser {
  /// Makes a call, or the macro that it spells.
  mutating func call(
    _ name: String, target: Expression?, arguments: [Expression], _ range: Range<Int>
  ) throws(Problem) -> Expression {
    if let target {
      if case .identifier("cel") = target.kind,
        let macro = try celMacro(name, arguments, range)
      {
        return macro
      }
      if case .identifier("math") = target.kind, name == "greatest" || name == "least",
        arguments.count > 2
      {
        let bounds = arguments[0].range.lowerBound..<arguments[arguments.count - 1].range.upperBound
        let list = make(
          .list(arguments.map { Expression.Element(value: $0, isOptional: false) }), bounds)
        return make(.call(name, target: target, arguments: [list]), range)
      }
      if let macro = try comprehension(name, target, arguments, range) { return macro }
      if extensions.contains(.optionals), name == "optMap" || name == "optFlatMap",
        arguments.count == 2
      {
        let variable = try variable(arguments[0], of: name)
        return make(
          .optionalMap(
            target, variable: variable, body: arguments[1], isFlat: name == "optFlatMap"), range)
      }
    } else if name == "has", arguments.count == 1 {
      guard case .select(let operand, let field, false) = arguments[0].kind else {
        throw Problem(
          sentence: .badMacro("has", wants: "a field, as in has(a.b)"), range: arguments[0].range)
      }
      return make(.has(operand, field: field), range)
    }
    return make(.call(name, target: target, arguments: arguments), range)
  }

  private func variable(_ expression: Expression, of macro: String) throws(Problem) -> String {
    if case .identifier(let name) = expression.kind, !name.hasPrefix(".") { return name }
    throw Problem(
      sentence: .badMacro(macro, wants: "the name of a variable here"), range: expression.range)
  }

  private mutating func celMacro(
    _ name: String, _ arguments: [Expression], _ range: Range<Int>
  ) throws(Problem) -> Expression? {
    if name == "bind", arguments.count == 3, extensions.contains(.bindings) {
      let variable = try variable(arguments[0], of: "cel.bind")
      return make(.bind(variable, arguments[1], body: arguments[2]), range)
    }
    guard extensions.contains(.block) else { return nil }
    if name == "block", arguments.count == 2 {
      guard case .list(let elements) = arguments[0].kind, elements.allSatisfy({ !$0.isOptional })
      else {
        throw Problem(
          sentence: .badMacro("cel.block", wants: "a list first"), range: arguments[0].range)
      }
      return make(.block(elements.map(\.value), body: arguments[1]), range)
    }
    let prefixes = ["index": "@index", "iterVar": "@it:", "accuVar": "@ac:"]
    guard let prefix = prefixes[name] else { return nil }
    var numbers: [String] = []
    for argument in arguments {
      guard case .literal(.int(let number)) = argument.kind, number >= 0 else {
        throw Problem(
          sentence: .badMacro("cel.\(name)", wants: "whole numbers"), range: argument.range)
      }
      numbers.append("\(number)")
    }
    return make(.identifier(prefix + numbers.joined(separator: ":")), range)
  }

  private mutating func comprehension(
    _ name: String, _ target: Expression, _ arguments: [Expression], _ range: Range<Int>
  ) throws(Problem) -> Expression? {
    guard let shape = macroShape(name, arguments.count) else { return nil }
    var variables: [String] = []
    for argument in arguments.prefix(shape.variables) {
      variables.append(try variable(argument, of: name))
    }
    if variables.count == 2, variables[0] == variables[1] {
      throw Problem(sentence: .repeatedVariable(variables[0]), range: arguments[1].range)
    }
    let filter = arguments.count == shape.variables + 2 ? arguments[shape.variables] : nil
    return make(
      .comprehension(
        .init(
          macro: shape.macro, spelling: name, operand: target, variables: variables,
          filter: filter, body: arguments[arguments.count - 1])), range)
  }

  /// Which macro a name with so many arguments spells, and how many of them are variables.
  private func macroShape(
    _ name: String, _ count: Int
  ) -> (macro: Expression.Comprehension.Macro, variables: Int)? {
    let hasTwo = extensions.contains(.twoVariableComprehensions)
    return switch (name, count) {
    case ("all", 2): (.all, 1)
    case ("exists", 2): (.exists, 1)
    case ("exists_one", 2), ("existsOne", 2): (.existsOne, 1)
    case ("filter", 2): (.filter, 1)
    case ("map", 2), ("map", 3): (.map, 1)
    case ("all", 3) where hasTwo: (.all, 2)
    case ("exists", 3) where hasTwo: (.exists, 2)
    case ("existsOne", 3) where hasTwo, ("exists_one", 3) where hasTwo: (.existsOne, 2)
    case ("transformList", 3) where hasTwo, ("transformList", 4) where hasTwo: (.transformList, 2)
    case ("transformMap", 3) where hasTwo, ("transformMap", 4) where hasTwo: (.transformMap, 2)
    case ("transformMapEntry", 3) where hasTwo, ("transformMapEntry", 4) where hasTwo:
      (.transformMapEntry, 2)
    default: nil
    }
  }
}
