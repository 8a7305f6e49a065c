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
    writeMembers(to: &json)
    json.close(.object)
  }

  /// Appends the line's keys and values, in an object that the caller opens and closes.
  func writeMembers(to json: inout JSONText) {
    json.fragment(#""conversation":"#)
    json.string(conversation)
    json.fragment(#","source":{"path":"#)
    json.string(source.path)
    json.fragment(#","record":"#)
    json.number(source.record)
    json.fragment(#"},"decision":"#)
    writeDecision(to: &json)
    json.fragment(#","rule":"#)
    json.string(orNull: decision.rule)
    json.fragment(#","read":"#)
    writeRead(to: &json)
    json.fragment(#","evidence":["#)
    for item in evidence { item.write(to: &json) }
    json.close(.array)
  }

  private func writeDecision(to json: inout JSONText) {
    json.string(decision.name)
    json.fragment(#","reason":"#)
    json.string(orNull: decision.reason?.rawValue)
    json.fragment(#","flags":["#)
    for flag in decision.flags { json.string(flag.rawValue) }
    guard case .submit(let isResolved, let value, let words) = decision.verdict else {
      return json.fragment(#"],"resolved":null,"rating":null,"comment":null"#)
    }
    json.fragment(#"],"resolved":"#)
    json.bool(isResolved)
    json.fragment(#","rating":"#)
    json.number(value)
    json.fragment(#","comment":"#)
    json.string(orNull: words)
  }

  /// Appends what was read: of each aspect its value, or its state.
  func writeRead(to json: inout JSONText) {
    json.fragment(#"{"resolved":"#)
    json.string(resolved.value?.rawValue ?? resolved.state)
    json.fragment(#","rating":"#)
    if let value = rating.value { json.number(value) } else { json.string(rating.state) }
    json.fragment(#","comment":"#)
    json.string(comment.value ?? comment.state)
    json.close(.object)
  }
}

extension Evidence {
  /// Appends the evidence as `decisions.ndjson` writes it.
  func write(to json: inout JSONText) {
    json.open(.object)
    json.fragment(#""aspect":"#)
    json.string(aspect.rawValue)
    json.fragment(#","marker":"#)
    json.string(marker)
    json.fragment(#","question":"#)
    if let question { json.number(question) } else { json.null() }
    json.fragment(#","answer":"#)
    if let answer { json.number(answer) } else { json.null() }
    json.fragment(#","text":"#)
    json.string(text)
    if let range {
      json.fragment(#","range":["#)
      json.number(range.lowerBound)
      json.number(range.upperBound)
      json.close(.array)
    } else {
      json.fragment(#","range":null"#)
    }
    json.close(.object)
  }
}
