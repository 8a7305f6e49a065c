import Diagnostics

extension Checker {
  mutating func call(
    _ name: String, _ target: Expression?, _ arguments: [Expression], _ expression: Expression
  ) -> CELType {
    if let target, let namespaced = namespacedFunction(name, target) {
      let types = arguments.map { type(of: $0) }
      return resolve(namespaced, types, isInstance: false, isNamespaced: true, expression)
    }
    let names = target == nil ? candidates(name) : [name]
    guard let function = environment.function(of: names) else {
      return unknownFunction(name, target, arguments, expression)
    }
    var types: [CELType] = []
    if let target { types.append(type(of: target)) }
    for argument in arguments { types.append(type(of: argument)) }
    return resolve(
      function, types, isInstance: target != nil, isNamespaced: false, expression)
  }

  private func namespacedFunction(_ name: String, _ target: Expression) -> FunctionDeclaration? {
    guard let namespace = target.dottedName, local(namespace.firstPart) == nil else { return nil }
    return environment.function(of: candidates(namespace + "." + name))
  }

  private mutating func resolve(
    _ function: FunctionDeclaration, _ arguments: [CELType], isInstance: Bool,
    isNamespaced: Bool, _ expression: Expression
  ) -> CELType {
    var matching: [Overload] = []
    var result: CELType?
    for overload in function.overloads where overload.isInstance == isInstance {
      guard overload.parameters.count == arguments.count,
        zip(overload.parameters, arguments).allSatisfy({ $0.takesArgument($1) })
      else { continue }
      let (parameters, overloadResult) = instantiated(overload)
      guard substitution.assign(arguments, to: parameters) else { continue }
      matching.append(overload)
      let type = substitution.applied(to: overloadResult)
      if result == nil {
        result = type
      } else if result != type {
        result = .dyn
      }
    }
    guard let result else {
      resolutions[expression.id] = .failure(.noOverload)
      if !arguments.contains(.error) {
        let shown = arguments.map { substitution.applied(to: $0, freeIsDyn: true).description }
        report(
          .noOverload(
            function.shownName, arguments: shown.joined(separator: ", "),
            signatures: function.signatures(isInstance: isInstance)), expression.range)
      }
      return .error
    }
    resolutions[expression.id] = .function(matching, isNamespaced: isNamespaced)
    return arguments.contains(.error) ? .error : result
  }

  private mutating func instantiated(_ overload: Overload) -> ([CELType], CELType) {
    let names = overload.parameters.reduce(into: overload.result.typeParameters) {
      $0.formUnion($1.typeParameters)
    }
    guard !names.isEmpty else { return (overload.parameters, overload.result) }
    var fresh: [String: CELType] = [:]
    for name in names.sorted() { fresh[name] = substitution.freshVariable() }
    return (overload.parameters.map { $0.renamed(fresh) }, overload.result.renamed(fresh))
  }
}

extension CELType {
  /// Whether an argument may be tried for the parameter: null only where a null can be meant.
  fileprivate func takesArgument(_ type: CELType) -> Bool {
    guard type == .null else { return true }
    return switch self {
    case .null, .dyn, .typeParam, .wrapper, .object: true
    default: false
    }
  }
}

extension Environment {
  /// Returns the first function that one of the names has.
  func function(of names: [String]) -> FunctionDeclaration? {
    names.lazy.compactMap { functions[$0] }.first
  }

  /// Returns the first object type that one of the names has.
  func objectType(of names: [String]) -> ObjectType? {
    names.lazy.compactMap { objectTypes[$0] }.first
  }
}

extension FunctionDeclaration {
  /// Whether it is called by its name, not by an operator.
  var isNamed: Bool { !name.contains("_") || name.first?.isLetter ?? false }

  /// The name as people write it: `+`, not `_+_`.
  var shownName: String {
    isNamed
      ? name
      : name.replacing("_", with: "").replacing("@", with: "")
  }

  /// The signatures of one style, at most six.
  func signatures(isInstance: Bool) -> [String] {
    overloads.filter { $0.isInstance == isInstance }.prefix(6).map {
      "(\($0.parameters.map(\.description).joined(separator: ", ")))"
    }
  }
}
