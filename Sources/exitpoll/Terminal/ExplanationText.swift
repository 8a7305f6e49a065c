import CEL
import Conversations
import Diagnostics
import Pipelines
import Policies
import Surveys

/// An explanation as lines that a person reads in a terminal.
///
/// Control and bidi characters of what people wrote are made visible.
struct ExplanationText {
  private(set) var lines: [String] = []

  init(_ explanation: Explanation) {
    let decided = explanation.decided
    lines.append(
      "\(decided.conversation.id.madeVisible)  (\(decided.source.path.madeVisible), record "
        + "\(decided.source.record))")
    lines.append("")
    addMessages(of: decided)
    if let survey = explanation.survey { addSurvey(survey) }
    if let rules = explanation.rules { addRules(rules) }
    addDecision(of: decided)
  }

  private mutating func addMessages(of decided: DecidedConversation) {
    let conversation = decided.conversation
    lines.append("The last messages")
    for (position, message) in conversation.messages.enumerated().suffix(20) {
      let index = conversation.firstMessageIndex + position
      let isInSurvey = decided.outcome.exchange?.contains(index) == true
      lines.append(
        "  \(isInSurvey ? ">" : " ") \(index.padded(to: 3))  \(message.role.rawValue): "
          + String(message.text).madeVisible)
    }
    lines.append("")
  }

  private mutating func addSurvey(_ trace: SurveyTrace) {
    lines.append("What was read")
    for step in trace.steps {
      let marker = step.marker.map { " [\($0)]" } ?? ""
      lines.append("    \(step.message.padded(to: 3))  \(step.note.madeVisible)\(marker)")
    }
    let outcome = trace.outcome
    lines.append("    resolved: \(outcome.resolved.value?.rawValue ?? outcome.resolved.state)")
    lines.append("    rating: \(outcome.rating.value.map(String.init) ?? outcome.rating.state)")
    lines.append("    comment: \((outcome.comment.value ?? outcome.comment.state).madeVisible)")
    for evidence in outcome.evidence {
      let place = evidence.answer.map { " in message \($0)" } ?? ""
      lines.append(
        "    \(evidence.aspect.rawValue) rests on \"\(evidence.text.madeVisible)\"\(place) "
          + "[\(evidence.marker)]")
    }
    lines.append("")
  }

  private mutating func addRules(_ trace: PolicyTrace) {
    lines.append("What the rules made of it")
    for rule in trace.rules {
      lines.append("    \(rule.id): \(verdict(of: rule))")
      for term in rule.terms where rule.outcome == .won {
        lines.append("        \(term.text.madeVisible): \(term.outcome.words)")
      }
      if rule.outcome == .won { break }
    }
    for invariant in trace.brokenInvariants {
      lines.append(
        "    this breaks \(invariant.id.madeVisible), so it is not sent: "
          + invariant.message.madeVisible)
    }
    lines.append("")
  }

  private func verdict(of rule: RuleTrace) -> String {
    switch rule.outcome {
    case .won: rule.explanation?.madeVisible ?? "decided"
    case .failed(let error): "failed: \(error.message)"
    default: rule.firstFailed.map { "no, because \($0.text.madeVisible) is not so" } ?? "no"
    }
  }

  private mutating func addDecision(of decided: DecidedConversation) {
    let decision = decided.decision
    var line = "Decision: \(decision.name)"
    if let reason = decision.reason { line += ", \(reason.rawValue)" }
    if let rule = decision.rule { line += " (rule \(rule.madeVisible))" }
    if !decision.flags.isEmpty {
      line += ", flags " + decision.flags.map(\.rawValue).joined(separator: ", ")
    }
    lines.append(line)
    if let submission = decided.submission {
      lines.append("Sends: \(String(decoding: submission.body.json, as: UTF8.self).madeVisible)")
    }
  }
}

extension TermTrace.Outcome {
  /// What the term gave, in words; values that may hold what people wrote are made visible.
  fileprivate var words: String {
    switch self {
    case .value(.bool(let value)): value ? "true" : "false"
    case .value(let value): "\(value)".madeVisible
    case .failed(let error): "failed: \(error.message)"
    case .notLookedAt: "not looked at"
    }
  }
}
