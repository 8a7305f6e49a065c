/// A parsed expression: a tree whose nodes know where they stand in the text.
///
/// Macros stay what they were written as; nothing is expanded.
public struct Expression: Sendable, Hashable {
  /// A number that no other node of the tree has; nodes count from 0.
  public let id: Int
  /// Where it stands, in Unicode scalars of the text, parentheses around it left out.
  public let range: Range<Int>
  /// What it is.
  public let kind: Kind

  /// The kinds of expressions.
  public indirect enum Kind: Sendable, Hashable {
    /// A literal: null, bool, int, uint, double, string or bytes.
    case literal(Value)
    /// A name; one with a leading dot means the root namespace.
    case identifier(String)
    /// `operand.field`, or `operand.?field`.
    case select(Expression, field: String, isOptional: Bool)
    /// `has(operand.field)`.
    case has(Expression, field: String)
    /// `operand[key]`, or `operand[?key]`.
    case index(Expression, Expression, isOptional: Bool)
    /// A function or an operator; operators are named as `_&&_`, `!_`, `_?_:_`.
    case call(String, target: Expression?, arguments: [Expression])
    /// `[a, ?b]`.
    case list([Element])
    /// `{key: value, ?key: value}`.
    case map([Entry])
    /// `Name{field: value}`.
    case message(String, [FieldEntry])
    /// `all`, `exists`, `map` and their kin.
    case comprehension(Comprehension)
    /// `cel.bind(name, value, body)`.
    case bind(String, Expression, body: Expression)
    /// `cel.block([a, b], body)`, where the names `@index0`, `@index1` stand for `a`, `b`.
    case block([Expression], body: Expression)
    /// `operand.optMap(name, body)`, or `optFlatMap`.
    case optionalMap(Expression, variable: String, body: Expression, isFlat: Bool)
  }

  /// An element of a list.
  public struct Element: Sendable, Hashable {
    /// The value, or the optional value.
    public let value: Expression
    /// Whether it stands with `?` and is left out where it holds none.
    public let isOptional: Bool
  }

  /// An entry of a map.
  public struct Entry: Sendable, Hashable {
    /// The key.
    public let key: Expression
    /// The value, or the optional value.
    public let value: Expression
    /// Whether it stands with `?` and is left out where its value holds none.
    public let isOptional: Bool
  }

  /// A field of a written object.
  public struct FieldEntry: Sendable, Hashable {
    /// The field's name.
    public let name: String
    /// Where the name stands.
    public let nameRange: Range<Int>
    /// The value, or the optional value.
    public let value: Expression
    /// Whether it stands with `?` and is left out where its value holds none.
    public let isOptional: Bool
  }

  /// A macro that goes over a list or a map.
  public struct Comprehension: Sendable, Hashable {
    /// The macros.
    public enum Macro: String, Sendable, Hashable, CaseIterable {
      /// Whether the body is true for each element.
      case all
      /// Whether the body is true for an element.
      case exists
      /// Whether the body is true for exactly one element.
      case existsOne
      /// The elements for which the body is true.
      case filter
      /// The body's values.
      case map
      /// The body's values, with two variables.
      case transformList
      /// The map with the body's values for its keys.
      case transformMap
      /// The map of the entries that the body gives.
      case transformMapEntry
    }

    /// Which macro.
    public let macro: Macro
    /// The name as it was written; `existsOne` has two.
    public let spelling: String
    /// The list or map.
    public let operand: Expression
    /// One or two names; two stand for index and element, or key and value.
    public let variables: [String]
    /// Which elements count; only for `map` and the `transform…` macros.
    public let filter: Expression?
    /// What is asked of, or made from, each element.
    public let body: Expression
  }
}

extension Expression {
  /// The parts of the expression, in the order of the text.
  public var children: [Expression] {
    switch kind {
    case .literal, .identifier: []
    case .select(let operand, _, _), .has(let operand, _): [operand]
    case .index(let operand, let key, _): [operand, key]
    case .call(_, let target, let arguments): (target.map { [$0] } ?? []) + arguments
    case .list(let elements): elements.map(\.value)
    case .map(let entries): entries.flatMap { [$0.key, $0.value] }
    case .message(_, let fields): fields.map(\.value)
    case .comprehension(let loop):
      [loop.operand] + (loop.filter.map { [$0] } ?? []) + [loop.body]
    case .bind(_, let value, let body): [value, body]
    case .block(let values, let body): values + [body]
    case .optionalMap(let operand, _, let body, _): [operand, body]
    }
  }

  /// The boolean terms of a condition: what stands between `&&`, `||`, `!` and the conditions of
  /// `?:`, in the order of the text.
  public var terms: [Expression] {
    switch kind {
    case .call("_&&_", nil, let arguments), .call("_||_", nil, let arguments),
      .call("!_", nil, let arguments):
      arguments.flatMap(\.terms)
    case .call("_?_:_", nil, let arguments):
      arguments.flatMap(\.terms)
    case .bind(_, _, let body), .block(_, let body): body.terms
    default: [self]
    }
  }
}
