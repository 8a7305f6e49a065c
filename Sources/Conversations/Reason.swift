/// Why a conversation is skipped, or wants a person. Stable, documented, machine-readable.
public struct Reason: Sendable, Hashable, RawRepresentable {
  /// The stable code.
  public let rawValue: String

  /// Makes a reason from its code.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// Returns whether a policy of one's own may use the code: lower-case letters, digits and
  /// hyphens, beginning with a letter.
  public static func isWellFormed(_ code: String) -> Bool {
    guard let first = code.utf8.first, (0x61...0x7A).contains(first) else { return false }
    return code.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
    }
  }

  /// Skip: resolution answered, no rating.
  public static let noRating = Reason(rawValue: "no-rating")
  /// Skip: asked, no reply or declined, or only a comment.
  public static let unanswered = Reason(rawValue: "unanswered")
  /// Skip: no survey was asked.
  public static let noSurvey = Reason(rawValue: "no-survey")
  /// Skip: a filter stage left it out.
  public static let filtered = Reason(rawValue: "filtered")
  /// Skip: the last message is newer than the pipeline's quiet window.
  public static let notEnded = Reason(rawValue: "not-ended")
  /// Skip: the same survey of the same conversation came again in this run; the last copy counts.
  public static let repeated = Reason(rawValue: "repeated")
  /// Review: two sources disagree after conversion.
  public static let sourcesDisagree = Reason(rawValue: "sources-disagree")
  /// Review: different objects were rated.
  public static let severalRatings = Reason(rawValue: "several-ratings")
  /// Review: only an earlier survey was answered.
  public static let earlierSurvey = Reason(rawValue: "earlier-survey")
  /// Review: an asked aspect is unreadable.
  public static let unreadable = Reason(rawValue: "unreadable")
  /// Review: there is no usable `auth_id` or `business_id`.
  public static let noIdentity = Reason(rawValue: "no-identity")
  /// Review: no rule matched.
  public static let noRule = Reason(rawValue: "no-rule")
  /// Review: a rule failed.
  public static let ruleError = Reason(rawValue: "rule-error")
  /// Review: what the feedback stage built cannot be sent.
  public static let invalidSubmission = Reason(rawValue: "invalid-submission")

  /// The built-in codes: those of `skip`, then those of `review`.
  public static let builtIn: [Reason] = [
    .noRating, .unanswered, .noSurvey, .filtered, .notEnded, .repeated, .sourcesDisagree,
    .severalRatings, .earlierSurvey, .unreadable, .noIdentity, .noRule, .ruleError,
    .invalidSubmission,
  ]
}
