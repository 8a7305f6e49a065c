/// What was read of one aspect.
public enum Reading<Value: Sendable & Hashable>: Sendable, Hashable {
  /// No marker asked for it.
  case notAsked
  /// It was asked, and nobody replied.
  case unanswered
  /// It was asked, and the user refused.
  case declined
  /// There was a reply that cannot be read for certain.
  case unreadable
  /// It was answered.
  case answered(Value)

  /// The value, where there is one.
  @inlinable public var value: Value? {
    if case .answered(let value) = self { value } else { nil }
  }

  /// Whether no marker asked for it; costs less than a comparison.
  @inlinable public var isNotAsked: Bool {
    if case .notAsked = self { true } else { false }
  }

  /// The state without the value, as reports write it: `not-asked`, `unanswered`, `declined`,
  /// `unreadable` or `answered`.
  @inlinable public var state: String {
    switch self {
    case .notAsked: "not-asked"
    case .unanswered: "unanswered"
    case .declined: "declined"
    case .unreadable: "unreadable"
    case .answered: "answered"
    }
  }
}

/// Whether the user says that the query is resolved.
public enum Resolution: String, Sendable, Hashable, CaseIterable {
  /// Resolved.
  case yes
  /// Not resolved.
  case no
  /// Partly, which counts as not resolved but is no plain No.
  case partly
}

/// What was read of a conversation's survey, with its evidence.
///
/// Kept for every conversation, whatever the decision.
public struct Outcome: Sendable, Hashable {
  /// What keeps an outcome from being acted on.
  public struct Conflicts: OptionSet, Sendable, Hashable {
    /// One bit a conflict.
    public let rawValue: UInt8

    /// Makes a set from its bits.
    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// Two sources disagree about `resolved` or `rating`.
    public static let sourcesDisagree = Conflicts(rawValue: 1)
    /// Different objects were rated.
    public static let severalRatings = Conflicts(rawValue: 2)
    /// The last survey has no readable answer, and an earlier one has.
    public static let earlierSurvey = Conflicts(rawValue: 4)
  }

  /// When the survey was asked, as far as known: what tells two surveys of a conversation apart.
  public enum Anchor: Sendable, Hashable {
    /// The time of its first question.
    case time(Timestamp)
    /// The index of its first question in the whole conversation; -1 for fields alone.
    case ordinal(Int)
  }

  /// Whether the query was resolved.
  public var resolved: Reading<Resolution>
  /// The rating, converted to 1–5.
  public var rating: Reading<Int>
  /// The user's words about it, not cut.
  public var comment: Reading<String>
  /// What the reading noted: `reversed`, `rounded`, in this order.
  public var flags: [Flag]
  /// What keeps it from being acted on.
  public var conflicts: Conflicts
  /// What each value rests on: `resolved`, then `rating`, then `comment`, each in reading order.
  public var evidence: [Evidence]
  /// When it was asked; nil where there is no survey.
  public var anchor: Anchor?
  /// The survey's messages, questions and answers, as indexes of the whole conversation.
  public var exchange: Range<Int>?

  /// Makes an outcome; left out means that nothing was asked.
  public init(
    resolved: Reading<Resolution> = .notAsked, rating: Reading<Int> = .notAsked,
    comment: Reading<String> = .notAsked, flags: [Flag] = [], conflicts: Conflicts = [],
    evidence: [Evidence] = [], anchor: Anchor? = nil, exchange: Range<Int>? = nil
  ) {
    self.resolved = resolved
    self.rating = rating
    self.comment = comment
    self.flags = flags
    self.conflicts = conflicts
    self.evidence = evidence
    self.anchor = anchor
    self.exchange = exchange
  }
}
