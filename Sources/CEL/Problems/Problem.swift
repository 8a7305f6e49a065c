import Diagnostics

/// A mistake in an expression, before it is known where the expression stands.
struct Problem: Error {
  let sentence: CompileSentence
  let range: Range<Int>

  func diagnostic(at origin: ExpressionOrigin) -> Diagnostic {
    Diagnostic(
      code: sentence.code, sentence.message, at: origin.place(of: range), remedy: sentence.remedy)
  }
}
