package import CEL

/// The values under `parameters:`, as an object whose fields stand in the order of their names.
package final class Parameters: ObjectValue {
  /// The values by name.
  package let values: [String: Value]
  private let ordered: [Value]

  /// Makes the object from values by name.
  package init(_ values: [String: Value] = [:]) {
    self.values = values
    ordered = values.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The declaration that expressions are checked against.
  var objectType: ObjectType {
    ObjectType(
      name: "Parameters", fields: values.sorted { $0.key < $1.key }.map { ($0.key, $0.value.type) })
  }

  package var type: CELType { .object("Parameters") }

  package func field(_ index: Int) throws(EvaluationError) -> Value { ordered[index] }
}
