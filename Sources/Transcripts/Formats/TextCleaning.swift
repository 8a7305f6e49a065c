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
    var text = text
    return text.withUTF8 { String(decoding: $0.withoutCommands(), as: UTF8.self) }
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
