import Conversations

/// A JSON value whose keys keep their order.
indirect enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case int(Int)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// A key of an object and its value.
  struct Member: Sendable, Hashable {
    var key: String
    var value: JSONValue
  }

  static func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object(members.map { Member(key: $0.key, value: $0.value) })
  }

  static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
}

extension JSONValue {
  /// The text over several lines, two blanks a level; what is short and flat stands on one line.
  var pretty: String { pretty(indent: "") + "\n" }

  private func pretty(indent: String) -> String {
    let compact = compact
    if indent.count + compact.count <= 96, isFlat { return compact }
    let inner = indent + "  "
    switch self {
    case .array(let values):
      let lines = values.map { inner + $0.pretty(indent: inner) }
      return "[\n" + lines.joined(separator: ",\n") + "\n" + indent + "]"
    case .object(let members):
      let lines = members.map {
        inner + Self.quoted($0.key) + ": " + $0.value.pretty(indent: inner)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n" + indent + "}"
    default: return compact
    }
  }

  /// Whether nothing stands in it but plain values and lists of them.
  private var isFlat: Bool {
    switch self {
    case .array(let values): values.allSatisfy(\.isFlat)
    case .object(let members):
      members.allSatisfy { if case .object = $0.value { false } else { $0.value.isFlat } }
    default: true
    }
  }

  /// The text on one line.
  var compact: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .string(let text): Self.quoted(text)
    case .array(let values): "[" + values.map(\.compact).joined(separator: ", ") + "]"
    case .object(let members):
      "{ " + members.map { Self.quoted($0.key) + ": " + $0.value.compact }.joined(separator: ", ")
        + " }"
    }
  }

  private static func quoted(_ text: String) -> String {
    var json = JSONText()
    json.string(text)
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
