extension Library {
  private static let a = CELType.typeParam("A")

  /// The longest list that `lists.range` makes.
  private static let longestRange: Int64 = 1_000_000

  static let lists = FunctionTable([
    ("slice", [.many("list_slice", [.list(a), .int, .int], .list(a), isInstance: true, slice)]),
    (
      "flatten",
      [
        .one("list_flatten", .list(.list(a)), .list(a), isInstance: true) {
          (value) throws(EvaluationError) in .list(flattened(try elements(value), depth: 1))
        },
        .two("list_flatten_int", .list(.dyn), .int, .list(.dyn), isInstance: true) {
          (value, depth) throws(EvaluationError) in
          guard case .int(let depth) = depth, depth >= 0 else {
            throw EvaluationSentence.indexOutOfRange.error
          }
          return .list(flattened(try elements(value), depth: depth))
        },
      ]
    ),
    ("sort", [whole("list_sort", a, .list(a), sorted).costing(isDeep: true)]),
    (
      "distinct",
      [
        whole("list_distinct", a, .list(a)) { (elements) throws(EvaluationError) in
          var seen: Set<Value> = []
          return .list(elements.filter { seen.insert($0).inserted })
        }
      ]
    ),
    (
      "reverse",
      [
        whole("list_reverse", a, .list(a)) { (elements) throws(EvaluationError) in
          .list(elements.reversed())
        }
      ]
    ),
    (
      "first",
      [
        whole("list_first", a, .optional(a)) { (elements) throws(EvaluationError) in
          .optional(elements.first)
        }
      ]
    ),
    (
      "last",
      [
        whole("list_last", a, .optional(a)) { (elements) throws(EvaluationError) in
          .optional(elements.last)
        }
      ]
    ),
    (
      "lists.range",
      [
        .one("lists_range", .int, .list(.int)) { (value) throws(EvaluationError) in
          guard case .int(let count) = value, count <= longestRange else {
            throw EvaluationSentence.tooLarge.error
          }
          return .list((0..<max(0, count)).map { .int($0) })
        }
      ]
    ),
  ])

  static func elements(_ value: Value) throws(EvaluationError) -> [Value] {
    guard case .list(let elements) = value else { throw EvaluationSentence.noOverload.error }
    return elements
  }

  private static func whole(
    _ id: String, _ element: CELType, _ result: CELType,
    _ body: @escaping @Sendable ([Value]) throws(EvaluationError) -> Value
  ) -> Overload {
    .one(id, .list(element), result, isInstance: true) { (value) throws(EvaluationError) in
      try body(try elements(value))
    }
  }

  @Sendable private static func slice(_ values: [Value]) throws(EvaluationError) -> Value {
    let elements = try elements(values[0])
    guard case (.int(let start), .int(let end)) = (values[1], values[2]), start >= 0,
      start <= end, end <= elements.count
    else { throw EvaluationSentence.indexOutOfRange.error }
    return .list(Array(elements[Int(start)..<Int(end)]))
  }

  private static func flattened(_ elements: [Value], depth: Int64) -> [Value] {
    guard depth > 0 else { return elements }
    return elements.flatMap { element in
      if case .list(let inner) = element { flattened(inner, depth: depth - 1) } else { [element] }
    }
  }

  @Sendable private static func sorted(_ elements: [Value]) throws(EvaluationError) -> Value {
    for (a, b) in zip(elements, elements.dropFirst()) where a.order(to: b) == nil {
      throw EvaluationSentence.notComparable.error
    }
    return .list(elements.sorted { $0.order(to: $1) == .less })
  }

  // MARK: Sets

  static let sets = FunctionTable([
    set("contains") { a, b in b.isSubset(of: a) },
    set("equivalent") { a, b in a == b },
    set("intersects") { a, b in !a.isDisjoint(with: b) },
  ])

  private static func set(
    _ name: String, _ body: @escaping @Sendable (Set<Value>, Set<Value>) -> Bool
  ) -> (String, [Overload]) {
    (
      "sets.\(name)",
      [
        .two("list_sets_\(name)_list", .list(a), .list(a), .bool) {
          (a, b) throws(EvaluationError) in
          .bool(body(Set(try elements(a)), Set(try elements(b))))
        }.costing(isDeep: true)
      ]
    )
  }
}
