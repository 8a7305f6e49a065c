/// What the checker has found out about type variables.
struct Substitution {
  private var types: [String: CELType] = [:]
  private var lastVariable = 0

  mutating func freshVariable() -> CELType {
    lastVariable += 1
    return .typeParam("%\(lastVariable)")
  }

  /// Returns a type with what is known put in; unknown variables stay, or become `dyn`.
  func applied(to type: CELType, freeIsDyn: Bool = false) -> CELType {
    switch type {
    case .typeParam(let name):
      if let known = types[name] { return applied(to: known, freeIsDyn: freeIsDyn) }
      return freeIsDyn ? .dyn : type
    default: return type.mapParameters { applied(to: $0, freeIsDyn: freeIsDyn) }
    }
  }

  /// Whether a value of one type can stand where the other is wanted; learns from it if so.
  mutating func assign(_ type: CELType, to wanted: CELType) -> Bool {
    assign([type], to: [wanted])
  }

  /// Learns only where all fit.
  mutating func assign(_ types: [CELType], to wanted: [CELType]) -> Bool {
    var trial = self
    guard types.count == wanted.count,
      zip(types, wanted).allSatisfy({ trial.fits($0, $1) })
    else { return false }
    self = trial
    return true
  }

  private mutating func fits(_ a: CELType, _ b: CELType) -> Bool {
    if case .typeParam(let name) = b {
      let bound = bind(name, to: a)
      if bound.isValid { return true }
      if bound.wasKnown { return false }
    }
    if case .typeParam(let name) = a { return bind(name, to: b).isValid }
    if a.isDynOrError || b.isDynOrError { return true }
    if a == .null { return b.takesNull }
    if b == .null { return a.takesNull }
    switch (a, b) {
    case (.type, .type): return true
    case (.wrapper(let inner), _) where inner == b: return true
    case (_, .wrapper(let inner)) where inner == a: return true
    default:
      let (left, right) = (a.parameters, b.parameters)
      guard a.runtimeName == b.runtimeName, left.count == right.count else { return false }
      return left.isEmpty ? a == b : zip(left, right).allSatisfy { fits($0, $1) }
    }
  }

  private mutating func bind(
    _ name: String, to type: CELType
  ) -> (isValid: Bool, wasKnown: Bool) {
    if type == .typeParam(name) { return (true, true) }
    if let known = types[name] {
      guard fits(type, known) else { return (false, true) }
      let general = type.isLessSpecific(than: known) ? type : known
      if !occurs(name, in: general) { types[name] = general }
      return (true, true)
    }
    guard !occurs(name, in: type) else { return (false, false) }
    types[name] = type
    return (true, false)
  }

  private func occurs(_ name: String, in type: CELType) -> Bool {
    if case .typeParam(let other) = type {
      if other == name { return true }
      return types[other].map { occurs(name, in: $0) } ?? false
    }
    return type.parameters.contains { occurs(name, in: $0) }
  }
}

extension CELType {
  var takesNull: Bool {
    switch self {
    case .null, .dyn, .wrapper, .object, .abstract, .optional, .timestamp, .duration: true
    default: false
    }
  }

  /// Whether the type says as much as another, or less.
  func isLessSpecific(than other: CELType) -> Bool {
    if self == .dyn || isTypeParam { return true }
    if other == .dyn || other.isTypeParam { return false }
    let (left, right) = (parameters, other.parameters)
    if case .type = self { return true }
    guard runtimeName == other.runtimeName, left.count == right.count else { return false }
    if case .wrapper = self { return true }
    return left.isEmpty
      ? self == other : zip(left, right).allSatisfy { $0.isLessSpecific(than: $1) }
  }

  func mapParameters(_ change: (CELType) -> CELType) -> CELType {
    switch self {
    case .list(let element): .list(change(element))
    case .map(let key, let value): .map(change(key), change(value))
    case .optional(let inner): .optional(change(inner))
    case .type(let inner): .type(change(inner))
    case .abstract(let name, let parameters): .abstract(name, parameters.map(change))
    default: self
    }
  }

  /// The names of the type parameters that the type mentions.
  var typeParameters: Set<String> {
    if case .typeParam(let name) = self { return [name] }
    return parameters.reduce(into: []) { $0.formUnion($1.typeParameters) }
  }

  /// The type with its parameters renamed, as a call makes them its own.
  func renamed(_ names: [String: CELType]) -> CELType {
    if case .typeParam(let name) = self { return names[name] ?? self }
    return mapParameters { $0.renamed(names) }
  }
}
