/// What is wrong, where, and how to mend it.
///
/// A value: whoever finds a mistake returns or throws one, and only the command line prints it.
public struct Diagnostic: Error, Sendable, Hashable {
  /// How much it matters.
  public enum Severity: String, Sendable, Hashable, CaseIterable {
    /// Nothing runs until it is mended.
    case error
    /// The run goes on; a person should look.
    case warning
    /// Explains another diagnostic.
    case note
  }

  /// How much it matters.
  public var severity: Severity
  /// A stable, documented code, such as `unknown-key`.
  public var code: String
  /// What is wrong: one sentence without a full stop, the user's own words in quotation marks.
  public var message: String
  /// Where it is; nil where no place can be named.
  public var place: Place?
  /// How to mend it: one sentence without a full stop; nil where the message says it.
  public var remedy: String?

  /// Makes a diagnostic.
  public init(
    _ severity: Severity = .error, code: String, _ message: String, at place: Place? = nil,
    remedy: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.place = place
    self.remedy = remedy
  }
}

extension Diagnostic: CustomStringConvertible {
  /// The rendering without colour, for logs and test failures.
  public var description: String { rendered() }
}

extension Diagnostic {
  /// Returns the diagnostic as a person reads it: the place and the message, the line with a caret
  /// under the mistake, and the remedy.
  ///
  /// Control and bidi characters of the excerpt and the message are made visible, so that text from
  /// a hostile file cannot steer a terminal. No line break at the end.
  public func rendered() -> String {
    let head = place.map { $0.description.madeVisible + ": " } ?? ""
    var lines = ["\(head)\(severity.rawValue): \(message.madeVisible) [\(code)]"]
    if let place, let number = place.line, let excerpt = place.excerpt {
      let gutter = "\(number)"
      let blank = String(repeating: " ", count: gutter.count)
      let window = ExcerptWindow(excerpt, column: place.column ?? 1, length: place.length)
      lines.append("  \(gutter) | \(window.text)")
      if place.column != nil { lines.append("  \(blank) | \(window.caret)") }
    }
    if let remedy { lines.append("  = \(remedy.madeVisible)") }
    return lines.joined(separator: "\n")
  }
}
