package import Conversations

/// What tells one survey of one conversation from all others of a run: a 128-bit hash of business,
/// user, conversation and anchor.
///
/// The hash is seeded anew in every process, so that nobody can write an export that collides.
package struct SurveyKey: Sendable, Hashable, Comparable {
  private var high: UInt64
  private var low: UInt64

  /// Makes the key of a conversation's survey.
  package init(_ conversation: Conversation, anchor: Outcome.Anchor) {
    var hasher = Hasher()
    hasher.combine(conversation.businessID)
    hasher.combine(conversation.authID)
    hasher.combine(conversation.id)
    hasher.combine(anchor)
    // The hasher's state has 256 bits, so that both halves tell keys apart.
    high = Self.half(of: hasher, 1)
    low = Self.half(of: hasher, 2)
  }

  /// Makes a key from its parts.
  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  var words: (high: UInt64, low: UInt64) { (high, low) }

  package static func < (a: SurveyKey, b: SurveyKey) -> Bool {
    (a.high, a.low) < (b.high, b.low)
  }

  private static func half(of hasher: Hasher, _ number: UInt8) -> UInt64 {
    var hasher = hasher
    hasher.combine(number)
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }
}
