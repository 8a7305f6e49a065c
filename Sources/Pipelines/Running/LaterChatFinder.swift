package import Conversations
package import Diagnostics
package import Foundation
import Ledger

/// Finds conversations of whose users a later conversation is known: from the same run, or from the
/// ledger. Memory does not grow with the run.
package struct LaterChatFinder: ~Copyable {
  /// A conversation whose user and time are known.
  package struct Sighting: Sendable {
    var user: UInt64
    var lastMessageAt: Timestamp
    /// The user and the conversation, for the ledger; nil where nothing is submitted.
    var submission: (authID: String, conversation: String)?
    /// Its position among the chunk's conversations.
    var position: Int
  }

  private var sightings: SortedSightings
  private let ledger: LedgerView?
  private let latest: Timestamp?
  private var known: [Int] = []

  /// Makes a finder that puts what it cannot hold aside in `folder`, which exists.
  ///
  /// A ledger that cannot be read is left out: it is the sending that says so.
  package init(folder: URL, ledger path: String?, capacity: Int = 250_000) {
    sightings = SortedSightings(folder: folder, name: ".users", capacity: capacity)
    let view: LedgerView? = path.flatMap { path in
      guard FileManager.default.fileExists(atPath: path) else { return nil }
      return try? LedgerView(path: path, isChecked: false)
    }
    ledger = view
    latest = view.flatMap { try? $0.latestChat() }
  }

  /// Notes a conversation with its ordinal: its line in the report, from 0.
  package mutating func note(_ sighting: Sighting, ordinal: Int) throws(Diagnostic) {
    // The sign bit is turned, so that earlier times come first.
    let time = UInt64(bitPattern: sighting.lastMessageAt.milliseconds) ^ (1 << 63)
    let isSubmission = sighting.submission != nil
    try sightings.note(
      SurveyKey(high: sighting.user, low: time), ordinal: ordinal << 1 | (isSubmission ? 1 : 0))
    guard let ledger, let latest, latest > sighting.lastMessageAt, let mine = sighting.submission
    else { return }
    let isKnown = try ledger.knowsLaterChat(
      authID: mine.authID, than: sighting.lastMessageAt, besides: mine.conversation)
    if isKnown { known.append(ordinal) }
  }

  /// Returns the ordinals of the submissions before a later conversation, in no order.
  package consuming func found() throws(Diagnostic) -> [Int] {
    var found = known
    var user: UInt64?
    var time: UInt64 = 0
    var waiting: [Int] = []
    try sightings.forEach { key, ordinal in
      let (high, low) = key.words
      if high != user {
        waiting = []
      } else if low > time {
        found += waiting
        waiting = []
      }
      (user, time) = (high, low)
      if ordinal & 1 == 1 { waiting.append(ordinal >> 1) }
    }
    return found
  }
}

extension DecidedConversation {
  /// The sighting of its user, at a position among the chunk's conversations; nil where the user or
  /// the time is not known.
  package func sighting(position: Int) -> LaterChatFinder.Sighting? {
    guard let user = submission?.body.authID ?? conversation.authID, !user.isEmpty,
      let last = submission?.lastMessageAt ?? conversation.messages.last?.at
        ?? conversation.endedAt
    else { return nil }
    var hasher = Hasher()
    hasher.combine(user)
    return LaterChatFinder.Sighting(
      user: UInt64(bitPattern: Int64(hasher.finalize())), lastMessageAt: last,
      submission: submission.map { ($0.body.authID, $0.conversation) }, position: position)
  }
}
