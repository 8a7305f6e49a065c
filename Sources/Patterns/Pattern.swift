import CRE2

/// A regular expression of RE2, compiled once: linear in the text, whatever the pattern.
package final class Pattern: Sendable {
  /// Why RE2 refuses a pattern.
  package struct Refusal: Error {
    /// RE2's own words; they may hold parts of the pattern.
    package let reason: String
  }

  /// The pointer to RE2's object.
  ///
  /// Sendable: the object is never changed after it is made, and RE2 documents that matching with
  /// one from many threads is safe; it is freed once, by the owner's deinit.
  private struct Handle: @unchecked Sendable {
    let regex: OpaquePointer
  }

  private let handle: Handle
  private let groups: Int

  /// Compiles a pattern; throws where RE2 refuses it, or where the compiled pattern would take more
  /// than 8 MB.
  package init(_ pattern: String) throws(Refusal) {
    var pattern = pattern
    var reason = [CChar](repeating: 0, count: 256)
    let options = cre2_options(case_insensitive: false, literal: false, max_memory: 8 << 20)
    let regex = pattern.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        reason.withUnsafeMutableBufferPointer {
          cre2_regex_new(
            characters.baseAddress, characters.count, options, $0.baseAddress, $0.count)
        }
      }
    }
    guard let regex else {
      let text = reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw Refusal(reason: String(decoding: text, as: UTF8.self))
    }
    handle = Handle(regex: regex)
    groups = Int(cre2_regex_group_count(regex))
  }

  deinit { cre2_regex_free(handle.regex) }

  /// Returns whether the pattern matches anywhere in a text.
  package func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { matches(UnsafeRawBufferPointer($0), from: 0, spans: nil) }
  }

  /// Returns whether the pattern matches anywhere in the bytes of a text.
  package func matches(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.withUnsafeBytes { matches($0, from: 0, spans: nil) }
  }

  /// Returns the ranges of UTF-8 offsets that match, in order; empty matches are left out.
  package func ranges(in text: String) -> [Range<Int>] {
    var text = text
    return text.withUTF8 { bytes in
      var found: [Range<Int>] = []
      var from = 0
      var span = [cre2_span(start: -1, end: -1)]
      while from <= bytes.count,
        span.withUnsafeMutableBufferPointer({
          matches(UnsafeRawBufferPointer(bytes), from: from, spans: $0)
        })
      {
        if span[0].end > span[0].start { found.append(span[0].start..<span[0].end) }
        from = max(span[0].end, from + 1)
      }
      return found
    }
  }

  /// Returns the number of a named group, or nil.
  package func group(named name: String) -> Int? {
    var name = name
    let number = name.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        cre2_regex_group_named(handle.regex, $0.baseAddress, $0.count)
      }
    }
    return number < 0 ? nil : Int(number)
  }

  /// Returns the byte ranges of the first match's groups, the whole match first; nil for a group
  /// that took no part, and where nothing matches.
  package func firstMatch(in bytes: ArraySlice<UInt8>) -> [Range<Int>?]? {
    var spans = [cre2_span](repeating: cre2_span(start: -1, end: -1), count: groups + 1)
    let isMatch = bytes.withUnsafeBytes { raw in
      spans.withUnsafeMutableBufferPointer { matches(raw, from: 0, spans: $0) }
    }
    guard isMatch else { return nil }
    return spans.map {
      $0.start < 0 ? nil : bytes.startIndex + $0.start..<bytes.startIndex + $0.end
    }
  }

  private func matches(
    _ text: UnsafeRawBufferPointer, from start: Int, spans: UnsafeMutableBufferPointer<cre2_span>?
  ) -> Bool {
    cre2_regex_match(
      handle.regex, text.bindMemory(to: CChar.self).baseAddress, text.count, start,
      CRE2_UNANCHORED, spans?.baseAddress, Int32(spans?.count ?? 0))
  }
}
