package import Conversations

/// A line of `decisions.ndjson`: what became of a conversation, and on whose words.
package struct DecisionLine: Sendable, Hashable {
  package var conversation: String
  package var source: Source
  package var decision: Decision
  package var resolved: Reading<Resolution>
  package var rating: Reading<Int>
  package var comment: Reading<String>
  package var evidence: [Evidence]

  package init(_ decided: DecidedConversation) {
    conversation = decided.conversation.id
    source = decided.source
    decision = decided.decision
    resolved = decided.outcome.resolved
    rating = decided.outcome.rating
    comment = decided.outcome.comment
    evidence = decided.outcome.evidence
  }

  /// The flags that say how the survey was read, which hold whatever the decision.
  static let readingFlags: [Flag] = [.reversed, .rounded]

  /// Makes it what a conversation becomes whose survey came again later in the run.
  mutating func becomeRepeated() {
    decision = Decision(
      .skip(.repeated), flags: decision.flags.filter(Self.readingFlags.contains))
  }
}

extension DecisionLine {
  /// Appends the line, without a line feed.
  package func write(to json: inout JSONText) {
    json.open(.object)
    json.key("conversation")
    json.string(conversation)
    json.key("source")
    json.open(.object)
    json.key("path")
    json.string(source.path)
    json.key("record")
    json.number(source.record)
    json.close(.object)
    writeDecision(to: &json)
    json.key("read")
    writeRead(to: &json)
    json.key("evidence")
    json.open(.array)
    for item in evidence { item.write(to: &json) }
    json.close(.array)
    json.close(.object)
  }

  private func writeDecision(to json: inout JSONText) {
    json.key("decision")
    json.string(decision.name)
    json.key("reason")
    json.string(orNull: decision.reason?.rawValue)
    json.key("flags")
    json.open(.array)
    for flag in decision.flags { json.string(flag.rawValue) }
    json.close(.array)
    if case .submit(let isResolved, let value, let words) = decision.verdict {
      json.key("resolved")
      json.bool(isResolved)
      json.key("rating")
      json.number(value)
      json.key("comment")
      json.string(orNull: words)
    } else {
      json.key("resolved")
      json.null()
      json.key("rating")
      json.null()
      json.key("comment")
      json.null()
    }
    json.key("rule")
    json.string(orNull: decision.rule)
  }

  /// Appends what was read: of each aspect its value, or its state.
  func writeRead(to json: inout JSONText) {
    json.open(.object)
    json.key("resolved")
    json.string(resolved.value?.rawValue ?? resolved.state)
    json.key("rating")
    if let value = rating.value { json.number(value) } else { json.string(rating.state) }
    json.key("comment")
    json.string(comment.value ?? comment.state)
    json.close(.object)
  }
}

extension Evidence {
  /// Appends the evidence as `decisions.ndjson` writes it.
  func write(to json: inout JSONText) {
    json.open(.object)
    json.key("aspect")
    json.string(aspect.rawValue)
    json.key("marker")
    json.string(marker)
    json.key("question")
    if let question { json.number(question) } else { json.null() }
    json.key("answer")
    if let answer { json.number(answer) } else { json.null() }
    json.key("text")
    json.string(text)
    json.key("range")
    if let range {
      json.open(.array)
      json.number(range.lowerBound)
      json.number(range.upperBound)
      json.close(.array)
    } else {
      json.null()
    }
    json.close(.object)
  }
}
