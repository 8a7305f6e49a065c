extension Library {
  static let strings = FunctionTable([
    ("charAt", [.two("string_char_at_int", .string, .int, .string, isInstance: true, charAt)]),
    ("indexOf", search("index_of", isLast: false)),
    ("lastIndexOf", search("last_index_of", isLast: true)),
    ("lowerAscii", [mapped("lower_ascii") { $0.inASCIICase(lower: true) }]),
    ("upperAscii", [mapped("upper_ascii") { $0.inASCIICase(lower: false) }]),
    ("trim", [mapped("trim") { $0.trimmedOfBlanks }]),
    ("reverse", [mapped("reverse") { $0.reversed() }]),
    (
      "replace",
      [
        .many(
          "string_replace_string_string", [.string, .string, .string], .string, isInstance: true,
          replace),
        .many(
          "string_replace_string_string_int", [.string, .string, .string, .int], .string,
          isInstance: true, replace),
      ]
    ),
    (
      "split",
      [
        .many("string_split_string", [.string, .string], .list(.string), isInstance: true, split),
        .many(
          "string_split_string_int", [.string, .string, .int], .list(.string), isInstance: true,
          split),
      ]
    ),
    (
      "substring",
      [
        .many("string_substring_int", [.string, .int], .string, isInstance: true, substring),
        .many(
          "string_substring_int_int", [.string, .int, .int], .string, isInstance: true, substring),
      ]
    ),
    (
      "join",
      [
        .many("list_join", [.list(.string)], .string, isInstance: true, join),
        .many("list_join_string", [.list(.string), .string], .string, isInstance: true, join),
      ]
    ),
    (
      "strings.quote",
      [
        .one("strings_quote", .string, .string) { (value) throws(EvaluationError) in
          .string(quoted(try scalars(value)))
        }
      ]
    ),
    (
      "format",
      [
        .two("string_format", .string, .list(.dyn), .string, isInstance: true) {
          (format, arguments) throws(EvaluationError) in
          var formatter = TextFormatter(try scalars(format), try elements(arguments))
          return .string(try formatter.text())
        }
      ]
    ),
  ])

  /// The longest text that a function makes, in Unicode scalars.
  static let longestText = 4_000_000

  typealias Scalars = [Unicode.Scalar]

  static func scalars(_ value: Value) throws(EvaluationError) -> Scalars {
    guard case .string(let text) = value else { throw EvaluationSentence.noOverload.error }
    return Array(text.unicodeScalars)
  }

  private static func index(_ value: Value, upTo end: Int) throws(EvaluationError) -> Int {
    guard case .int(let number) = value else { throw EvaluationSentence.noOverload.error }
    guard number >= 0, number <= end else { throw EvaluationSentence.textIndexOutOfRange.error }
    return Int(number)
  }

  private static func mapped(
    _ id: String, _ body: @escaping @Sendable (Scalars) -> Scalars
  ) -> Overload {
    .one("string_\(id)", .string, .string, isInstance: true) { (value) throws(EvaluationError) in
      .string(String(scalars: body(try scalars(value))))
    }
  }

  @Sendable private static func charAt(
    _ text: Value, _ position: Value
  ) throws(EvaluationError) -> Value {
    let scalars = try scalars(text)
    let position = try index(position, upTo: scalars.count)
    return .string(position == scalars.count ? "" : String(scalars[position]))
  }

  private static func search(_ name: String, isLast: Bool) -> [Overload] {
    @Sendable func find(_ values: [Value]) throws(EvaluationError) -> Value {
      let (text, wanted) = (try scalars(values[0]), try scalars(values[1]))
      let start = values.count > 2 ? try index(values[2], upTo: text.count) : nil
      guard isLast else {
        return .int(Int64(TextSearch(wanted).first(in: text, from: start ?? 0) ?? -1))
      }
      // The last place is the first one in the text read backwards.
      let end = min(text.count, (start ?? text.count) + wanted.count)
      let turned = TextSearch<Unicode.Scalar>(wanted.reversed())
      let found = turned.first(in: text[..<end].reversed())
      return .int(Int64(found.map { end - $0 - wanted.count } ?? -1))
    }
    return [
      .many("string_\(name)_string", [.string, .string], .int, isInstance: true, find),
      .many("string_\(name)_string_int", [.string, .string, .int], .int, isInstance: true, find),
    ]
  }

  @Sendable private static func replace(_ values: [Value]) throws(EvaluationError) -> Value {
    let (text, old, new) = (
      try scalars(values[0]), try scalars(values[1]), try scalars(values[2])
    )
    var left = Int.max
    if values.count > 3, case .int(let limit) = values[3], limit >= 0 { left = Int(limit) }
    var result: Scalars = []
    var position = 0
    let search = TextSearch(old)
    while left > 0, let found = search.first(in: text, from: position), found <= text.count {
      result += text[position..<found]
      result += new
      position = found + old.count
      if old.isEmpty {
        if found == text.count { break }
        result.append(text[found])
        position += 1
      }
      left -= 1
      guard result.count <= longestText else { throw EvaluationSentence.tooLarge.error }
    }
    if position < text.count { result += text[position...] }
    return .string(String(scalars: result))
  }

  @Sendable private static func split(_ values: [Value]) throws(EvaluationError) -> Value {
    let (text, separator) = (try scalars(values[0]), try scalars(values[1]))
    var limit = Int64.max
    if values.count > 2, case .int(let wanted) = values[2], wanted >= 0 { limit = wanted }
    if limit == 0 { return .list([]) }
    var parts: [Value] = []
    var position = 0
    let search = TextSearch(separator)
    while parts.count < limit - 1 {
      let from = separator.isEmpty ? position + 1 : position
      guard from <= text.count, let found = search.first(in: text, from: from),
        !separator.isEmpty || found < text.count
      else { break }
      parts.append(.string(String(scalars: text[position..<found])))
      position = found + separator.count
    }
    if separator.isEmpty && text.isEmpty { return .list([]) }
    return .list(parts + [.string(String(scalars: text[position...]))])
  }

  @Sendable private static func substring(_ values: [Value]) throws(EvaluationError) -> Value {
    let text = try scalars(values[0])
    let start = try index(values[1], upTo: text.count)
    let end = values.count > 2 ? try index(values[2], upTo: text.count) : text.count
    guard start <= end else { throw EvaluationSentence.textIndexOutOfRange.error }
    return .string(String(scalars: text[start..<end]))
  }

  @Sendable private static func join(_ values: [Value]) throws(EvaluationError) -> Value {
    var separator = ""
    if values.count > 1, case .string(let text) = values[1] { separator = text }
    var result = ""
    for (number, element) in try elements(values[0]).enumerated() {
      guard case .string(let text) = element else { throw EvaluationSentence.noOverload.error }
      result += (number == 0 ? "" : separator) + text
      guard result.utf8.count <= longestText else { throw EvaluationSentence.tooLarge.error }
    }
    return .string(result)
  }

  private static let quotations: [Unicode.Scalar: String] = [
    "\u{07}": "\\a", "\u{08}": "\\b", "\u{0C}": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t",
    "\u{0B}": "\\v", "\\": "\\\\", "\"": "\\\"",
  ]

  static func quoted(_ scalars: Scalars) -> String {
    "\"" + scalars.map { quotations[$0] ?? String($0) }.joined() + "\""
  }
}

extension String {
  init(scalars: some Sequence<Unicode.Scalar>) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}

extension [Unicode.Scalar] {
  fileprivate func inASCIICase(lower: Bool) -> [Unicode.Scalar] {
    let range: ClosedRange<Unicode.Scalar> = lower ? "A"..."Z" : "a"..."z"
    return map { range.contains($0) ? Unicode.Scalar(UInt8($0.value) ^ 0x20) : $0 }
  }

  fileprivate var trimmedOfBlanks: [Unicode.Scalar] {
    guard let first = firstIndex(where: { !$0.properties.isWhitespace }),
      let last = lastIndex(where: { !$0.properties.isWhitespace })
    else { return [] }
    return Array(self[first...last])
  }
}
