/// Turns HTML into the words that a reader of the page sees.
enum PlainText {
  /// Tags that end a line.
  private static let breaking: Set<String> = [
    "br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol",
  ]
  /// Tags whose content nobody sees.
  private static let hidden: Set<String> = ["script", "style", "head", "title"]

  /// Returns the plain text: no markup, entities read, blocks on lines of their own.
  static func of(html: String) -> String {
    guard html.utf8.contains(0x3C) || html.utf8.contains(0x26) else { return html }
    var plain = ""
    var rest = html[...]
    var hiding: String?
    while let open = rest.firstIndex(of: "<") {
      if hiding == nil { plain += rest[..<open] }
      rest = rest[open...]
      if rest.hasPrefix("<!--") {
        rest = rest.firstRange(of: "-->").map { rest[$0.upperBound...] } ?? ""
        continue
      }
      guard let tag = tagName(rest) else {
        if hiding == nil { plain += "<" }
        rest = rest.dropFirst()
        continue
      }
      // Without another `>` there is no tag any more; looking again for each `<` would take long.
      guard let close = rest.firstIndex(of: ">") else { break }
      if let name = hiding {
        if tag.isClosing && tag.name == name { hiding = nil }
      } else if hidden.contains(tag.name) && !tag.isClosing {
        hiding = tag.name
      } else if breaking.contains(tag.name) && !plain.isEmpty && !plain.hasSuffix("\n") {
        plain += "\n"
      }
      rest = rest[rest.index(after: close)...]
    }
    if hiding == nil { plain += rest }
    return readingEntities(plain).trimmingSpace
  }

  /// The name of the tag that begins here; nil where it is no tag but a lone `<`.
  private static func tagName(_ text: Substring) -> (name: String, isClosing: Bool)? {
    var rest = text.dropFirst()
    let isClosing = rest.first == "/"
    if isClosing { rest = rest.dropFirst() }
    let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
    guard let first = name.first, first.isLetter else { return nil }
    return (name.lowercased(), isClosing)
  }

  private static let named: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "hellip": "…",
    "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”",
    "euro": "€", "pound": "£", "copy": "©", "reg": "®", "trade": "™", "middot": "·", "bull": "•",
  ]

  /// Returns the text with `&amp;`, `&#39;`, `&#x27;` and the like read once.
  static func readingEntities(_ text: String) -> String {
    guard text.utf8.contains(0x26) else { return text }
    var read = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "&") {
      read += rest[..<open]
      let after = rest[rest.index(after: open)...]
      let name = after.prefix(12).prefix { $0 != ";" }
      if name.endIndex < after.endIndex, after[name.endIndex] == ";", let value = entity(name) {
        read += value
        rest = after[after.index(after: name.endIndex)...]
      } else {
        read += "&"
        rest = after
      }
    }
    return read + rest
  }

  private static func entity(_ name: Substring) -> String? {
    guard name.first == "#" else { return named[String(name)] }
    let digits = name.dropFirst()
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    let code = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return code.flatMap { Unicode.Scalar($0) }.map { String($0) }
  }
}
