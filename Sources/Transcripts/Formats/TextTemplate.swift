/// A pattern of literal text and `{names}`, such as `agent({name})`: what formats use instead of
/// regular expressions.
///
/// Each name takes as little as it can up to the next literal; the last one takes the rest.
struct TextTemplate: Sendable, Hashable {
  enum Part: Sendable, Hashable {
    case literal(String)
    case capture(String)
  }

  let parts: [Part]

  /// Nil where a brace is not closed, a name is empty, or two names stand side by side.
  init?(_ text: String) {
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else { return nil }
      let name = String(rest[rest.index(after: open)..<close])
      if open > rest.startIndex { parts.append(.literal(String(rest[..<open]))) }
      if case .capture = parts.last { return nil }
      guard !name.isEmpty else { return nil }
      parts.append(.capture(name))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.literal(String(rest))) }
    self.parts = parts
  }

  /// Whether it is one name with literals around it.
  var isSimple: Bool {
    names.count == 1
      && parts.allSatisfy { if case .literal(let text) = $0 { !text.isEmpty } else { true } }
  }

  /// The names in order.
  var names: [String] {
    parts.compactMap { if case .capture(let name) = $0 { name } else { nil } }
  }

  /// Returns the captured texts in order, or nil where the text does not have the pattern.
  func captures(in text: some StringProtocol) -> [String]? {
    var found: [String] = []
    var rest = Substring(text)
    for (index, part) in parts.enumerated() {
      switch part {
      case .literal(let literal):
        // A literal after a name was passed with it.
        if index > 0 { continue }
        guard rest.hasPrefix(literal) else { return nil }
        rest = rest.dropFirst(literal.count)
      case .capture:
        guard index + 1 < parts.count, case .literal(let next) = parts[index + 1] else {
          found.append(String(rest))
          rest = ""
          continue
        }
        let isLast = index + 2 == parts.count
        if isLast {
          guard rest.hasSuffix(next) else { return nil }
          found.append(String(rest.dropLast(next.count)))
          rest = ""
        } else {
          guard let range = rest.firstRange(of: next) else { return nil }
          found.append(String(rest[..<range.lowerBound]))
          rest = rest[range.upperBound...]
        }
      }
    }
    return rest.isEmpty ? found : nil
  }

  /// Returns the first captured text.
  func capture(in text: String) -> String? {
    captures(in: text)?.first
  }
}
