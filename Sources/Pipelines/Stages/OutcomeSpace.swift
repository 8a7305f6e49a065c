package import Conversations

/// Every kind of outcome that a survey can have, as far as rules can tell kinds apart.
package enum OutcomeSpace {
  /// What can be read of the resolution.
  package static let resolutions: [Reading<Resolution>] =
    [.notAsked, .unanswered, .declined, .unreadable] + Resolution.allCases.map { .answered($0) }

  /// What can be read of the rating.
  package static let ratings: [Reading<Int>] =
    [.notAsked, .unanswered, .declined, .unreadable] + (1...5).map { .answered($0) }

  /// What can be read of the comment; any words stand for all words.
  package static let comments: [Reading<String>] =
    [.notAsked, .unanswered, .declined, .answered("…")]

  /// Every outcome without conflicts, `resolved` varying slowest and `comment` fastest: 252 of them.
  package static let plain: [Outcome] = resolutions.flatMap { resolved in
    ratings.flatMap { rating in
      comments.map { Outcome(resolved: resolved, rating: rating, comment: $0) }
    }
  }

  /// Every outcome, those with a conflict after those without: 1,008 of them.
  package static let all: [Outcome] =
    plain
    + [Outcome.Conflicts.sourcesDisagree, .severalRatings, .earlierSurvey].flatMap { conflict in
      plain.map { outcome in
        var outcome = outcome
        outcome.conflicts = conflict
        return outcome
      }
    }
}
