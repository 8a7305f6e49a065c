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

  /// Returns the pattern, or the name of the list that does not exist.
  func compiled(_ wording: String, folder: TextFolder) -> Result<String, UnknownList> {
    var result = ""
    var rest = Substring(folder.foldedPattern(wording))
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      rest = rest[rest.index(after: open)...]
      guard let close = rest.firstIndex(of: "}") else {
        result += "{"
        continue
      }
      let name = String(rest[..<close])
      rest = rest[rest.index(after: close)...]
      if name.allSatisfy({ $0.isNumber || $0 == "," }) {
        result += "{\(name)}"
      } else if let words = lists[name] {
        result += "(?:\(words.joined(separator: "|")))"
      } else {
        return .failure(UnknownList(name: name))
      }
    }
    result += rest
    return .success(bounded(Self.withPlainLetters(Self.withGaps(result))))
  }

  /// A list that a wording names and the file does not have.
  struct UnknownList: Error {
    var name: String
  }

  private static func withGaps(_ pattern: String) -> String {
    let gap = " (?:[^ .?!]+ ){0,5}"
    return [" ~ ", " ~?", " ~"].reduce(pattern) { $0.replacing($1, with: gap) }
  }

  /// What counts as a letter in folded text. Unicode's own classes would make the compiled patterns
  /// many times larger.
  private static let letters = #"a-z\x{80}-\x{10FFFF}"#

  /// A pattern with letter classes that stay small: `\pL` and `\pM` in brackets and alone.
  private static func withPlainLetters(_ pattern: String) -> String {
    guard pattern.contains(#"\p"#) else { return pattern }
    var result = ""
    var isInBrackets = false
    var rest = Substring(pattern)
    while let first = rest.first {
      if rest.hasPrefix(#"\pL"#) || rest.hasPrefix(#"\pM"#) {
        let isRepeated = isInBrackets && result.hasSuffix(letters)
        result += isRepeated ? "" : isInBrackets ? letters : "[\(letters)]"
        rest = rest.dropFirst(3)
        continue
      }
      if first == "\\" {
        result += rest.prefix(2)
        rest = rest.dropFirst(2)
        continue
      }
      if first == "[" { isInBrackets = true }
      if first == "]" { isInBrackets = false }
      result.append(first)
      rest = rest.dropFirst()
    }
    return result
  }

  private func bounded(_ pattern: String) -> String {
    guard hasSpaces else { return pattern }
    let before = Self.isWord(pattern.unicodeScalars.first) ? "(?:^|[^\(Self.letters)0-9])" : ""
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
