import Conversations
import Diagnostics
import Documents

/// What names and words of exports usually mean, as `Data/guessing.yaml` lists it.
struct DraftWords: Sendable {
  /// The built-in lists.
  static let builtIn = DraftWords(EmbeddedData.text("guessing.yaml") ?? "")

  /// What a field's name may mean.
  enum Field: String {
    case list, text, role, sender, at, name, choices, label, value, `internal`, member, group
    case id, customer, channel, rating, resolved, comment, survey, question, answer, computed
    case authID = "auth_id"
    case businessID = "business_id"
    case startedAt = "started_at"
  }

  private var fields: [String: [String]] = [:]
  private var roles: [String: Message.Role] = [:]
  let thumbs: Set<String>
  let verdicts: Set<String>
  let conversations: [String]
  let dates: [String]
  let times: [String]

  private init(_ text: String) {
    var diagnostics: [Diagnostic] = []
    let root = try? YAMLDocument.parse(SourceText(name: "guessing.yaml", text: text))
    var reader = root.flatMap { MappingReader($0, as: "lists of words", into: &diagnostics) }
    func list(_ name: String) -> [String] {
      reader?.stringList(name, into: &diagnostics) ?? []
    }
    func entries(_ name: String) -> [(name: String, words: [String])] {
      guard case .mapping(let entries)? = reader?.optional(name)?.content else { return [] }
      return entries.map { ($0.key.text ?? "", $0.value.stringList(into: &diagnostics) ?? []) }
    }
    for (name, words) in entries("fields") { fields[name] = words.map { $0.folded } }
    for (name, words) in entries("roles") {
      for word in words { roles[word.folded] = Message.Role(rawValue: name) }
    }
    thumbs = Set(list("thumbs").map { $0.lowercased() })
    verdicts = Set(list("verdicts").map { $0.lowercased() })
    conversations = list("conversations").map { $0.folded }
    (dates, times) = (list("dates"), list("times"))
  }

  /// Returns how well a name fits a field: 1 for the most telling, 0 for none.
  func fit(_ name: String, _ field: Field) -> Double {
    let words = fields[field.rawValue] ?? []
    let folded = name.folded
    if let rank = words.firstIndex(of: folded) {
      return 1 - 0.3 * Double(rank) / Double(max(1, words.count))
    }
    let tokens = name.tokens
    guard tokens.count > 1 else { return 0 }
    // `customer_message_time` ends like `time`; one in the middle tells less.
    for length in stride(from: tokens.count - 1, to: 0, by: -1) {
      if words.contains(tokens.suffix(length).joined()) { return 0.5 }
    }
    return tokens.contains { words.contains($0) && $0.utf8.count > 2 } ? 0.3 : 0
  }

  /// Returns who is meant by a word such as `END_USER`, or nil.
  func role(_ word: String) -> Message.Role? {
    if let role = roles[word.folded] { return role }
    let tokens = word.tokens
    guard tokens.count > 1 else { return nil }
    let found = Set(tokens.filter { $0.utf8.count > 2 }.compactMap { roles[$0] })
    // `VIRTUAL_AGENT` is a bot, whatever else it is called.
    if found.contains(.bot) { return .bot }
    return found.count == 1 ? found.first : nil
  }
}

extension String {
  /// Letters and digits alone, in lower case.
  var folded: String {
    String(lowercased().unicodeScalars.filter { $0.properties.isAlphabetic || $0.isDigit })
  }

  /// The words of a name, in lower case: `senderType` and `sender_type` have the same two.
  var tokens: [String] {
    var tokens: [String] = []
    var word = ""
    var wasLower = false
    for scalar in unicodeScalars {
      let isUpper = scalar.properties.isUppercase
      let isWord = scalar.properties.isAlphabetic || scalar.isDigit
      if (isUpper && wasLower) || !isWord, !word.isEmpty {
        tokens.append(word.lowercased())
        word = ""
      }
      if isWord { word.unicodeScalars.append(scalar) }
      wasLower = scalar.properties.isLowercase || scalar.isDigit
    }
    if !word.isEmpty { tokens.append(word.lowercased()) }
    return tokens
  }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}
