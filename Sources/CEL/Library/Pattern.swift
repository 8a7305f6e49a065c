import CRE2

/// A compiled regular expression.
final class Pattern: Sendable {
  struct Failure: Error {
    /// What RE2 says is wrong with the pattern.
    let reason: String
  }

  private let handle: Handle

  /// The pointer to RE2's object.
  ///
  /// Sendable: the object is never changed after it is made, and RE2 documents that matching with
  /// one from many threads is safe; it is freed once, by the owner's deinit.
  private struct Handle: @unchecked Sendable {
    let regex: OpaquePointer
  }

  private static let maxMemory: Int64 = 8 << 20

  init(_ pattern: String) throws(Failure) {
    var message = [CChar](repeating: 0, count: 256)
    var pattern = pattern
    let regex = pattern.withUTF8 { bytes in
      let options = cre2_options(
        case_insensitive: false, literal: false, max_memory: Pattern.maxMemory)
      return bytes.withMemoryRebound(to: CChar.self) { text in
        let start = text.baseAddress
        return cre2_regex_new(start, text.count, options, &message, message.count)
      }
    }
    guard let regex else {
      let bytes = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw Failure(reason: String(decoding: bytes, as: UTF8.self))
    }
    handle = Handle(regex: regex)
  }

  deinit { cre2_regex_free(handle.regex) }

  /// Returns whether the pattern matches anywhere in a text.
  func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { chars in
        cre2_regex_match(
          handle.regex, chars.baseAddress, chars.count, 0, CRE2_UNANCHORED, nil, 0)
      }
    }
  }
}

/// `text.matches('pattern')`.
final class MatchNode: TruthNode {
  let text: any Node
  let pattern: Pattern
  let range: Range<Int>

  init(_ text: any Node, _ pattern: Pattern, _ range: Range<Int>) {
    self.text = text
    self.pattern = pattern
    self.range = range
  }

  func truth(_ facts: any Activation, _ frame: inout Frame) throws(EvaluationError) -> Bool {
    let value = try text.value(facts, &frame)
    guard case .string(let text) = value else {
      throw EvaluationSentence.noOverload.error.placed(at: range)
    }
    try frame.charge(1 + value.searchCost)
    return pattern.matches(text)
  }
}
