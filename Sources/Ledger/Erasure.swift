internal import Conversations
internal import GRDB

/// Takes people out of a ledger and leaves the keys.
enum Erasure {
  /// Erases a user; returns how many entries theirs were.
  static func forget(authID: String, in db: Database, at moment: Timestamp) throws -> Int {
    try db.execute(
      literal: """
        UPDATE attempt SET answer = NULL
        WHERE submission IN (SELECT row FROM submission WHERE auth_id = \(authID))
        """)
    try db.execute(
      literal: """
        UPDATE verdict SET note = NULL
        WHERE submission IN (SELECT row FROM submission WHERE auth_id = \(authID))
        """)
    try db.execute(
      literal: """
        UPDATE submission SET auth_id = NULL, conversation = NULL, body = NULL, digest = NULL,
          correction = NULL, due_at = NULL, note = 'forgotten', changed_at = \(moment.milliseconds),
          state = CASE WHEN state IN ('planned', 'pending', 'held', 'in-doubt') THEN 'withheld'
            ELSE state END
        WHERE auth_id = \(authID)
        """)
    return db.changesCount
  }

  /// Drops the bodies, users, conversations and answers of what was delivered before a moment.
  static func dropBodies(deliveredBefore moment: Timestamp, in db: Database) throws -> Int {
    let limit = moment.milliseconds
    try db.execute(
      literal: """
        UPDATE attempt SET answer = NULL WHERE answer IS NOT NULL AND submission IN (
          SELECT row FROM submission
          WHERE state = 'delivered' AND changed_at < \(limit) AND body IS NOT NULL)
        """)
    try db.execute(
      literal: """
        UPDATE submission SET auth_id = NULL, conversation = NULL, body = NULL, correction = NULL
        WHERE state = 'delivered' AND changed_at < \(limit) AND body IS NOT NULL
        """)
    return db.changesCount
  }
}
