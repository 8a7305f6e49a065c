/// The making of an RE2 pattern from a marker's wording.
///
/// In a wording `{name}` stands for any word of a list, ` ~ ` (or ` ~?`) for up to five words
/// between, and a space for the single space of a folded sentence. It matches whole words: where it begins or ends
/// in a letter, no further letter may stand there, unless its language is written without spaces.
struct MarkerPattern {
  /// Word lists by name, each already folded.
  var lists: [String: [String]]
  /// Whether the language parts its words with spaces.
  var hasSpaces = true
  /// Conjunctions that are written at the word after them, folded.
  var joined: [String] = []

  /// Returns the pattern, or the name of the list that does not exist.
  func compiled(_ wording: String, folder: TextFolder) -> Result<String, UnknownList> {
    var result: [UInt8] = []
    var rest = Array(folder.foldedPattern(wording).utf8)[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "{")) {
      result += rest[..<open]
      rest = rest[(open + 1)...]
      guard let close = rest.firstIndex(of: UInt8(ascii: "}")) else {
        result.append(UInt8(ascii: "{"))
        continue
      }
      let name = String(decoding: rest[..<close], as: UTF8.self)
      rest = rest[(close + 1)...]
      if name.allSatisfy({ $0.isNumber || $0 == "," }) {
        result += "{\(name)}".utf8
      } else if let words = lists[name] {
        result += "(?:".utf8
        result += words.joined(separator: "|").utf8
        result.append(UInt8(ascii: ")"))
      } else {
        return .failure(UnknownList(name: name))
      }
    }
    result += rest
    let pattern = Self.withPlainLetters(Self.withGaps(result))
    return .success(bounded(String(decoding: pattern, as: UTF8.self)))
  }

  /// A list that a wording names and the file does not have.
  struct UnknownList: Error {
    var name: String
  }

  private static func withGaps(_ pattern: [UInt8]) -> [UInt8] {
    guard pattern.contains(UInt8(ascii: "~")) else { return pattern }
    var result: [UInt8] = []
    result.reserveCapacity(pattern.count + 64)
    var place = 0
    while place < pattern.count {
      guard pattern[place] == UInt8(ascii: " "), place + 1 < pattern.count,
        pattern[place + 1] == UInt8(ascii: "~")
      else {
        result.append(pattern[place])
        place += 1
        continue
      }
      result += " (?:[^ .?!]+ ){0,5}".utf8
      place += 2
      if place < pattern.count,
        pattern[place] == UInt8(ascii: " ") || pattern[place] == UInt8(ascii: "?")
      {
        place += 1
      }
    }
    return result
  }

  /// What counts as a letter in folded text. Unicode's own classes would make the compiled patterns
  /// many times larger.
  private static let letters = #"a-z\x{80}-\x{10FFFF}"#

  private static let letterBytes = Array(letters.utf8)

  /// A pattern with letter classes that stay small: `\pL` and `\pM` in brackets and alone.
  private static func withPlainLetters(_ pattern: [UInt8]) -> [UInt8] {
    let backslash = UInt8(ascii: "\\")
    guard pattern.contains(backslash) else { return pattern }
    var result: [UInt8] = []
    result.reserveCapacity(pattern.count + 64)
    var isInBrackets = false
    var rest = pattern[...]
    while let first = rest.popFirst() {
      if first == backslash {
        if rest.starts(with: "pL".utf8) || rest.starts(with: "pM".utf8) {
          rest = rest.dropFirst(2)
          let isRepeated = isInBrackets && result.suffix(letterBytes.count) == letterBytes[...]
          if isRepeated { continue }
          result += isInBrackets ? letterBytes : Array("[\(letters)]".utf8)
        } else {
          result.append(first)
          if let next = rest.popFirst() { result.append(next) }
        }
        continue
      }
      if first == UInt8(ascii: "[") { isInBrackets = true }
      if first == UInt8(ascii: "]") { isInBrackets = false }
      result.append(first)
    }
    return result
  }

  private func bounded(_ pattern: String) -> String {
    guard hasSpaces else { return pattern }
    let conjunction = joined.isEmpty ? "" : "(?:\(joined.joined(separator: "|")))?"
    let before =
      Self.isWord(pattern.unicodeScalars.first) ? "(?:^|[^\(Self.letters)0-9])\(conjunction)" : ""
    let after = Self.isWord(pattern.unicodeScalars.last) ? "(?:[^\(Self.letters)0-9]|$)" : ""
    return "\(before)(?:\(pattern))\(after)"
  }

  private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return false }
    return scalar == "(" || scalar == ")" || scalar.properties.isAlphabetic
      || scalar.properties.generalCategory == .nonspacingMark
      || scalar.properties.generalCategory == .spacingMark || scalar.properties.numericType != nil
  }
}
