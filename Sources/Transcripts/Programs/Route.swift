/// A path as plain data.
typealias Route = Frozen<RouteStep>

/// One step of a path as plain data.
struct RouteStep: BitwiseCopyable {
  enum Operation: BitwiseCopyable {
    case child
    /// The text of an element.
    case text
    case item
    case each
    case descendants
    case everything
    case keep
    case json
  }

  var operation: Operation
  var key: FrozenText
  var index: Int32
}

/// A condition on a value, as plain data.
struct RouteTest: BitwiseCopyable {
  var route: Route
  var values: Frozen<FrozenText>
  var allowsNothing: Bool
  var isNegated: Bool
}
