import Conversations

/// Where a moment is, and how it is written.
struct TimePick: Sendable {
  var pick: Pick
  var form: TimeForm
  /// Minutes east of UTC, for times that do not say.
  var zone = 0
  var base = Base.epoch

  /// What the time counts from.
  enum Base: Sendable {
    case epoch
    /// The conversation's start.
    case start
    /// The message before.
    case previous
  }
}

/// How a moment is written.
enum TimeForm: Sendable, Hashable {
  /// ISO 8601; digits alone are seconds, or milliseconds from 12 digits up.
  case automatic
  /// Units since the base: how many milliseconds one is.
  case units(milliseconds: Double)
  /// As mail headers write it: `Tue, 02 May 2023 10:00:05 +0000`.
  case mail
  /// A length of time since the base: `1m 13s`.
  case elapsed
  /// As the first pattern says that fits.
  case patterns([[TimePattern.Part]])
}
