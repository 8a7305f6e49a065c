/// The text of a mapping while it is written, with what is unsure marked and listed.
struct DraftText {
  private(set) var lines: [String] = []
  private(set) var doubts: [String] = []
  let isMarkup: Bool

  init(isMarkup: Bool) {
    self.isMarkup = isMarkup
  }

  mutating func add(_ line: String, unsure doubt: String? = nil) {
    guard let doubt else { return lines.append(line) }
    lines.append("\(line)  # unsure: \(doubt)")
    let key = line.trimmingSpace.prefix { $0 != ":" }.drop { $0 == "-" || $0 == " " }
    doubts.append("\(key): \(doubt)")
  }

  /// Writes a comment in place of a key that nothing was found for.
  mutating func miss(_ key: String, indent: String = "  ", _ why: String) {
    lines.append("\(indent)# \(key): \(why)")
    doubts.append("\(key): \(why)")
  }

  /// A value's path; a mapping where it goes on in a JSON text, or where more is said of it.
  func pick(_ path: ShapePath, _ more: [String] = []) -> String {
    let (outer, inner) = path.written(isMarkup: isMarkup)
    let parts = (inner.map { ["json: \(Self.quoted($0))"] } ?? []) + more
    if parts.isEmpty { return Self.quoted(outer) }
    return "{ " + (["of: \(Self.quoted(outer))"] + parts).joined(separator: ", ") + " }"
  }

  /// A scalar as YAML reads it back.
  static func quoted(_ text: String) -> String {
    let plain = text.utf8.allSatisfy { byte in
      let letter = byte | 0x20
      return letter >= 0x61 && letter <= 0x7A || byte >= 0x30 && byte <= 0x39
        || "$._/-".utf8.contains(byte)
    }
    let words = ["true", "false", "yes", "no", "on", "off", "null", "y", "n", ".", "-", ""]
    let first = text.utf8.first ?? 0x30
    let isNumberLike = first >= 0x30 && first <= 0x39 || first == 0x2D || first == 0x2E
    if plain && !words.contains(text.lowercased()) && !isNumberLike { return text }
    if text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
      let escaped = text.unicodeScalars.map { scalar -> String in
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case _ where scalar.value < 0x20 || scalar.value == 0x7F:
          "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
        default: String(scalar)
        }
      }
      return "\"" + escaped.joined() + "\""
    }
    return "'" + text.replacing("'", with: "''") + "'"
  }
}
