import CEL
package import Diagnostics

/// A value given on the command line with `--set`.
package enum Setting: Sendable, Hashable {
  /// `attribute.NAME=VALUE`: an attribute of every conversation.
  case attribute(name: String, value: String)
  /// `NAME=VALUE`: a value under the pipeline's `parameters`.
  case parameter(name: String, value: String)

  /// Reads `NAME=VALUE`; the value may hold `=` and may be empty.
  package init(_ text: String) throws(Diagnostic) {
    guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
      throw PipelineMistake.badSetting(text)
    }
    let name = String(text[..<equals])
    let value = String(text[text.index(after: equals)...])
    if name.hasPrefix("attribute.") {
      let attribute = String(name.dropFirst("attribute.".count))
      guard !attribute.isEmpty else { throw PipelineMistake.badSetting(text) }
      self = .attribute(name: attribute, value: value)
    } else {
      self = .parameter(name: name, value: value)
    }
  }

  /// Returns the attributes among some settings.
  package static func attributes(of settings: [Setting]) -> [String: String] {
    var attributes: [String: String] = [:]
    for case .attribute(let name, let value) in settings { attributes[name] = value }
    return attributes
  }

  /// A parameter's value as its text says: plain text may be a number or a truth value.
  static func value(of text: String, isPlain: Bool) -> Value {
    guard isPlain else { return .string(text) }
    if let number = Int64(text) { return .int(number) }
    if let number = Double(text), number.isFinite { return .double(number) }
    switch text {
    case "true": return .bool(true)
    case "false": return .bool(false)
    default: return .string(text)
    }
  }
}
