import CEL
package import Conversations
import Reports
import Surveys

/// The stages between ingest and report, for the conversations of one worker.
///
/// Not shared between workers: it owns a pattern set and remembers what it decided.
package struct ConversationStages {
  private let pipeline: Pipeline
  private let quietWindow: QuietWindow?
  private let survey: SurveyReader
  private var rules: RememberedDecisions
  private let builder = SubmissionBuilder()
  private var unmatchedKeys = UnmatchedKeys()

  /// Makes the stages of a pipeline, for a run that began at `now`.
  package init(_ pipeline: Pipeline, now: Timestamp) {
    self.pipeline = pipeline
    quietWindow = pipeline.decide.quietWindow.map { QuietWindow($0, before: now) }
    survey = SurveyReader(pipeline.survey)
    rules = RememberedDecisions(pipeline.decide.rules)
  }

  /// Returns what becomes of a conversation.
  ///
  /// `outcome` stands in for the reading of the survey, where a case gives it.
  package mutating func decided(
    _ conversation: Conversation, source: Source, outcome: Outcome? = nil
  ) -> DecidedConversation {
    var facts = Facts(
      conversation: conversation, source: source, parameters: pipeline.parameters)
    pipeline.ingest.lookUps.complete(&facts.conversation, unmatched: &unmatchedKeys)
    var unmatched: [UnmatchedWording] = []
    let decision = decision(&facts, outcome, &unmatched)
    let (final, submission) = built(decision, facts)
    let explanation = explanation(of: final, of: decision, facts)
    return DecidedConversation(
      conversation: facts.conversation, source: source, outcome: facts.outcome, decision: final,
      explanation: explanation, submission: submission, draft: draft(final, facts),
      unmatched: unmatched)
  }

  /// What the rule that decided says in plain words; nil where what it says did not last.
  private mutating func explanation(
    of final: Decision, of decision: Decision, _ facts: Facts
  ) -> String? {
    guard final.rule != nil, final.name == decision.name else { return nil }
    return final.reason == .ruleError
      ? pipeline.decide.rules.fault(for: facts) : rules.explanation(for: facts)
  }

  /// Returns the keys that look-ups found no row for since it was asked last.
  mutating func takeUnmatched() -> UnmatchedKeys {
    defer { unmatchedKeys = UnmatchedKeys() }
    return unmatchedKeys
  }

  private mutating func decision(
    _ facts: inout Facts, _ outcome: Outcome?, _ unmatched: inout [UnmatchedWording]
  ) -> Decision {
    if let early = filtered(pipeline.filters.before, facts) { return early }
    if let outcome {
      facts.outcome = outcome
    } else {
      (facts.outcome, unmatched) = survey.reading(of: facts.conversation)
    }
    if let early = filtered(pipeline.filters.after, facts) { return early }
    if let quietWindow, quietWindow.isOpen(for: facts.conversation) {
      return Decision(.skip(.notEnded), flags: facts.outcome.flags)
    }
    return rules.decision(for: facts)
  }

  /// The decision of the first filter that leaves the conversation out or fails; nil where all let
  /// it pass.
  private func filtered(_ filters: [Program], _ facts: Facts) -> Decision? {
    for filter in filters {
      do {
        let value = try filter.evaluate(facts)
        guard case .bool(let passes) = value else {
          return Decision(.review(.ruleError), flags: facts.outcome.flags)
        }
        if !passes { return Decision(.skip(.filtered), flags: facts.outcome.flags) }
      } catch {
        return Decision(.review(.ruleError), flags: facts.outcome.flags)
      }
    }
    return nil
  }

  private func built(_ decision: Decision, _ facts: Facts) -> (Decision, Submission?) {
    guard case .submit(let resolved, let rating, _) = decision.verdict else {
      return (decision, nil)
    }
    let conversation = facts.conversation
    do {
      let identity = try identity(facts)
      var decision = decision
      if let feedback = try text(of: pipeline.feedback.feedback, facts) {
        decision.verdict = .submit(resolved: resolved, rating: rating, comment: feedback)
      }
      mask(&decision)
      return builder.built(
        decision, identity: identity, conversation: conversation, anchor: facts.outcome.anchor)
    } catch {
      return (
        Decision(.review(.invalidSubmission), flags: decision.flags, rule: decision.rule), nil
      )
    }
  }

  /// Masks the words that are sent, where the pipeline says so.
  private func mask(_ decision: inout Decision) {
    var ignored = MaskCounts()
    guard let redaction = pipeline.feedback.redaction,
      case .submit(let resolved, let rating, let words?) = decision.verdict,
      let masked = redaction.masked(words, counts: &ignored)
    else { return }
    decision.verdict = .submit(resolved: resolved, rating: rating, comment: masked)
  }

  /// Whom a review would be sent for.
  private func draft(_ decision: Decision, _ facts: Facts) -> SubmissionDraft? {
    guard case .review = decision.verdict, let identity = try? identity(facts) else { return nil }
    return builder.draft(
      identity: identity, conversation: facts.conversation, anchor: facts.outcome.anchor)
  }

  private func identity(
    _ facts: Facts
  ) throws(EvaluationError) -> SubmissionBuilder.Identity {
    SubmissionBuilder.Identity(
      authID: try text(of: pipeline.feedback.authID, facts) ?? facts.conversation.authID,
      businessID: try text(of: pipeline.feedback.businessID, facts)
        ?? facts.conversation.businessID)
  }

  /// The text or digits that an expression gives; nil where the stage has no such expression.
  private func text(of program: Program?, _ facts: Facts) throws(EvaluationError) -> String? {
    guard let program else { return nil }
    switch try program.evaluate(facts) {
    case .string(let text): return text
    case .int(let number): return String(number)
    case .uint(let number): return String(number)
    default: throw EvaluationError(.host, "the feedback stage gave neither text nor a number")
    }
  }
}
