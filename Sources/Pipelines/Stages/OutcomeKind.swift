import Conversations

/// Everything of an outcome but its comment's words, evidence and place: what most rules read.
///
/// It is looked up for every conversation, so it holds small numbers where an outcome has words.
struct OutcomeKind: Sendable, Hashable {
  private var resolved: UInt8
  private var rating: UInt8
  private var value: Int
  private var comment: UInt8
  private var conflicts: UInt8
  private var flags: [Flag]

  init(_ outcome: Outcome) {
    resolved = outcome.resolved.code { 4 + ($0 == .yes ? 0 : $0 == .no ? 1 : 2) }
    rating = outcome.rating.code { _ in 4 }
    value = outcome.rating.value ?? 0
    comment = outcome.comment.code { _ in 4 }
    conflicts = outcome.conflicts.rawValue
    flags = outcome.flags
  }
}

extension Reading {
  /// A number for the state; `answered` gives that of a value, from 4 up.
  fileprivate func code(answered: (Value) -> UInt8) -> UInt8 {
    switch self {
    case .notAsked: 0
    case .unanswered: 1
    case .declined: 2
    case .unreadable: 3
    case .answered(let value): answered(value)
    }
  }
}
