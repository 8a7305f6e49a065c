extension Cleaning {
  /// Returns the text with this done to it.
  func cleaned(_ text: String) -> String {
    switch self {
    case .trim: text.trimmingSpace
    case .squeeze: text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    case .html: PlainText.of(html: text)
    case .entities: PlainText.readingEntities(text)
    case .commands: Self.withoutCommands(text)
    case .marks: Self.withoutMarks(text)
    }
  }

  /// Takes `{task}`, `{feedback}` or `{reminder_list: 170, user_id: 4}` off the end, repeatedly.
  ///
  /// A command begins with a lower-case word, so that what people write in braces stays.
  static func withoutCommands(_ text: String) -> String {
    var rest = text[...]
    while true {
      let body = rest.trimmingSuffixSpace
      guard body.utf8.last == 0x7D, let open = openingBrace(of: body) else { break }
      let command = body[body.index(after: open)..<body.index(before: body.endIndex)]
      let word = command.prefix { ("a"..."z").contains($0) || $0 == "_" }
      let next = command[word.endIndex...].first
      guard !word.isEmpty, next == nil || next == ":" || next == "," else { break }
      rest = body[..<open]
    }
    return rest.endIndex == text.endIndex ? text : String(rest.trimmingSuffixSpace)
  }

  /// The brace that the last one closes.
  private static func openingBrace(of text: Substring) -> Substring.Index? {
    var depth = 0
    for index in text.utf8.indices.reversed() {
      if text.utf8[index] == 0x7D { depth += 1 }
      if text.utf8[index] == 0x7B {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }

  private static func withoutMarks(_ text: String) -> String {
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: continue
      case 0x202F, 0xA0: clean.append(" ")
      default: clean.append(scalar)
      }
    }
    return String(clean)
  }
}

extension Substring {
  fileprivate var trimmingSuffixSpace: Substring {
    var end = endIndex
    while end > startIndex, self[index(before: end)].isWhitespace { end = index(before: end) }
    return self[..<end]
  }
}
