import CEL
import Conversations

/// What expressions can read of a survey: `survey` and the types below it.
enum SurveyFacts {
  static let resolved = FactTable<Outcome>(
    name: "Resolved",
    facts: states(of: \.resolved) + [
      Fact("yes", .bool, "the user said yes") { .bool($0.resolved == .answered(.yes)) },
      Fact("no", .bool, "the user said a plain no") { .bool($0.resolved == .answered(.no)) },
      Fact("partly", .bool, "the user said partly") { .bool($0.resolved == .answered(.partly)) },
      Fact("state", .string, "yes, no or partly, or why there is no answer") {
        .string($0.resolved.value?.rawValue ?? $0.resolved.state)
      },
    ])

  static let rating = FactTable<Outcome>(
    name: "Rating",
    facts: states(of: \.rating) + [
      Fact("value", .int, "the rating from 1 to 5; 0 where there is none") {
        .int(Int64($0.rating.value ?? 0))
      },
      Fact("state", .string, "answered, or why there is no answer") { .string($0.rating.state) },
    ])

  static let comment = FactTable<Outcome>(
    name: "Comment",
    facts: states(of: \.comment) + [
      Fact("text", .string, "the user's words; empty where there are none") {
        .string($0.comment.value ?? "")
      }
    ])

  static let survey = FactTable<Outcome>(
    name: "Survey",
    facts: [
      Fact("resolved", .object("Resolved"), "whether the query was resolved") {
        .object(FactObject($0, resolved))
      },
      Fact("rating", .object("Rating"), "how the user rated the chat") {
        .object(FactObject($0, rating))
      },
      Fact("comment", .object("Comment"), "the user's words about it") {
        .object(FactObject($0, comment))
      },
      Fact("asked", .bool, "whether anything was asked") { .bool(wasAsked($0)) },
      conflict("sources_disagree", .sourcesDisagree, "two sources give different values"),
      conflict("several_ratings", .severalRatings, "different objects were rated"),
      conflict("earlier_survey", .earlierSurvey, "only an earlier survey was answered"),
      Fact("flags", .list(.string), "what the reading noted") {
        .list($0.flags.map { .string($0.rawValue) })
      },
    ])

  /// The tables of the fields that are objects themselves, by the field's index.
  static let nested: [FactTable<Outcome>] = [resolved, rating, comment]

  private static func wasAsked(_ outcome: Outcome) -> Bool {
    outcome.resolved != .notAsked || outcome.rating != .notAsked || outcome.comment != .notAsked
  }

  private static func conflict(
    _ name: String, _ conflict: Outcome.Conflicts, _ meaning: String
  ) -> Fact<Outcome> {
    Fact(name, .bool, meaning) { .bool($0.conflicts.contains(conflict)) }
  }

  private static func states<Answer>(
    of reading: any KeyPath<Outcome, Reading<Answer>> & Sendable
  ) -> [Fact<Outcome>] {
    [
      Fact("asked", .bool, "whether it was asked or recorded") {
        .bool($0[keyPath: reading] != .notAsked)
      },
      Fact("answered", .bool, "whether there is a value") {
        .bool($0[keyPath: reading].value != nil)
      },
      Fact("unanswered", .bool, "asked, and nobody replied") {
        .bool($0[keyPath: reading] == .unanswered)
      },
      Fact("declined", .bool, "asked, and the user refused") {
        .bool($0[keyPath: reading] == .declined)
      },
      Fact("unreadable", .bool, "there was a reply that cannot be read for certain") {
        .bool($0[keyPath: reading] == .unreadable)
      },
    ]
  }
}
