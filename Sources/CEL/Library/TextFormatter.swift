import Foundation

/// Fills in a format such as `"%s: %.2f"`.
struct TextFormatter {
  private let format: [Unicode.Scalar]
  private let arguments: [Value]
  private var position = 0
  private var used = 0
  private var result = ""

  /// More digits than any double has.
  private static let greatestPrecision = 400

  init(_ format: [Unicode.Scalar], _ arguments: [Value]) {
    self.format = format
    self.arguments = arguments
  }

  mutating func text() throws(EvaluationError) -> String {
    while position < format.count {
      let scalar = format[position]
      position += 1
      if scalar == "%" {
        try clause()
      } else {
        result.unicodeScalars.append(scalar)
      }
      guard result.utf8.count <= Library.longestText else {
        throw EvaluationSentence.tooLarge.error
      }
    }
    return result
  }

  private mutating func next() throws(EvaluationError) -> Unicode.Scalar {
    guard position < format.count else { throw EvaluationSentence.badFormat.error }
    position += 1
    return format[position - 1]
  }

  private mutating func clause() throws(EvaluationError) {
    var letter = try next()
    if letter == "%" {
      result += "%"
      return
    }
    var precision: Int?
    if letter == "." {
      var digits = ""
      letter = try next()
      while letter.isDigit {
        digits.unicodeScalars.append(letter)
        letter = try next()
      }
      precision = Int(digits)
      guard let precision, precision <= TextFormatter.greatestPrecision else {
        throw EvaluationSentence.badFormat.error
      }
    }
    guard "sdfebxXo".unicodeScalars.contains(letter) else {
      throw EvaluationSentence.badFormat.error
    }
    guard used < arguments.count else { throw EvaluationSentence.missingArgument.error }
    let argument = arguments[used]
    used += 1
    guard let text = try text(of: argument, letter, precision) else {
      throw EvaluationSentence.formatMismatch.error
    }
    result += text
  }

  private func text(
    of value: Value, _ letter: Unicode.Scalar, _ precision: Int?
  ) throws(EvaluationError) -> String? {
    switch letter {
    case "s": try plain(value)
    case "d": decimal(value)
    case "f", "e": real(value, letter, precision ?? 6)
    case "b":
      if case .bool(let truth) = value { truth ? "1" : "0" } else { whole(value, radix: 2) }
    case "o": whole(value, radix: 8)
    default: hexadecimal(value, upper: letter == "X")
    }
  }

  private func decimal(_ value: Value) -> String? {
    if case .double(let number) = value, !number.isFinite { return number.celText }
    return whole(value, radix: 10)
  }

  private func whole(_ value: Value, radix: Int) -> String? {
    switch value {
    case .int(let number): String(number, radix: radix)
    case .uint(let number): String(number, radix: radix)
    default: nil
    }
  }

  private func real(_ value: Value, _ letter: Unicode.Scalar, _ precision: Int) -> String? {
    let number: Double
    switch value {
    case .double(let value): number = value
    case .int(let value): number = Double(value)
    case .uint(let value): number = Double(value)
    default: return nil
    }
    guard number.isFinite else { return number.celText }
    return String(format: "%.\(precision)\(letter)", number)
  }

  private func hexadecimal(_ value: Value, upper: Bool) -> String? {
    let text: String?
    switch value {
    case .string(let string): text = hexadecimal(Array(string.utf8))
    case .bytes(let bytes): text = hexadecimal(bytes)
    default: text = whole(value, radix: 16)
    }
    return upper ? text?.uppercased() : text
  }

  private func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private func plain(_ value: Value) throws(EvaluationError) -> String {
    switch value {
    case .null: return "null"
    case .type(let type): return type.runtimeName
    case .list(let elements):
      var parts: [String] = []
      for element in elements { parts.append(try plain(element)) }
      return "[" + parts.joined(separator: ", ") + "]"
    case .map(let map):
      var parts: [(key: String, text: String)] = []
      for entry in map.entries {
        let key = try plain(entry.key)
        parts.append((key, "\(key): \(try plain(entry.value))"))
      }
      return "{" + parts.sorted { $0.key.precedes($1.key) }.map(\.text).joined(separator: ", ")
        + "}"
    default:
      guard let text = value.celText else { throw EvaluationSentence.formatMismatch.error }
      return text
    }
  }
}
