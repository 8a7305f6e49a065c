package import Conversations
package import Diagnostics
import Documents

/// A case beside the rules: an ending, and the decision that is wanted for it.
package struct PipelineCase: Sendable {
  /// What is wanted; what is nil is not looked at.
  package struct Expectation: Sendable, Hashable {
    /// `submit`, `skip` or `review`.
    package var decision: String
    /// The reason of a skip or review.
    package var reason: String?
    /// Whether the query is sent as resolved.
    package var resolved: Bool?
    /// The rating that is sent.
    package var rating: Int?
    /// The comment that is sent; an empty one means none.
    package var comment: String?
    /// All flags, in their order.
    package var flags: [String]?
    /// The rule that decides.
    package var rule: String?
  }

  /// The case's name.
  package var name: String
  /// The chat.
  package var conversation: Conversation
  /// What is wanted.
  package var expectation: Expectation
  /// Where the case stands.
  package var place: Place
}

extension PipelineCase {
  /// Reads the list under `tests`.
  static func cases(_ node: YAMLNode, into diagnostics: inout [Diagnostic]) -> [PipelineCase] {
    (node.list(into: &diagnostics) ?? []).compactMap { PipelineCase($0, into: &diagnostics) }
  }

  private init?(_ node: YAMLNode, into diagnostics: inout [Diagnostic]) {
    guard var reader = MappingReader(node, as: "a test case", into: &diagnostics) else {
      return nil
    }
    let name = reader.required("name", into: &diagnostics)?.string(into: &diagnostics)
    let chat = reader.required("chat", into: &diagnostics)?.list(into: &diagnostics) ?? []
    let authID = reader.string("auth_id", into: &diagnostics)
    let businessID = reader.string("business_id", into: &diagnostics)
    let channel = reader.string("channel", into: &diagnostics)
    let attributes = reader.optional("attributes").map { Self.texts($0, into: &diagnostics) }
    let expect = reader.required("expect", into: &diagnostics)
    reader.finish(into: &diagnostics)
    let messages = chat.compactMap { Self.message($0, into: &diagnostics) }
    guard let name, let expect, let wanted = Expectation(expect, into: &diagnostics) else {
      return nil
    }
    self.name = name
    conversation = Conversation(
      id: "case", authID: authID ?? "user", businessID: businessID ?? "1", channel: channel,
      attributes: attributes ?? [:], messages: messages)
    expectation = wanted
    place = node.place
  }

  private static func texts(
    _ node: YAMLNode, into diagnostics: inout [Diagnostic]
  ) -> [String: String] {
    guard var reader = MappingReader(node, as: "attributes", into: &diagnostics) else { return [:] }
    var texts: [String: String] = [:]
    for (key, value) in reader.remaining() {
      if let name = key.text { texts[name] = value.string(into: &diagnostics) }
    }
    return texts
  }

  /// Reads `- bot: text`, with `choices` and `name` beside it where there are any.
  private static func message(
    _ node: YAMLNode, into diagnostics: inout [Diagnostic]
  ) -> Message? {
    guard var reader = MappingReader(node, as: "a message", into: &diagnostics) else { return nil }
    var found: (role: Message.Role, text: String)?
    for role in Message.Role.allCases {
      guard let value = reader.optional(role.rawValue) else { continue }
      found = value.string(into: &diagnostics).map { (role, $0) }
    }
    let choices = reader.stringList("choices", into: &diagnostics) ?? []
    let name = reader.string("name", into: &diagnostics)
    reader.finish(into: &diagnostics)
    guard let found else {
      diagnostics.append(PipelineMistake.caseMessage(at: node.place))
      return nil
    }
    return Message(
      role: found.role, name: name, text: found.text[...],
      choices: choices.map { Message.Choice(label: $0) })
  }
}

extension PipelineCase.Expectation {
  fileprivate init?(_ node: YAMLNode, into diagnostics: inout [Diagnostic]) {
    guard var reader = MappingReader(node, as: "expect", into: &diagnostics) else { return nil }
    let decision = reader.required("decision", into: &diagnostics)
    reason = reader.string("reason", into: &diagnostics)
    resolved = reader.bool("resolved", into: &diagnostics)
    rating = reader.int("rating", in: 1...5, into: &diagnostics)
    comment = reader.string("comment", into: &diagnostics)
    flags = reader.stringList("flags", into: &diagnostics)
    rule = reader.string("rule", into: &diagnostics)
    reader.finish(into: &diagnostics)
    guard let decision, let text = decision.string(into: &diagnostics) else { return nil }
    guard ["submit", "skip", "review"].contains(text) else {
      diagnostics.append(PipelineMistake.caseDecision(text, at: decision.place))
      return nil
    }
    self.decision = text
  }

  /// Returns what of a decision is not as wanted, each as a sentence; none where all is.
  package func differences(from decided: DecidedConversation) -> [String] {
    let decision = decided.decision
    var found: [String] = []
    func compare<Value: Equatable>(_ name: String, _ wanted: Value?, _ actual: Value?) {
      guard let wanted, wanted != actual else { return }
      found.append("\(name) is \(actual.map { "\($0)" } ?? "none"), not \(wanted)")
    }
    compare("decision", self.decision, decision.name)
    compare("reason", reason, decision.reason?.rawValue)
    compare("resolved", resolved, decided.submission?.body.isResolved)
    compare("rating", rating, decided.submission?.body.rating)
    compare("comment", comment, decided.submission?.body.feedback ?? "")
    compare("flags", flags, decision.flags.map(\.rawValue))
    compare("rule", rule, decision.rule)
    return found
  }
}
