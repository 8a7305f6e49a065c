extension Library {
  private static let a = CELType.typeParam("A")
  private static let b = CELType.typeParam("B")

  /// What nodes of their own evaluate; here for the checker.
  static let operators = FunctionTable([
    ("_&&_", [.known("logical_and", [.bool, .bool], .bool)]),
    ("_||_", [.known("logical_or", [.bool, .bool], .bool)]),
    ("!_", [.known("logical_not", [.bool], .bool)]),
    ("_?_:_", [.known("conditional", [.bool, a, a], a)]),
    ("_==_", [.known("equals", [a, a], .bool)]),
    ("_!=_", [.known("not_equals", [a, a], .bool)]),
    ("_<_", relations("less")), ("_<=_", relations("less_equals")),
    ("_>_", relations("greater")), ("_>=_", relations("greater_equals")),
    (
      "@in",
      [.known("in_list", [a, .list(a)], .bool), .known("in_map", [a, .map(a, b)], .bool)]
    ),
    (
      "_[_]",
      [
        .known("index_list", [.list(a), .int], a), .known("index_map", [.map(a, b), a], b),
        .known("optional_list_index", [.optional(.list(a)), .int], .optional(a)),
        .known("optional_map_index", [.optional(.map(a, b)), a], .optional(b)),
      ]
    ),
    (
      "_[?_]",
      [
        .known("list_optindex", [.list(a), .int], .optional(a)),
        .known("map_optindex", [.map(a, b), a], .optional(b)),
        .known("optional_list_optindex", [.optional(.list(a)), .int], .optional(a)),
        .known("optional_map_optindex", [.optional(.map(a, b)), a], .optional(b)),
      ]
    ),
    ("dyn", [.one("to_dyn", a, .dyn) { (value) throws(EvaluationError) in value }]),
    (
      "type",
      [.one("type", a, .type(a)) { (value) throws(EvaluationError) in .type(value.type) }]
    ),
    (
      "size",
      [CELType.string, .bytes, .list(a), .map(a, b)].flatMap { type in
        [false, true].map { isInstance in
          Overload.one(
            "size_\(type.runtimeName)\(isInstance ? "_member" : "")", type, .int,
            isInstance: isInstance, size)
        }
      }
    ),
  ])

  private static func relations(_ name: String) -> [Overload] {
    let numbers: [CELType] = [.int, .uint, .double]
    let same: [CELType] = [.bool, .string, .bytes, .timestamp, .duration] + numbers
    let mixed = numbers.flatMap { a in numbers.filter { $0 != a }.map { (a, $0) } }
    return (same.map { ($0, $0) } + mixed).map {
      .known("\(name)_\($0.runtimeName)_\($1.runtimeName)", [$0, $1], .bool)
    }
  }

  @Sendable private static func size(_ value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .string(let text): .int(Int64(text.unicodeScalars.count))
    case .bytes(let bytes): .int(Int64(bytes.count))
    case .list(let elements): .int(Int64(elements.count))
    case .map(let map): .int(Int64(map.count))
    default: throw EvaluationSentence.noOverload.error
    }
  }
}
