/// Finds the variables and fields that an expression reads.
struct ReferenceFinder {
  let planner: Planner
  let environment: Environment
  private(set) var references: [Reference] = []

  init(_ planner: Planner, _ environment: Environment) {
    self.planner = planner
    self.environment = environment
  }

  mutating func find(in expression: Expression) {
    if case .variable(let slot)? = planner.resolution(of: expression) {
      return add(slot, [])
    }
    if let path = planner.fieldPath(expression) { return add(path.slot, path.path) }
    for child in expression.children { find(in: child) }
  }

  private mutating func add(_ slot: Int, _ path: [Int]) {
    guard !references.contains(where: { $0.slot == slot && $0.path == path }) else { return }
    let variable = environment.variables[slot]
    var fields: [String] = []
    var type = variable.type
    for index in path {
      guard case .object(let name) = type, let object = environment.objectTypes[name] else { break }
      fields.append(object.fields[index].name)
      type = object.fields[index].type
    }
    references.append(
      Reference(
        slot: slot, path: path, name: ([variable.name] + fields).joined(separator: "."),
        fields: fields))
  }
}
