public import Diagnostics

extension Environment {
  /// Parses an expression without checking it; adds its mistake and returns nil where it has one.
  public func parse(
    _ source: SourceText, at origin: ExpressionOrigin? = nil,
    into diagnostics: inout [Diagnostic]
  ) -> Expression? {
    do {
      return try parsed(source.text)
    } catch {
      diagnostics.append(error.diagnostic(at: origin ?? ExpressionOrigin(source)))
      return nil
    }
  }

  private func parsed(_ text: String) throws(Problem) -> Expression {
    guard text.unicodeScalars.count <= limits.length else {
      throw Problem(
        sentence: .tooLong(limit: limits.length), range: limits.length..<limits.length + 1)
    }
    var lexer = Lexer(text)
    var parser = Parser(try lexer.tokens(), depthLimit: limits.depth, extensions: extensions)
    return try parser.whole()
  }
}
