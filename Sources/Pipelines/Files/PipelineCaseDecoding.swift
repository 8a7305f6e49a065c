import Conversations
import Diagnostics
import Documents

extension PipelineCase {
  /// Reads one of the cases under `tests`.
  init?(_ node: YAMLNode, into diagnostics: inout [Diagnostic]) {
    guard var reader = MappingReader(node, of: CaseKeys.shape, into: &diagnostics) else {
      return nil
    }
    let name = reader.value(CaseKeys.name, into: &diagnostics)
    let chat = reader.value(CaseKeys.chat, into: &diagnostics)
    let outcome = reader.value(CaseKeys.outcome, into: &diagnostics)
    let authID = reader.value(CaseKeys.authID, into: &diagnostics)
    let businessID = reader.value(CaseKeys.businessID, into: &diagnostics)
    let channel = reader.value(CaseKeys.channel, into: &diagnostics)
    let attributes = reader.value(CaseKeys.attributes, into: &diagnostics)
      .map { Self.texts($0, into: &diagnostics) }
    let expect = reader.value(CaseKeys.expect, into: &diagnostics)
    reader.finish(into: &diagnostics)
    if reader.writes(CaseKeys.chat) == reader.writes(CaseKeys.outcome) {
      diagnostics.append(PipelineMistake.caseSubject(at: node.place))
    }
    let messages = (chat ?? []).compactMap { Message(case: $0, into: &diagnostics) }
    let given = outcome.flatMap { Outcome(case: $0, into: &diagnostics) }
    let wanted = expect.flatMap { Expectation($0, into: &diagnostics) }
    guard let name else { return nil }
    self.name = name
    conversation = Conversation(
      id: "case", authID: authID ?? "user", businessID: businessID ?? "1", channel: channel,
      attributes: attributes ?? [:], messages: messages)
    self.outcome = given
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
}

extension PipelineCase.Expectation {
  /// Reads what stands under `expect`.
  init?(_ node: YAMLNode, into diagnostics: inout [Diagnostic]) {
    guard var reader = MappingReader(node, of: ExpectKeys.shape, into: &diagnostics) else {
      return nil
    }
    let decision = reader.value(ExpectKeys.decision, into: &diagnostics)
    reason = reader.value(ExpectKeys.reason, into: &diagnostics)
    resolved = reader.value(ExpectKeys.resolved, into: &diagnostics)
    rating = reader.value(ExpectKeys.rating, into: &diagnostics)
    comment = reader.value(ExpectKeys.comment, into: &diagnostics)
    flags = reader.value(ExpectKeys.flags, into: &diagnostics)
    rule = reader.value(ExpectKeys.rule, into: &diagnostics)
    reader.finish(into: &diagnostics)
    guard let decision else { return nil }
    self.decision = decision
  }
}

extension Message {
  /// Reads `bot: text`, with `choices` and `name` beside it where there are any.
  fileprivate init?(case node: YAMLNode, into diagnostics: inout [Diagnostic]) {
    guard var reader = MappingReader(node, of: MessageKeys.shape, into: &diagnostics) else {
      return nil
    }
    let spoken = MessageKeys.speakers.compactMap { role, key in
      reader.value(key, into: &diagnostics).map { (role: role, text: $0) }
    }
    let choices = reader.value(MessageKeys.choices, into: &diagnostics) ?? []
    let name = reader.value(MessageKeys.name, into: &diagnostics)
    reader.finish(into: &diagnostics)
    guard spoken.count == 1 else {
      diagnostics.append(PipelineMistake.caseMessage(spoken.count, at: node.place))
      return nil
    }
    self.init(
      role: spoken[0].role, name: name, text: spoken[0].text[...],
      choices: choices.map { Choice(label: $0) })
  }
}

extension Outcome {
  /// Reads what stands under `outcome`.
  fileprivate init?(case node: YAMLNode, into diagnostics: inout [Diagnostic]) {
    guard var reader = MappingReader(node, of: OutcomeKeys.shape, into: &diagnostics) else {
      return nil
    }
    let resolved = reader.value(OutcomeKeys.resolved, into: &diagnostics)
    let rating = reader.value(OutcomeKeys.rating, into: &diagnostics)
    let comment = reader.value(OutcomeKeys.comment, into: &diagnostics)
    let flags = reader.value(OutcomeKeys.flags, into: &diagnostics) ?? []
    let conflicts: [(Key<Bool>, Conflicts)] = [
      (OutcomeKeys.sourcesDisagree, .sourcesDisagree),
      (OutcomeKeys.severalRatings, .severalRatings), (OutcomeKeys.earlierSurvey, .earlierSurvey),
    ]
    let found = conflicts.filter { reader.value($0.0, into: &diagnostics) == true }
    reader.finish(into: &diagnostics)
    self.init(
      resolved: Reading(case: resolved) { Resolution(rawValue: $0) },
      rating: Reading(case: rating) { Int($0) },
      comment: comment.map { .answered($0) } ?? .notAsked,
      flags: flags.map { Flag(rawValue: $0) }, conflicts: Conflicts(found.map(\.1)))
  }
}

extension Reading {
  /// Reads a value or a state; nothing written means that it was not asked.
  fileprivate init(case text: String?, value: (String) -> Value?) {
    switch text {
    case nil, "not-asked": self = .notAsked
    case "unanswered": self = .unanswered
    case "declined": self = .declined
    case let text?: self = value(text).map { .answered($0) } ?? .unreadable
    }
  }
}
