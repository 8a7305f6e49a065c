import Foundation

extension Library {
  private static let numbers: [CELType] = [.int, .uint, .double]

  private static func table(
    _ name: String, _ result: CELType, _ sources: [CELType], _ body: @escaping Overload.One
  ) -> (String, [Overload]) {
    (
      name,
      sources.map { .one("\($0.description)_to_\(result.description)", $0, result, body) }
    )
  }

  static let conversions = FunctionTable([
    table("int", .int, numbers + [.string, .timestamp, .duration], int),
    table("uint", .uint, numbers + [.string], uint),
    table("double", .double, numbers + [.string], double),
    table("bool", .bool, [.bool, .string], bool),
    table(
      "string", .string, numbers + [.bool, .string, .bytes, .timestamp, .duration]
    ) { (value) throws(EvaluationError) in
      guard let text = value.celText else { throw EvaluationSentence.badConversion.error }
      return .string(text)
    },
    table("bytes", .bytes, [.bytes, .string]) { (value) throws(EvaluationError) in
      if case .string(let text) = value { .bytes(Array(text.utf8)) } else { value }
    },
    table("timestamp", .timestamp, [.timestamp, .int, .string], timestamp),
    table("duration", .duration, [.duration, .int, .string], duration),
  ])

  @Sendable private static func int(_ value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .int: return value
    case .uint(let number):
      guard let result = Int64(exactly: number) else { throw EvaluationSentence.overflow.error }
      return .int(result)
    case .double(let number):
      // The greatest and the least int are refused too: as doubles they are not exact.
      guard number > -0x1p63, number < 0x1p63 else { throw EvaluationSentence.overflow.error }
      return .int(Int64(number.rounded(.towardZero)))
    case .string(let text):
      guard let result = Int64(text) else { throw EvaluationSentence.badConversion.error }
      return .int(result)
    case .timestamp(let time): return .int(time.seconds)
    case .duration(let span): return .int(span.components.seconds)
    default: throw EvaluationSentence.noOverload.error
    }
  }

  @Sendable private static func uint(_ value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .uint: return value
    case .int(let number):
      guard let result = UInt64(exactly: number) else { throw EvaluationSentence.overflow.error }
      return .uint(result)
    case .double(let number):
      guard number > -1, number < 0x1p64 else { throw EvaluationSentence.overflow.error }
      return .uint(UInt64(number.rounded(.towardZero)))
    case .string(let text):
      guard let result = UInt64(text) else { throw EvaluationSentence.badConversion.error }
      return .uint(result)
    default: throw EvaluationSentence.noOverload.error
    }
  }

  @Sendable private static func double(_ value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .double: return value
    case .int(let number): return .double(Double(number))
    case .uint(let number): return .double(Double(number))
    case .string(let text):
      guard let result = Double(text) else { throw EvaluationSentence.badConversion.error }
      return .double(result)
    default: throw EvaluationSentence.noOverload.error
    }
  }

  @Sendable private static func bool(_ value: Value) throws(EvaluationError) -> Value {
    guard case .string(let text) = value else { return value }
    switch text {
    case "1", "t", "T", "true", "TRUE", "True": return .bool(true)
    case "0", "f", "F", "false", "FALSE", "False": return .bool(false)
    default: throw EvaluationSentence.badConversion.error
    }
  }

  @Sendable private static func timestamp(_ value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .int(let seconds):
      let time = TimestampValue(seconds: seconds)
      guard time.isInRange else { throw EvaluationSentence.timeOutOfRange.error }
      return .timestamp(time)
    case .string(let text):
      guard let time = TimestampValue(text) else { throw EvaluationSentence.badTimestamp.error }
      return .timestamp(time)
    default: return value
    }
  }

  @Sendable private static func duration(_ value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .int(let seconds):
      guard seconds.magnitude <= UInt64(Duration.celLimit) else {
        throw EvaluationSentence.overflow.error
      }
      return .duration(.seconds(seconds))
    case .string(let text):
      guard let span = Duration(celText: text) else { throw EvaluationSentence.badDuration.error }
      return .duration(span)
    default: return value
    }
  }
}

extension Value {
  /// The value as `string(value)` gives it; nil where it has no text.
  var celText: String? {
    switch self {
    case .string(let text): text
    case .bool(let value): value ? "true" : "false"
    case .int(let number): String(number)
    case .uint(let number): String(number)
    case .double(let number): number.celText
    case .bytes(let bytes): String(validating: bytes, as: UTF8.self)
    case .timestamp(let time): time.text
    case .duration(let span): span.celText
    default: nil
    }
  }
}

extension Double {
  /// The shortest decimal that reads back as the number, without `.0` at the end.
  var celText: String {
    if isNaN { return "NaN" }
    if isInfinite { return self < 0 ? "-Infinity" : "Infinity" }
    let text = "\(self)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
