import Diagnostics
import Documents

extension MappingReader {
  /// Reports a path that names a variable of the environment; returns whether it does.
  @discardableResult
  func refuseVariables<Value>(
    in path: String?, _ key: Key<Value>, into diagnostics: inout [Diagnostic]
  ) -> Bool {
    guard let path, path.contains("${") else { return false }
    diagnostics.append(PipelineMistake.variableInPath(key.shape.name, at: valuePlace(key)))
    return true
  }
}
