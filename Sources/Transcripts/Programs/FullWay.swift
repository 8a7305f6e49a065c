/// A way to a value with all that can be done to it: what ``ProgramWay`` falls back to.
struct FullWay {
  enum Source {
    case route(Route, joiner: String?)
    case constant(String)
    case row(table: Int, column: Int, keys: [Route])
    case sequence([ProgramPick], separator: String)
    case ownName
  }

  var source: Source
  /// The mapping's own words, for what is done to the value.
  var way: Pick.Way
}

/// Where a list of message nodes is.
enum ProgramSource {
  /// The nodes of a path.
  case nodes(Route)
  /// All items of the first list at a path.
  case items(Route)
  /// Children of the path's nodes, told apart by their names.
  case named(Route)
  /// The messages of one text.
  case text(Route, TextLayout)
}

/// Where a survey field is.
struct ProgramField {
  var plan: FieldPlan
  var from: Route
  var conditions: [RouteTest]
  var pick: ProgramPick
  /// Where a scale is stated; nil where it is fixed.
  var scale: Route?
}
