import Conversations

/// Pieces of conversations as bytes that are read back exactly, with where they came from.
///
/// Not a format for anybody else: the bytes live as long as the run that wrote them.
enum PieceBytes {
  static func write(_ piece: Conversation, _ source: Source, to bytes: inout [UInt8]) {
    var writer = PieceWriter(bytes: bytes)
    bytes = []
    writer.text(source.path)
    writer.number(source.record)
    writer.text(piece.id)
    for text in [piece.authID, piece.businessID, piece.channel, piece.agent] {
      writer.optional(text)
    }
    for time in [piece.startedAt, piece.endedAt] { writer.time(time) }
    writer.number(piece.attributes.count)
    for (name, value) in piece.attributes {
      writer.text(name)
      writer.text(value)
    }
    writer.number(piece.messages.count)
    for message in piece.messages { writer.message(message) }
    writer.number(piece.fields.count)
    for field in piece.fields { writer.field(field) }
    bytes = writer.bytes
  }

  /// Calls the body with each piece that was written.
  static func read(_ bytes: [UInt8], _ body: (Conversation, Source) -> Void) {
    var reader = PieceReader(bytes: bytes)
    while !reader.isAtEnd {
      let source = Source(path: reader.text(), record: reader.number())
      var piece = Conversation(id: reader.text(), messages: [])
      piece.authID = reader.optional()
      piece.businessID = reader.optional()
      piece.channel = reader.optional()
      piece.agent = reader.optional()
      piece.startedAt = reader.time()
      piece.endedAt = reader.time()
      for _ in 0..<reader.number() {
        let name = reader.text()
        piece.attributes[name] = reader.text()
      }
      piece.messages = (0..<reader.number()).map { _ in reader.message() }
      piece.fields = (0..<reader.number()).map { _ in reader.field() }
      body(piece, source)
    }
  }
}

private struct PieceWriter {
  var bytes: [UInt8]

  mutating func number(_ number: Int) {
    withUnsafeBytes(of: Int64(number).littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func text(_ text: some StringProtocol) {
    number(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func optional(_ text: String?) {
    bytes.append(text == nil ? 0 : 1)
    if let text { self.text(text) }
  }

  mutating func time(_ time: Timestamp?) {
    bytes.append(time == nil ? 0 : 1)
    if let time { number(Int(time.milliseconds)) }
  }

  mutating func message(_ message: Message) {
    text(message.role.rawValue)
    text(message.kind.rawValue)
    text(message.text)
    optional(message.name)
    time(message.at)
    optional(message.choiceValue)
    bytes.append(message.closesChat ? 1 : 0)
    number(message.choices.count)
    for choice in message.choices {
      text(choice.label)
      optional(choice.value)
    }
  }

  mutating func field(_ field: SurveyField) {
    text(field.aspect.rawValue)
    switch field.value {
    case .bool(let value): bytes += [0, value ? 1 : 0]
    case .number(let value):
      bytes.append(1)
      number(Int(bitPattern: UInt(value.bitPattern)))
    case .text(let value):
      bytes.append(2)
      text(value)
    }
    text(field.marker)
    optional(field.object)
    bytes.append(field.scale == nil ? 0 : 1)
    guard let scale = field.scale else { return }
    text(scale.kind.rawValue)
    number(Int(bitPattern: UInt(scale.minimum.bitPattern)))
    number(Int(bitPattern: UInt(scale.maximum.bitPattern)))
    bytes.append(scale.isReversed ? 1 : 0)
  }
}

/// Reads what ``PieceWriter`` wrote; nothing else is ever given to it.
private struct PieceReader {
  private let bytes: [UInt8]
  private var at = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { at >= bytes.count }

  mutating func flag() -> Bool { byte() != 0 }

  private mutating func byte() -> UInt8 {
    defer { at += 1 }
    return bytes[at]
  }

  mutating func number() -> Int {
    defer { at += 8 }
    return bytes.withUnsafeBytes {
      Int(Int64(littleEndian: $0.loadUnaligned(fromByteOffset: at, as: Int64.self)))
    }
  }

  private mutating func double() -> Double {
    Double(bitPattern: UInt64(UInt(bitPattern: number())))
  }

  mutating func text() -> String {
    let count = number()
    defer { at += count }
    return String(decoding: bytes[at..<at + count], as: UTF8.self)
  }

  mutating func optional() -> String? { flag() ? text() : nil }

  mutating func time() -> Timestamp? { flag() ? Timestamp(milliseconds: Int64(number())) : nil }

  mutating func message() -> Message {
    let role = Message.Role(rawValue: text()) ?? .system
    let kind = Message.Kind(rawValue: text()) ?? .text
    var message = Message(role: role, text: text()[...], kind: kind)
    message.name = optional()
    message.at = time()
    message.choiceValue = optional()
    message.closesChat = flag()
    message.choices = (0..<number()).map { _ in
      let label = text()
      return Message.Choice(label: label, value: optional())
    }
    return message
  }

  mutating func field() -> SurveyField {
    let aspect = Aspect(rawValue: text()) ?? .comment
    let value: SurveyField.Value =
      switch byte() {
      case 0: .bool(flag())
      case 1: .number(double())
      default: .text(text())
      }
    var field = SurveyField(aspect: aspect, value: value, marker: text())
    field.object = optional()
    guard flag() else { return field }
    let kind = Scale.Kind(rawValue: text()) ?? .numbers
    let (minimum, maximum) = (double(), double())
    field.scale = Scale(kind: kind, minimum: minimum, maximum: maximum, isReversed: flag())
    return field
  }
}
