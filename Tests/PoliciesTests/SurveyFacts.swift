import CEL

/// An object of the test environment: its fields in the order of its declared type.
final class FactObject: ObjectValue {
  let type: CELType
  let fields: [Value]

  init(_ name: String, _ fields: [Value]) {
    type = .object(name)
    self.fields = fields
  }

  func field(_ index: Int) throws(EvaluationError) -> Value { fields[index] }
}

/// What a rule decided, as the test environment makes it.
final class DecisionObject: ObjectValue {
  let type = CELType.object("Decision")
  let action: String
  let reason: String
  let resolved: Bool
  let rating: Int64
  let flags: [String]
  let comment: String

  init(
    _ action: String, reason: String = "", resolved: Bool = false, rating: Int64 = 0,
    flags: [String] = [], comment: String = ""
  ) {
    self.action = action
    self.reason = reason
    self.resolved = resolved
    self.rating = rating
    self.flags = flags
    self.comment = comment
  }

  func field(_ index: Int) throws(EvaluationError) -> Value {
    switch index {
    case 0: .string(action)
    case 1: .string(reason)
    case 2: .bool(resolved)
    case 3: .int(rating)
    case 4: .list(flags.map(Value.string))
    default: .string(comment)
    }
  }

  func adding(flag: String) -> DecisionObject {
    DecisionObject(
      action, reason: reason, resolved: resolved, rating: rating, flags: flags + [flag],
      comment: comment)
  }

  func replacing(comment: String) -> DecisionObject {
    DecisionObject(
      action, reason: reason, resolved: resolved, rating: rating, flags: flags, comment: comment)
  }

  /// The decision in a few words, as the tables of the tests write it.
  var summary: String {
    let values = action == "submit" ? "\(resolved ? "yes" : "no") \(rating)" : reason
    return ([action, values] + flags).joined(separator: " ")
  }
}

/// One possible reading of a survey.
struct SurveyCase: Sendable, CustomStringConvertible {
  static let resolvedStates = [
    "not-asked", "unanswered", "declined", "unreadable", "yes", "no", "partly",
  ]
  static let ratingStates = [
    "not-asked", "unanswered", "declined", "unreadable", "1", "2", "3", "4", "5",
  ]
  static let commentStates = ["not-asked", "unanswered", "declined", "answered"]

  var resolved = "not-asked"
  var rating = "not-asked"
  var comment = "not-asked"
  var sourcesDisagree = false
  var severalRatings = false
  var earlierSurvey = false

  var description: String {
    "\(resolved) × \(rating) × \(comment) \(sourcesDisagree) \(severalRatings) \(earlierSurvey)"
  }

  /// Every case there is.
  static var all: [SurveyCase] {
    var cases: [SurveyCase] = []
    for resolved in resolvedStates {
      for rating in ratingStates {
        for comment in commentStates {
          for bits in 0..<8 {
            cases.append(
              SurveyCase(
                resolved: resolved, rating: rating, comment: comment,
                sourcesDisagree: bits & 1 != 0, severalRatings: bits & 2 != 0,
                earlierSurvey: bits & 4 != 0))
          }
        }
      }
    }
    return cases
  }

  var value: Value {
    let yes = Value.bool(true)
    let states = { (state: String, isAnswered: Bool) -> [Value] in
      [
        .bool(state != "not-asked"), .bool(isAnswered), .bool(state == "unanswered"),
        .bool(state == "declined"), .bool(state == "unreadable"),
      ]
    }
    let resolvedObject = FactObject(
      "Resolved",
      states(resolved, ["yes", "no", "partly"].contains(resolved))
        + ["yes", "no", "partly"].map { .bool(resolved == $0) } + [.string(resolved)])
    let stars = Int64(rating)
    let ratingObject = FactObject(
      "Rating", states(rating, stars != nil) + [.int(stars ?? 0), .string(rating)])
    let commentObject = FactObject(
      "Comment",
      Array(states(comment, comment == "answered").prefix(4))
        + [.string(comment == "answered" ? "fine" : "")])
    let isAsked = [resolved, rating, comment].contains { $0 != "not-asked" }
    return .object(
      FactObject(
        "Survey",
        [
          .bool(sourcesDisagree), .bool(severalRatings), .bool(earlierSurvey),
          isAsked ? yes : .bool(false), .object(resolvedObject), .object(ratingObject),
          .object(commentObject), .list([]),
        ]))
  }
}
