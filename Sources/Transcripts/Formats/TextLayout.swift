/// How several messages lie in one text.
struct TextLayout: Sendable, Hashable {
  /// What the first line of a message looks like: the first template that fits. A line that fits
  /// none goes on with the message before it.
  var templates: [TextTemplate]
  /// What ends a line: a line feed, or `<br>`.
  var isHTML = false
  /// Names that may stand under `sender` although they do not look like one.
  var speakers: [String] = []
  /// What a line looks like that names an agent; that agent's messages get a part `known`.
  var agents: [TextTemplate] = []

  /// Names of parts that hold a time: they must begin with a digit.
  static let timeNames = ["date", "time", "at", "elapsed"]

  /// Returns the agent that a line names, or nil.
  func agent(_ line: Substring) -> String? {
    agents.lazy.compactMap { $0.captures(in: line)?.first }.first
  }

  /// Returns the parts of a message's first line, or nil where it is none.
  func opening(_ line: Substring) -> [(name: String, text: String)]? {
    for template in templates {
      guard let captures = template.captures(in: line) else { continue }
      let parts = Array(zip(template.names, captures))
      if parts.allSatisfy({ fits($0.0, $0.1) }) { return parts.map { ($0.0, $0.1) } }
    }
    return nil
  }

  private func fits(_ name: String, _ text: String) -> Bool {
    if Self.timeNames.contains(name) { return text.first?.isNumber ?? false }
    guard name == "sender" else { return true }
    return speakers.contains(text) || speakers.isEmpty || isName(text)
  }

  /// Whether a text looks like a person's name: up to four words, the first letters large or of a
  /// script without case, nothing but letters and what names hold. `agent(NAME)` is one too.
  private func isName(_ text: String) -> Bool {
    if text.hasPrefix("agent("), text.hasSuffix(")") { return true }
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    return 1...4 ~= words.count && text.utf8.count <= 80
      && words.allSatisfy { word in
        guard let first = word.first, first.isLetter, !first.isLowercase else { return false }
        return word.allSatisfy { $0.isLetter || "'.-’".contains($0) }
      }
  }
}
