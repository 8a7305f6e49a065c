/// What an answer says about one aspect.
enum Reply<Value: Sendable & Hashable>: Sendable, Hashable {
  /// A value, and the tokens that were read.
  case value(Value, Range<Int>)
  /// The user refuses to answer.
  case refusal
  /// The user is polite or takes leave, and says nothing else.
  case leave
  /// Nothing certain; why, for the trace.
  case unreadable(String)

  /// The value, where one was read.
  var value: Value? {
    if case .value(let value, _) = self { value } else { nil }
  }
}

/// A number that an answer gives, before it is put on the scale of its question.
struct GivenRating: Sendable, Hashable {
  /// What was given.
  enum Value: Sendable, Hashable {
    /// A number on the question's scale.
    case number(Double)
    /// So many of so many: 4/5, ★★★☆☆.
    case ratio(Double, Double)
    /// A label of the built-in list, as a step of 1–5.
    case label(Int)
    /// One of the choices that the question offered, by its place from 0.
    case choice(Int)
    /// A thumb up or down.
    case thumb(isUp: Bool)
  }

  var value: Value
}
