import Conversations
import Diagnostics
import Documents
import Foundation

/// Reads the files of the corpus, whose form its README describes.
struct CorpusReader {
  private var diagnostics: [Diagnostic] = []

  /// Returns all files of a folder, sorted by name; stops at the first that is wrong.
  static func files(in folder: String) throws -> [CorpusFile] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    return try names.filter { $0.hasSuffix(".yaml") }.sorted().map { name in
      let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
      var reader = CorpusReader()
      let root = try YAMLDocument.parse(SourceText(name: name, text: text))
      let file = reader.file(root)
      if let first = reader.diagnostics.first { throw first }
      guard let file else {
        throw Diagnostic(code: "corpus", "nothing could be read", at: root.place)
      }
      return file
    }
  }

  private mutating func file(_ root: YAMLNode) -> CorpusFile? {
    guard var reader = MappingReader(root, as: "a corpus file", into: &diagnostics) else {
      return nil
    }
    let language = reader.string("language", into: &diagnostics) ?? ""
    let theme = reader.string("theme", into: &diagnostics) ?? ""
    let items = reader.required("cases", into: &diagnostics)?.list(into: &diagnostics) ?? []
    reader.finish(into: &diagnostics)
    return CorpusFile(language: language, theme: theme, cases: items.compactMap { self.item($0) })
  }

  private mutating func item(_ node: YAMLNode) -> CorpusCase? {
    guard var reader = MappingReader(node, as: "a case", into: &diagnostics) else { return nil }
    let name = reader.string("name", into: &diagnostics) ?? "?"
    _ = reader.optional("why")
    let messages = (reader.optional("chat")?.list(into: &diagnostics) ?? []).compactMap {
      message($0)
    }
    let fields = (reader.optional("fields")?.list(into: &diagnostics) ?? []).compactMap {
      field($0)
    }
    var result = CorpusCase(
      name: name,
      conversation: Conversation(
        id: name, authID: "u", businessID: "1", messages: messages, fields: fields),
      expected: .init(decision: "?"))
    if let read = reader.optional("read") { take(read, into: &result) }
    if let expect = reader.optional("expect") { result.expected = expectation(expect) }
    reader.finish(into: &diagnostics)
    return result
  }

  private mutating func message(_ node: YAMLNode) -> Message? {
    guard var reader = MappingReader(node, as: "a message", into: &diagnostics) else { return nil }
    for key in ["user", "bot", "agent", "system", "event"] {
      guard reader.keys.contains(key) else { continue }
      let text = reader.optional(key)?.text ?? ""
      var message = Message(
        role: Message.Role(rawValue: key) ?? .system, text: text[...],
        kind: key == "event" ? .event : .text)
      message.name = reader.string("name", into: &diagnostics)
      message.at = reader.string("at", into: &diagnostics).flatMap(Self.moment)
      message.choices = (reader.optional("choices")?.list(into: &diagnostics) ?? []).compactMap {
        choice($0)
      }
      if reader.string("kind", into: &diagnostics) == "choice" { message.kind = .choice }
      message.closesChat = reader.bool("closes", into: &diagnostics) ?? false
      reader.finish(into: &diagnostics)
      return message
    }
    diagnostics.append(Diagnostic(code: "corpus", "a message without a role", at: node.place))
    return nil
  }

  private mutating func choice(_ node: YAMLNode) -> Message.Choice? {
    if let label = node.text { return Message.Choice(label: label) }
    guard var reader = MappingReader(node, as: "a choice", into: &diagnostics) else { return nil }
    let label = reader.string("label", into: &diagnostics) ?? ""
    return Message.Choice(label: label, value: reader.string("value", into: &diagnostics))
  }

  private mutating func field(_ node: YAMLNode) -> SurveyField? {
    guard var reader = MappingReader(node, as: "a field", into: &diagnostics) else { return nil }
    let aspect = reader.string("aspect", into: &diagnostics).flatMap(Aspect.init(rawValue:))
    let value = reader.optional("value")
    let ends = (reader.optional("scale")?.list(into: &diagnostics) ?? []).compactMap {
      $0.double(into: &diagnostics)
    }
    let object = reader.string("object", into: &diagnostics)
    reader.finish(into: &diagnostics)
    guard let aspect, let text = value?.text, !text.isEmpty else { return nil }
    return SurveyField(
      aspect: aspect, value: Self.value(text, aspect),
      scale: ends.count == 2 ? Scale(minimum: ends[0], maximum: ends[1]) : nil, object: object,
      marker: "corpus.\(aspect.rawValue)")
  }

  private static func value(_ text: String, _ aspect: Aspect) -> SurveyField.Value {
    if aspect == .resolved, text == "true" || text == "false" { return .bool(text == "true") }
    if aspect == .rating, let number = Double(text) { return .number(number) }
    return .text(text)
  }

  private mutating func take(_ node: YAMLNode, into result: inout CorpusCase) {
    guard var reader = MappingReader(node, as: "what is read", into: &diagnostics) else { return }
    result.readResolved = reader.string("resolved", into: &diagnostics)
    result.readRating = reader.string("rating", into: &diagnostics)
    _ = reader.optional("comment")
    reader.finish(into: &diagnostics)
  }

  private mutating func expectation(_ node: YAMLNode) -> CorpusCase.Expectation {
    var result = CorpusCase.Expectation(decision: "?")
    guard var reader = MappingReader(node, as: "a decision", into: &diagnostics) else {
      return result
    }
    result.decision = reader.string("decision", into: &diagnostics) ?? "?"
    result.reason = reader.string("reason", into: &diagnostics)
    result.isResolved = reader.bool("resolved", into: &diagnostics)
    result.rating = reader.int("rating", into: &diagnostics)
    result.flags = reader.stringList("flags", into: &diagnostics) ?? []
    result.comment = reader.string("comment", into: &diagnostics)
    reader.finish(into: &diagnostics)
    return result
  }

  private static func moment(_ text: String) -> Timestamp? {
    let parts = text.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
    guard parts.count >= 6 else { return nil }
    return Timestamp(
      year: parts[0], month: parts[1], day: parts[2], hour: parts[3], minute: parts[4],
      second: parts[5])
  }
}
