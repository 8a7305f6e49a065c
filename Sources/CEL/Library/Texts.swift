import Patterns

extension Library {
  static let texts = FunctionTable([
    ("contains", [test("contains_string") { TextSearch($1).first(in: $0) != nil }]),
    ("startsWith", [test("starts_with_string") { $0.starts(with: $1) }]),
    (
      "endsWith",
      [test("ends_with_string") { $0.count >= $1.count && $0.suffix($1.count).elementsEqual($1) }]
    ),
    (
      "matches",
      [
        .two("matches", .string, .string, .bool, matches).costing(compilation),
        .two("matches_string", .string, .string, .bool, isInstance: true, matches)
          .costing(compilation),
      ]
    ),
  ])

  /// A pattern that is not known before is compiled at every evaluation.
  private static let compilation = 500

  private static func test(
    _ id: String, _ body: @escaping @Sendable ([UInt8], [UInt8]) -> Bool
  ) -> Overload {
    .two(id, .string, .string, .bool, isInstance: true) { (a, b) throws(EvaluationError) in
      guard case (.string(let a), .string(let b)) = (a, b) else {
        throw EvaluationSentence.noOverload.error
      }
      return .bool(body(Array(a.utf8), Array(b.utf8)))
    }
  }

  @Sendable private static func matches(
    _ text: Value, _ pattern: Value
  ) throws(EvaluationError) -> Value {
    guard case (.string(let text), .string(let pattern)) = (text, pattern) else {
      throw EvaluationSentence.noOverload.error
    }
    let compiled: Pattern
    do { compiled = try Pattern(pattern) } catch { throw EvaluationSentence.badPattern.error }
    return .bool(compiled.matches(text))
  }
}

/// Finds a sequence in others, in time that grows only with their lengths.
struct TextSearch<Unit: Hashable> {
  private let wanted: [Unit]
  /// For each position, how much of the start is also the end of what was matched so far.
  private let borders: [Int]

  init(_ wanted: [Unit]) {
    self.wanted = wanted
    var borders = [Int](repeating: 0, count: wanted.count)
    var length = 0
    for index in wanted.indices.dropFirst() {
      while length > 0, wanted[index] != wanted[length] { length = borders[length - 1] }
      if wanted[index] == wanted[length] { length += 1 }
      borders[index] = length
    }
    self.borders = borders
  }

  /// Returns where the sequence begins first, from an index on; nil where it does not occur.
  func first(in units: [Unit], from start: Int = 0) -> Int? {
    if wanted.isEmpty { return start }
    var length = 0
    var index = start
    while index < units.count {
      while length > 0, units[index] != wanted[length] { length = borders[length - 1] }
      if units[index] == wanted[length] { length += 1 }
      if length == wanted.count { return index - length + 1 }
      index += 1
    }
    return nil
  }
}
