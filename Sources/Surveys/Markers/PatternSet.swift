import CRE2

/// Many patterns matched in one pass over a text; one per worker.
///
/// They are compiled when a text is first matched, since most chats speak few languages.
final class PatternSet {
  /// How far the compiling is.
  private enum State {
    case waiting
    /// Nil where RE2 takes them one by one only.
    case compiled(OpaquePointer?)
  }

  private var state = State.waiting
  private var single: [PatternMatcher?] = []
  private let patterns: [String]

  /// Takes patterns; those that RE2 refuses never match.
  init(_ patterns: [String]) {
    self.patterns = patterns
  }

  deinit {
    if case .compiled(let set?) = state { cre2_set_free(set) }
  }

  private func compiled() -> OpaquePointer? {
    if case .compiled(let set) = state { return set }
    let set = Self.compile(patterns)
    state = .compiled(set)
    return set
  }

  private static func compile(_ patterns: [String]) -> OpaquePointer? {
    let options = cre2_options(case_insensitive: false, literal: false, max_memory: 64 << 20)
    let set = cre2_set_new(options, CRE2_UNANCHORED)
    var isComplete = true
    for pattern in patterns {
      var pattern = pattern
      let index = pattern.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          cre2_set_add(set, $0.baseAddress, bytes.count, nil, 0)
        }
      }
      if index < 0 { isComplete = false }
    }
    if isComplete, cre2_set_compile(set) { return set }
    cre2_set_free(set)
    return nil
  }

  /// Returns the indexes of the patterns that match a folded text, ascending.
  func matches(in bytes: ArraySlice<UInt8>) -> [Int] {
    guard !patterns.isEmpty else { return [] }
    guard let set = compiled() else { return matchesOneByOne(in: bytes) }
    let (found, total) = withUnsafeTemporaryAllocation(of: Int32.self, capacity: 64) { buffer in
      let total = bytes.withUnsafeBytes { raw in
        cre2_set_match(
          set, raw.bindMemory(to: CChar.self).baseAddress, raw.count, buffer.baseAddress, 64)
      }
      return (buffer.prefix(Int(max(0, min(total, 64)))).map(Int.init), total)
    }
    return total < 0 || total > 64 ? matchesOneByOne(in: bytes) : found
  }

  private func matchesOneByOne(in bytes: ArraySlice<UInt8>) -> [Int] {
    if single.isEmpty { single = patterns.map { try? PatternMatcher($0) } }
    return single.indices.filter { single[$0]?.firstMatch(in: bytes) != nil }
  }
}

/// One compiled pattern with its groups; one per worker.
final class PatternMatcher {
  /// Why RE2 refuses a pattern, in its own words.
  struct Refusal: Error {
    var reason: String
  }

  private let regex: OpaquePointer
  private let groups: Int

  /// Compiles a pattern.
  init(_ pattern: String) throws(Refusal) {
    var pattern = pattern
    let options = cre2_options(case_insensitive: false, literal: false, max_memory: 0)
    var reason = [CChar](repeating: 0, count: 200)
    let regex = pattern.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        reason.withUnsafeMutableBufferPointer {
          cre2_regex_new(characters.baseAddress, bytes.count, options, $0.baseAddress, $0.count)
        }
      }
    }
    guard let regex else {
      let text = reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw Refusal(reason: String(decoding: text, as: UTF8.self))
    }
    self.regex = regex
    groups = Int(cre2_regex_group_count(regex))
  }

  deinit { cre2_regex_free(regex) }

  /// The number of a named group, or nil.
  func group(named name: String) -> Int? {
    var name = name
    let number = name.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        cre2_regex_group_named(regex, $0.baseAddress, bytes.count)
      }
    }
    return number < 0 ? nil : Int(number)
  }

  /// Returns the byte ranges of the first match's groups, the whole match first; nil for a group
  /// that took no part, and where nothing matches.
  func firstMatch(in bytes: ArraySlice<UInt8>) -> [Range<Int>?]? {
    var spans = [cre2_span](repeating: cre2_span(start: -1, end: -1), count: groups + 1)
    let matched = bytes.withUnsafeBytes { raw in
      spans.withUnsafeMutableBufferPointer {
        cre2_regex_match(
          regex, raw.bindMemory(to: CChar.self).baseAddress, raw.count, 0, CRE2_UNANCHORED,
          $0.baseAddress, Int32($0.count))
      }
    }
    guard matched else { return nil }
    return spans.map {
      $0.start < 0 ? nil : bytes.startIndex + $0.start..<bytes.startIndex + $0.end
    }
  }
}
