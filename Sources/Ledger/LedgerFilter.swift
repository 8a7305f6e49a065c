package import Conversations

/// Which entries an operator means; what is nil does not narrow.
package struct LedgerFilter: Sendable, Hashable {
  /// Only these states; empty means all.
  package var states: [LedgerState]
  /// Only this user's.
  package var authID: String?
  /// Only this conversation's.
  package var conversation: String?
  /// Only the submission whose id begins with these hex digits.
  package var id: String?
  /// Only what changed at this moment or later.
  package var changedSince: Timestamp?
  /// Only what changed before this moment.
  package var changedBefore: Timestamp?
  /// Only entries for which a later export had other values.
  package var hasCorrection: Bool
  /// At most this many; nil means all.
  package var limit: Int?

  /// Makes a filter; without arguments it lets every entry through.
  package init(
    states: [LedgerState] = [], authID: String? = nil, conversation: String? = nil,
    id: String? = nil, changedSince: Timestamp? = nil, changedBefore: Timestamp? = nil,
    hasCorrection: Bool = false, limit: Int? = nil
  ) {
    self.states = states
    self.authID = authID
    self.conversation = conversation
    self.id = id
    self.changedSince = changedSince
    self.changedBefore = changedBefore
    self.hasCorrection = hasCorrection
    self.limit = limit
  }
}
