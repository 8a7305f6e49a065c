import Diagnostics

/// Reads the characters of a path expression.
struct PathScanner {
  private let scalars: [Unicode.Scalar]
  private(set) var position = 0

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  var isAtEnd: Bool { position == scalars.count }
  var peek: Unicode.Scalar? { isAtEnd ? nil : scalars[position] }

  mutating func skipSpace() {
    while peek == " " { position += 1 }
  }

  /// Moves over the text where it stands here.
  mutating func take(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    guard scalars[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  /// Moves over the scalars that fit, and returns them.
  mutating func take(while fits: (Unicode.Scalar) -> Bool) -> String {
    var text = ""
    while let scalar = peek, fits(scalar) {
      text.unicodeScalars.append(scalar)
      position += 1
    }
    return text
  }

  /// A name of letters, digits, `_` and what else is named; empty where none stands here.
  mutating func name(and others: String = "_") -> String {
    take {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || others.unicodeScalars.contains($0)
    }
  }

  /// A whole number with an optional minus.
  mutating func integer() -> Int? {
    let begin = position
    let sign = take("-") ? -1 : 1
    guard let number = Int(take { ("0"..."9").contains($0) }) else {
      position = begin
      return nil
    }
    return number * sign
  }

  /// A text in single or double quotes, with JSON's simple escapes.
  mutating func quoted() -> String? {
    guard let quote = peek, quote == "'" || quote == "\"" else { return nil }
    let begin = position
    position += 1
    var text = ""
    while let scalar = peek {
      position += 1
      if scalar == quote { return text }
      if scalar == "\\", let escaped = peek {
        position += 1
        text.unicodeScalars.append(escaped == "n" ? "\n" : escaped == "t" ? "\t" : escaped)
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    position = begin
    return nil
  }
}

/// A mistake in a path, at a scalar offset.
struct PathError: Error {
  var expected: String
  var offset: Int
  var length = 1
}
