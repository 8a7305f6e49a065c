import Conversations
import Diagnostics

/// Pieces of conversations as lines of the native format, with where they came from.
enum PieceText {
  /// Returns a piece as one line.
  static func bytes(_ piece: Conversation, _ source: Source) -> [UInt8] {
    var json = JSONText()
    json.open(.object)
    json.key("id")
    json.string(piece.id)
    for (key, value) in [("auth_id", piece.authID), ("channel", piece.channel)] {
      guard let value else { continue }
      json.key(text: key)
      json.string(value)
    }
    if let business = piece.businessID {
      json.key("business_id")
      json.string(business)
    }
    json.key("attributes")
    json.open(.object)
    json.key(text: sourceKey)
    json.string(source.path)
    json.key(text: recordKey)
    json.number(source.record)
    for (name, value) in piece.attributes {
      json.key(text: name)
      json.string(value)
    }
    json.close(.object)
    json.key("messages")
    json.open(.array)
    for message in piece.messages { write(message, to: &json) }
    json.close(.array)
    write(piece.fields, to: &json)
    json.close(.object)
    json.endLine()
    return json.bytes
  }

  private static func write(_ message: Message, to json: inout JSONText) {
    json.open(.object)
    json.key("role")
    json.string(message.role.rawValue)
    json.key("kind")
    json.string(message.kind.rawValue)
    json.key("text")
    json.string(message.text)
    if let name = message.name {
      json.key("name")
      json.string(name)
    }
    if let at = message.at {
      json.key("at")
      json.string(at.description)
    }
    if let value = message.choiceValue {
      json.key("value")
      json.string(value)
    }
    if message.closesChat {
      json.key("closes_chat")
      json.bool(true)
    }
    if !message.choices.isEmpty { write(message.choices, to: &json) }
    json.close(.object)
  }

  /// Formats whose records are scattered have at most one value of each kind.
  private static func write(_ fields: [SurveyField], to json: inout JSONText) {
    guard !fields.isEmpty else { return }
    json.key("survey")
    json.open(.object)
    for field in fields {
      json.key(text: field.aspect.rawValue)
      switch field.value {
      case .bool(let value): json.bool(value)
      case .number(let value): json.raw("\(value)")
      case .text(let value): json.string(value)
      }
    }
    json.close(.object)
  }

  private static func write(_ choices: [Message.Choice], to json: inout JSONText) {
    json.key("choices")
    json.open(.array)
    for choice in choices {
      json.open(.object)
      json.key("label")
      json.string(choice.label)
      if let value = choice.value {
        json.key("value")
        json.string(value)
      }
      json.close(.object)
    }
    json.close(.array)
  }

  /// Calls the body with each piece of some lines.
  static func read(
    _ bytes: [UInt8], _ body: (Conversation, Source) -> Void
  ) throws(Diagnostic) {
    guard let format = TranscriptFormat.builtIn(named: "exitpoll") else { return }
    var splitter = RecordSplitter(MemoryByteSource(bytes), name: "", format: format)
    let reader = RecordReader(format: format, needs: .everything)
    while let chunk = try splitter.next() {
      reader.read(chunk, source: "") { reading in
        guard case .success(let read) = reading else { return }
        var piece = read.conversation
        let path = piece.attributes.removeValue(forKey: sourceKey) ?? ""
        let record = piece.attributes.removeValue(forKey: recordKey).flatMap { Int($0) } ?? 0
        body(piece, Source(path: path, record: record))
      }
    }
  }

  /// Attributes that no export can have, since a name of a mapping holds no control character.
  static let sourceKey = "\u{1}source"
  static let recordKey = "\u{1}record"
}
