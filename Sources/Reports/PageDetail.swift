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

  /// The messages that the conversation holds, and the index of the first in the whole of it.
  let messages: [Message]
  let firstMessageIndex: Int
  /// The exchange's messages that the page shows, masked.
  let texts: [MaskedText]
  let body: Submission.Body?
  /// What the rule says in plain words, masked.
  var explanation: String?
  /// Whether the names of users are shown; those of bots and agents always are.
  let showsUsers: Bool

  /// Appends what stands in the line of a conversation's decision, and the rest.
  func write(_ line: DecisionLine, to json: inout JSONText) {
    json.fragment(#"{"s":["#)
    json.string(line.source.path)
    json.number(line.source.record)
    json.fragment(#"],"r":"#)
    line.writeRead(to: &json)
    if let explanation {
      json.fragment(#","w":"#)
      json.string(explanation[...], cutTo: Self.maximumBytes)
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
    // Asked for one by one: a copy of the whole message counts the references of all its texts.
    let place = text.position
    json.open(.array)
    json.number(firstMessageIndex + place)
    let role = messages[place].role
    json.string(role.rawValue)
    if showsUsers || role != .user, let name = messages[place].name {
      json.string(name[...], cutTo: Self.maximumNameBytes)
    } else {
      json.null()
    }
    json.string(text.masked ?? messages[place].text, cutTo: Self.maximumBytes)
    if let at = messages[place].at { json.number(at.milliseconds) } else { json.null() }
    json.string(messages[place].kind.rawValue)
    json.open(.array)
    for choice in messages[place].choices.prefix(Self.maximumMessages) {
      json.string(choice.label[...], cutTo: Self.maximumNameBytes)
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
    json.string(item.text[...], cutTo: Self.maximumBytes)
    if let range = item.range {
      json.number(range.lowerBound)
      json.number(range.upperBound)
    }
    json.close(.array)
  }
}

extension JSONText {
  /// Writes the text's beginning, up to a scalar's end, with an ellipsis where something is left out.
  fileprivate mutating func string(_ text: Substring, cutTo bytes: Int) {
    guard text.utf8.count > bytes else { return string(text) }
    let limit = text.utf8.index(text.startIndex, offsetBy: bytes)
    let end = text.unicodeScalars.index(before: limit)
    string(text[..<end] + "…")
  }
}

/// A message of the exchange, and its masked text where anything in it is masked.
struct MaskedText: Sendable {
  /// The index among the messages that the conversation holds.
  var position: Int
  var masked: Substring?
}
