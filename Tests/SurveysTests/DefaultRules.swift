import Conversations

/// The ten default rules of the rule book, for tests; the product's own are a policy file.
enum DefaultRules {
  /// Returns what becomes of an outcome.
  static func decision(for outcome: Outcome) -> CorpusCase.Expectation {
    if outcome.conflicts.contains(.sourcesDisagree) { return review("sources-disagree") }
    if outcome.conflicts.contains(.severalRatings) { return review("several-ratings") }
    if outcome.conflicts.contains(.earlierSurvey) { return review("earlier-survey") }
    let hasNoRating = outcome.rating == .notAsked || outcome.rating == .unanswered
    if outcome.resolved == .answered(.no), hasNoRating {
      return submit(false, 1, outcome, [.inferredRating])
    }
    if outcome.resolved == .unreadable || outcome.rating == .unreadable {
      return review("unreadable")
    }
    switch (outcome.resolved.value, outcome.rating.value) {
    case (let resolution?, let rating?):
      let contradicts =
        (resolution == .no && rating >= 4) || (resolution == .yes && rating <= 2)
      return submit(resolution == .yes, rating, outcome, contradicts ? [.contradictory] : [])
    case (_?, nil): return skip("no-rating")
    case (nil, let rating?): return submit(rating >= 4, rating, outcome, [.inferredResolution])
    case (nil, nil): return isAsked(outcome) ? skip("unanswered") : skip("no-survey")
    }
  }

  private static func isAsked(_ outcome: Outcome) -> Bool {
    outcome.resolved != .notAsked || outcome.rating != .notAsked || outcome.comment != .notAsked
  }

  private static func submit(
    _ isResolved: Bool, _ rating: Int, _ outcome: Outcome, _ flags: [Flag]
  ) -> CorpusCase.Expectation {
    let isCut = (outcome.comment.value?.count ?? 0) > 2_000
    let all = Flag.ordered(outcome.flags + flags + (isCut ? [.commentCut] : []))
    return .init(
      decision: "submit", isResolved: isResolved, rating: rating, flags: all.map(\.rawValue),
      comment: outcome.comment.value.map { String($0.prefix(2_000)) })
  }

  private static func skip(_ reason: String) -> CorpusCase.Expectation {
    .init(decision: "skip", reason: reason)
  }

  private static func review(_ reason: String) -> CorpusCase.Expectation {
    .init(decision: "review", reason: reason)
  }
}
