import CRE2

/// A pattern of a pipeline's own that says what is to be masked.
final class RedactionPattern: Sendable {
  /// Why RE2 refuses a pattern, in its own words.
  struct Refusal: Error {
    var reason: String
  }

  /// The pointer to RE2's object.
  ///
  /// Sendable: the object is never changed after it is made, and RE2 documents that matching with
  /// one from many threads is safe; it is freed once, by the owner's deinit.
  private struct Handle: @unchecked Sendable {
    let regex: OpaquePointer
  }

  private let handle: Handle

  init(_ pattern: String) throws(Refusal) {
    var pattern = pattern
    var reason = [CChar](repeating: 0, count: 200)
    let regex = pattern.withUTF8 { bytes in
      let options = cre2_options(case_insensitive: false, literal: false, max_memory: 0)
      return bytes.withMemoryRebound(to: CChar.self) { text in
        cre2_regex_new(text.baseAddress, text.count, options, &reason, reason.count)
      }
    }
    guard let regex else {
      let text = reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw Refusal(reason: String(decoding: text, as: UTF8.self))
    }
    handle = Handle(regex: regex)
  }

  deinit { cre2_regex_free(handle.regex) }

  /// Returns the ranges of UTF-8 offsets that match, in order; empty matches hide nothing.
  func matches(in text: String) -> [Range<Int>] {
    var text = text
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { chars in
        var found: [Range<Int>] = []
        var from = 0
        var span = cre2_span(start: -1, end: -1)
        while from <= chars.count,
          cre2_regex_match(
            handle.regex, chars.baseAddress, chars.count, from, CRE2_UNANCHORED, &span, 1)
        {
          if span.end > span.start { found.append(span.start..<span.end) }
          from = span.end > from ? span.end : from + 1
        }
        return found
      }
    }
  }
}
