internal import Conversations

/// What the page shows when a row is opened: the survey's exchange, masked, and what it gave.
///
/// A line of JSON: `{"s":[path,record],"r":{…},"w":sentence,"x":[[index,role,name,text,at,kind,choices]…],
/// "e":[[aspect,marker,question,answer,text,from,to]…],"c":comment,"b":body}`.
struct PageDetail {
  /// How many messages of an exchange, and how many bytes of a message, the page shows at most.
  static let maximumMessages = 40
  static let maximumBytes = 4_000
  /// How many bytes of a sender's name and of an offered choice.
  static let maximumNameBytes = 200

  let decided: DecidedConversation
  let line: DecisionLine
  /// The exchange's messages that the page shows, masked.
  let texts: [MaskedText]
  let body: Submission.Body?
  /// What the rule says in plain words, masked.
  var explanation: String?
  /// Whether the names of users are shown; those of bots and agents always are.
  let showsUsers: Bool

  func write(to json: inout JSONText) {
    json.fragment(#"{"s":["#)
    json.string(line.source.path)
    json.number(line.source.record)
    json.fragment(#"],"r":"#)
    line.writeRead(to: &json)
    if let explanation {
      json.fragment(#","w":"#)
      json.string(Self.cut(explanation[...]))
    }
    if !texts.isEmpty {
      json.fragment(#","x":["#)
      for text in texts { write(text, to: &json) }
      json.close(.array)
    }
    if !line.evidence.isEmpty {
      json.fragment(#","e":["#)
      for item in line.evidence { write(item, to: &json) }
      json.close(.array)
    }
    if let body {
      json.fragment(#","b":"#)
      body.write(to: &json)
    }
    json.close(.object)
  }

  private func write(_ text: MaskedText, to json: inout JSONText) {
    let message = decided.conversation.messages[text.position]
    json.open(.array)
    json.number(decided.conversation.firstMessageIndex + text.position)
    json.string(message.role.rawValue)
    if let name = message.name, showsUsers || message.role != .user {
      json.string(Self.cut(name[...], to: Self.maximumNameBytes))
    } else {
      json.null()
    }
    json.string(Self.cut(text.masked ?? message.text))
    if let at = message.at { json.number(at.milliseconds) } else { json.null() }
    json.string(message.kind.rawValue)
    json.open(.array)
    for choice in message.choices.prefix(Self.maximumMessages) {
      json.string(Self.cut(choice.label[...], to: Self.maximumNameBytes))
    }
    json.close(.array)
    json.close(.array)
  }

  private func write(_ item: Evidence, to json: inout JSONText) {
    json.open(.array)
    json.string(item.aspect.rawValue)
    json.string(item.marker)
    if let question = item.question { json.number(question) } else { json.null() }
    if let answer = item.answer { json.number(answer) } else { json.null() }
    json.string(Self.cut(item.text[...]))
    if let range = item.range {
      json.number(range.lowerBound)
      json.number(range.upperBound)
    }
    json.close(.array)
  }

  /// The text's beginning, up to a scalar's end, with an ellipsis where something is left out.
  private static func cut(_ text: Substring, to bytes: Int = maximumBytes) -> Substring {
    guard text.utf8.count > bytes else { return text }
    let limit = text.utf8.index(text.startIndex, offsetBy: bytes)
    let end = text.unicodeScalars.index(before: limit)
    return text[..<end] + "…"
  }
}

/// A message of the exchange, and its masked text where anything in it is masked.
struct MaskedText: Sendable {
  /// The index among the messages that the conversation holds.
  var position: Int
  var masked: Substring?
}
