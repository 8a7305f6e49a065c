import Conversations
import Documents

/// The keys of a case under `tests`.
enum CaseKeys {
  static let name = Key.text("name", "what the case shows").required
  static let chat = Key.list(
    "chat", "the end of a chat, message by message", of: .mapping(MessageKeys.shape))
  static let outcome = Key.node(
    "outcome", "what the survey said, in place of a chat", .mapping(OutcomeKeys.shape))
  static let authID = Key.text("auth_id", "the user's id; \"user\" where left out")
  static let businessID = Key.text("business_id", "the business's id; 1 where left out")
  static let channel = Key.text("channel", "the channel")
  static let attributes = Key.node(
    "attributes", "attributes of the conversation", .names(.text(pattern: nil)))
  static let expect = Key.node(
    "expect", "what is wanted; left out, what exitpoll test --record wrote down",
    .mapping(ExpectKeys.shape))

  static let shape = MappingShape(
    "a test case",
    [
      name.shape, chat.shape, outcome.shape, authID.shape, businessID.shape, channel.shape,
      attributes.shape, expect.shape,
    ], exactlyOne: [[chat.shape.name, outcome.shape.name]])
}

/// The keys of a message of a case.
enum MessageKeys {
  static let speakers = Message.Role.allCases.map { role in
    (role: role, key: Key.text(role.rawValue, "what the \(role.rawValue) wrote"))
  }
  static let choices = Key.texts("choices", "the buttons that it offers")
  static let name = Key.text("name", "the sender's name")

  static let shape = MappingShape(
    "a message", speakers.map(\.key.shape) + [choices.shape, name.shape],
    exactlyOne: [speakers.map(\.role.rawValue)])
}

/// The keys of an outcome that a case gives in place of a chat.
enum OutcomeKeys {
  private static let states = ["not-asked", "unanswered", "declined", "unreadable"]

  static let resolved = Key.choice(
    "resolved", "what was read of the resolution; not-asked where left out",
    Resolution.allCases.map(\.rawValue) + states)
  static let rating = Key.choice(
    "rating", "what was read of the rating; not-asked where left out",
    (1...5).map(String.init) + states)
  static let comment = Key.text("comment", "the comment; not asked for where left out")
  static let flags = Key.texts("flags", "what the reading noted")
  static let sourcesDisagree = Key.truth(
    "sources_disagree", "whether two sources give different values")
  static let severalRatings = Key.truth("several_ratings", "whether different objects were rated")
  static let earlierSurvey = Key.truth(
    "earlier_survey", "whether only an earlier survey was answered")

  static let shape = MappingShape(
    "an outcome",
    [
      resolved.shape, rating.shape, comment.shape, flags.shape, sourcesDisagree.shape,
      severalRatings.shape, earlierSurvey.shape,
    ])
}

/// The keys of what a case expects.
enum ExpectKeys {
  static let decision = Key.choice(
    "decision", "what becomes of the conversation", ["submit", "skip", "review"]
  ).required
  static let reason = Key.text("reason", "the reason of a skip or review")
  static let resolved = Key.truth("resolved", "whether the query is sent as resolved")
  static let rating = Key.integer("rating", "the rating that is sent", in: 1...5)
  static let comment = Key.text("comment", "the comment that is sent; empty for none")
  static let flags = Key.texts("flags", "all flags, in their order")
  static let rule = Key.text("rule", "the rule that decides")

  static let shape = MappingShape(
    "expect",
    [
      decision.shape, reason.shape, resolved.shape, rating.shape, comment.shape, flags.shape,
      rule.shape,
    ])
}
