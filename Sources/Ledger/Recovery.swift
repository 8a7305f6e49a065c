internal import Conversations
internal import GRDB

/// Takes stock of what a run left when it was ended from outside.
enum Recovery {
  /// What was on its way may have arrived.
  static func settleIntents(_ db: Database, at moment: Timestamp) throws {
    try db.execute(
      literal: """
        UPDATE submission SET state = 'in-doubt', note = 'interrupted',
          changed_at = \(moment.milliseconds),
          doubt_since = coalesce(doubt_since,
            (SELECT max(started_at) FROM attempt WHERE submission = submission.row), changed_at)
        WHERE state = 'intent'
        """)
  }
}
