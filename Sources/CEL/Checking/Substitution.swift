/// What the checker has found out about type variables.
struct Substitution {
  private var types: [String: CELType] = [:]
  private var lastVariable = 0
  /// What variables were before the assignment that is being tried.
  private var journal: [(name: String, type: CELType?)] = []
  /// How many comparisons the assignment that is being tried has made.
  private var steps = 0

  /// Types that share parts can be vast when written out; beyond these sizes they count as `dyn`.
  static let largestType = 500
  private static let mostSteps = 20_000

  mutating func freshVariable() -> CELType {
    lastVariable += 1
    return .typeParam("%\(lastVariable)")
  }

  /// Returns a type with what is known put in; unknown variables stay, or become `dyn`.
  func applied(to type: CELType, freeIsDyn: Bool = false) -> CELType {
    if type.parameters.isEmpty && !type.isTypeParam { return type }
    var budget = Substitution.largestType
    return applied(to: type, freeIsDyn, &budget)
  }

  private func applied(to type: CELType, _ freeIsDyn: Bool, _ budget: inout Int) -> CELType {
    budget -= 1
    guard budget > 0 else { return .dyn }
    if case .typeParam(let name) = type {
      if let known = types[name] { return applied(to: known, freeIsDyn, &budget) }
      return freeIsDyn ? .dyn : type
    }
    return type.mapParameters { applied(to: $0, freeIsDyn, &budget) }
  }

  /// Whether a value of one type can stand where the other is wanted; learns from it if so.
  mutating func assign(_ type: CELType, to wanted: CELType) -> Bool {
    assign([type], to: [wanted])
  }

  /// Learns only where all fit.
  mutating func assign(_ types: [CELType], to wanted: [CELType]) -> Bool {
    journal.removeAll(keepingCapacity: true)
    steps = 0
    guard types.count == wanted.count else { return false }
    for (type, other) in zip(types, wanted) where !fits(type, other) {
      for entry in journal.reversed() { self.types[entry.name] = entry.type }
      return false
    }
    return true
  }

  private mutating func learn(_ name: String, _ type: CELType) {
    journal.append((name, types[name]))
    types[name] = type
  }

  private mutating func fits(_ a: CELType, _ b: CELType) -> Bool {
    steps += 1
    if steps > Substitution.mostSteps { return true }
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
      if left.isEmpty { return a == b }
      for (left, right) in zip(left, right) where !fits(left, right) { return false }
      return true
    }
  }

  private mutating func bind(
    _ name: String, to type: CELType
  ) -> (isValid: Bool, wasKnown: Bool) {
    if type == .typeParam(name) { return (true, true) }
    if let known = types[name] {
      guard fits(type, known) else { return (false, true) }
      let general = type.isLessSpecific(than: known) ? type : known
      if !occurs(name, in: general) { learn(name, general) }
      return (true, true)
    }
    guard !occurs(name, in: type) else { return (false, false) }
    learn(name, type)
    return (true, false)
  }

  private mutating func occurs(_ name: String, in type: CELType) -> Bool {
    steps += 1
    if steps > Substitution.mostSteps { return true }
    if case .typeParam(let other) = type {
      if other == name { return true }
      guard let known = types[other] else { return false }
      return occurs(name, in: known)
    }
    for part in type.parameters where occurs(name, in: part) { return true }
    return false
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

  /// How many types the type is made of; counting ends at a limit.
  func size(atMost limit: Int) -> Int {
    var sum = 1
    for parameter in parameters {
      if sum > limit { return sum }
      sum += parameter.size(atMost: limit - sum)
    }
    return sum
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
