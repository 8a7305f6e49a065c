import CEL
import Diagnostics
import Documents

/// Compiles the expressions of a pipeline file, which read facts.
struct ExpressionCompiler {
  private let environment: Environment

  init(parameters: Parameters) {
    environment = FactEnvironment.environment(parameters: parameters)
  }

  /// Returns a program whose result is of one of the wanted types, or dynamic; reports what is
  /// wrong with it otherwise.
  func program(
    _ node: YAMLNode, wanting types: [CELType], into diagnostics: inout [Diagnostic]
  ) -> Program? {
    guard let scalar = node.expression(into: &diagnostics), let text = scalar.text else {
      return nil
    }
    let origin = ExpressionOrigin { offset, length in
      scalar.place(atScalar: offset, length: length)
    }
    let source = SourceText(name: node.place.file, text: text)
    guard let program = environment.compile(source, at: origin, into: &diagnostics) else {
      return nil
    }
    guard program.resultType == .dyn || types.contains(program.resultType) else {
      diagnostics.append(
        PipelineMistake.expressionType(
          program.resultType.description,
          wanted: types.map(\.description).joined(separator: " or "), at: node.place))
      return nil
    }
    return program
  }
}
