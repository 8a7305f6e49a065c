/// What is wrong with a text that cannot be used, all at once.
public struct Mistakes: Error, Sendable, Hashable {
  /// From the top of the text to its end.
  public let diagnostics: [Diagnostic]

  /// Makes an error of the mistakes that were found.
  public init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }
}

extension Mistakes: CustomStringConvertible {
  /// Every mistake as a person reads it.
  public var description: String {
    diagnostics.map { $0.rendered() }.joined(separator: "\n")
  }
}
