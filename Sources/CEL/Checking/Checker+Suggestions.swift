import Diagnostics

/// What somebody may have meant who wrote a name that is not known.
extension Checker {
  /// Long names are no slips of the pen, and comparing them is work.
  private static let longestSuggested = 80
  private static let bind = "cel.bind"

  func suggestion(for name: String, in known: @autoclosure () -> [String]) -> String? {
    guard takesProblems, name.utf8.count <= Checker.longestSuggested else { return nil }
    return nearestName(to: name, in: known())
  }

  func nearestVariable(to name: String) -> String? {
    suggestion(for: name, in: localNames.sorted() + environment.variableNames)
  }

  /// Reports a call of something that is neither a function nor a macro.
  mutating func unknownFunction(
    _ name: String, _ target: Expression?, _ arguments: [Expression], _ expression: Expression
  ) -> CELType {
    resolutions[expression.id] = .failure(.unknownFunction)
    let isMethod = target != nil
    if let target, let namespace = functionNamespace(target) {
      let known = functionNames(isInstance: false).filter { $0.contains(".") }.sorted()
      let nearest = suggestion(for: namespace + name, in: known)
      report(.unknownFunction(namespace + name, nearest: nearest), expression.range)
      check(arguments, areMacros: nearest == Checker.bind)
      return .error
    }
    if let target { _ = type(of: target) }
    let macros = macroNames(isInstance: isMethod)
    // A macro by its name alone was given too few or too many arguments.
    let nearest =
      macros.contains(name)
      ? name
      : suggestion(
        for: name, in: (functionNames(isInstance: isMethod) + macros).sorted())
    if macros.contains(name) {
      let wants = isMethod ? "a variable and an expression, as in list.\(name)(x, …)" : "one field"
      report(.badMacro(name, wants: wants), expression.range)
    } else {
      report(.unknownFunction(name, nearest: nearest), expression.range)
    }
    check(arguments, areMacros: nearest.map(macros.contains) ?? false)
    return .error
  }

  /// Checks the arguments of an unknown call; what is unknown inside a macro's is most likely its
  /// variable, and is not reported.
  private mutating func check(_ arguments: [Expression], areMacros: Bool) {
    let known = problems.count
    for argument in arguments { _ = type(of: argument) }
    if areMacros { problems.removeSubrange(known...) }
  }

  /// Returns `math.` for `math` where functions are called so and no variable is; else nil.
  private func functionNamespace(_ target: Expression) -> String? {
    guard let name = target.dottedName, local(name.firstPart) == nil,
      !environment.variableNames.contains(where: { $0.firstPart == name.firstPart }),
      environment.functions.keys.contains(where: { $0.hasPrefix(name + ".") })
        || (name == "cel" && environment.extensions.contains(.bindings))
    else { return nil }
    return name + "."
  }

  private func functionNames(isInstance: Bool) -> [String] {
    let named = environment.functions.values.filter {
      $0.overloads.contains { $0.isInstance == isInstance } && $0.isNamed
    }
    let bind = !isInstance && environment.extensions.contains(.bindings) ? [Checker.bind] : []
    return named.map(\.name) + bind
  }

  /// What is written like a function and is none.
  private func macroNames(isInstance: Bool) -> [String] {
    guard isInstance else { return ["has"] }
    var names = ["all", "exists", "exists_one", "filter", "map"]
    if environment.extensions.contains(.twoVariableComprehensions) {
      names += ["existsOne", "transformList", "transformMap", "transformMapEntry"]
    }
    if environment.extensions.contains(.optionals) { names += ["optMap", "optFlatMap"] }
    return names
  }
}
