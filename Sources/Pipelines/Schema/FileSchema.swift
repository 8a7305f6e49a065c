import Documents
import Policies

/// The JSON Schemas of the files that people write, for their editors.
package enum FileSchema: String, CaseIterable, Sendable {
  /// A pipeline file.
  case pipeline
  /// A file of rules.
  case policy

  /// The schema as JSON text.
  package var text: String { value.pretty }

  var value: JSONValue {
    let members =
      switch self {
      case .pipeline: ShapeSchema.schema(.mapping(PipelineKeys.shape))
      case .policy: ShapeSchema.schema(.mapping(Policy.shape))
      }
    return .object(head + members + definitions)
  }

  private var head: [JSONValue.Member] {
    [
      .init(key: "$schema", value: .string("http://json-schema.org/draft-07/schema#")),
      .init(key: "title", value: .string(title)),
    ]
  }

  private var title: String {
    switch self {
    case .pipeline: "a pipeline file of exitpoll"
    case .policy: "a file of rules for exitpoll"
    }
  }

  private var definitions: [JSONValue.Member] {
    guard self == .policy else { return [] }
    let shapes = Policy.namedShapes.map { name, shape in
      JSONValue.Member(key: name, value: .object(ShapeSchema.schema(.mapping(shape))))
    }
    return [.init(key: "definitions", value: .object(shapes))]
  }
}
