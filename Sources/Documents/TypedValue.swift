package import Diagnostics

/// What a node holds when a certain type is wanted; each reports and returns nil where it is another.
extension YAMLNode {
  /// Returns the text of a scalar; a number or `true` written plainly is text as well.
  package func string(into diagnostics: inout [Diagnostic]) -> String? {
    guard let text, !isNull else {
      diagnostics.append(.wrongKind(of: self, expected: "text"))
      return nil
    }
    return text
  }

  /// Returns a scalar that holds an expression.
  ///
  /// Reports an expression that YAML has taken apart, with how to write it instead.
  package func expression(into diagnostics: inout [Diagnostic]) -> YAMLNode? {
    guard let text, !isNull else {
      diagnostics.append(.wrongKind(of: self, expected: "an expression"))
      return nil
    }
    if isCutByComment(text) {
      diagnostics.append(.cutExpression(at: place))
      return nil
    }
    return self
  }

  /// Returns `true` or `false`.
  package func bool(into diagnostics: inout [Diagnostic]) -> Bool? {
    switch text {
    case "true", "True", "TRUE": return true
    case "false", "False", "FALSE": return false
    default:
      diagnostics.append(.wrongKind(of: self, expected: "true or false"))
      return nil
    }
  }

  /// Returns a whole number within a range.
  package func int(
    in range: ClosedRange<Int> = .min ... .max, into diagnostics: inout [Diagnostic]
  ) -> Int? {
    guard let value = text.flatMap({ Int($0) }) else {
      diagnostics.append(.wrongKind(of: self, expected: "a whole number"))
      return nil
    }
    guard range.contains(value) else {
      diagnostics.append(.outOfRange(value, range, at: place))
      return nil
    }
    return value
  }

  /// Returns a finite number.
  package func double(into diagnostics: inout [Diagnostic]) -> Double? {
    guard let text, text.utf8.count <= 64, let value = Double(text), value.isFinite else {
      diagnostics.append(.wrongKind(of: self, expected: "a number"))
      return nil
    }
    return value
  }

  /// Returns a duration such as `30m`, `4h`, `90d` or `1h30m`.
  package func duration(into diagnostics: inout [Diagnostic]) -> Duration? {
    guard let text, let value = Duration(written: text) else {
      diagnostics.append(.notADuration(self))
      return nil
    }
    return value
  }

  /// Returns the items of a list.
  package func list(into diagnostics: inout [Diagnostic]) -> [YAMLNode]? {
    guard case .sequence(let items) = content else {
      diagnostics.append(.wrongKind(of: self, expected: "a list"))
      return nil
    }
    return items
  }

  /// Returns the texts of a list; an item that is no text is reported and left out.
  package func stringList(into diagnostics: inout [Diagnostic]) -> [String]? {
    guard let items = list(into: &diagnostics) else { return nil }
    return items.compactMap { $0.string(into: &diagnostics) }
  }

  /// Returns the texts of a list, where one text alone stands for a list of one.
  package func stringOrList(into diagnostics: inout [Diagnostic]) -> [String]? {
    if case .scalar = content { return string(into: &diagnostics).map { [$0] } }
    return stringList(into: &diagnostics)
  }

  /// Whether a ` #` cut a plain expression short inside a string, a list or a call.
  private func isCutByComment(_ text: String) -> Bool {
    guard case .scalar(let scalar) = content, scalar.isPlain, isOpenAtEnd(text) else {
      return false
    }
    let end = place(atScalar: text.unicodeScalars.count)
    guard let excerpt = end.excerpt, let column = end.column else { return false }
    return excerpt.unicodeScalars.dropFirst(column - 1).drop { $0 == " " || $0 == "\t" }.first
      == "#"
  }

  private func isOpenAtEnd(_ text: String) -> Bool {
    var quote: Unicode.Scalar?
    var depth = 0
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if let open = quote {
        if isEscaped {
          isEscaped = false
        } else if scalar == "\\" {
          isEscaped = true
        } else if scalar == open {
          quote = nil
        }
      } else if scalar == "\"" || scalar == "'" {
        quote = scalar
      } else if "([{".unicodeScalars.contains(scalar) {
        depth += 1
      } else if ")]}".unicodeScalars.contains(scalar) {
        depth -= 1
      }
    }
    return quote != nil || depth > 0
  }
}
