internal import Conversations
internal import GRDB

/// Reads entries out of the tables.
enum EntryRow {
  /// The query for what a filter lets through, in the order of planning.
  static func request(_ filter: LedgerFilter) -> (sql: String, arguments: StatementArguments) {
    let (condition, arguments) = condition(filter)
    var sql = """
      SELECT submission.row, submission.id, endpoint, conversation, auth_id, body, last_message_at,
        state, note, due_at, doubt_since, attempts, planned_at, changed_at, correction
      FROM submission JOIN account ON account.id = submission.account
      WHERE \(condition) ORDER BY submission.row
      """
    if let limit = filter.limit { sql += " LIMIT \(max(0, limit))" }
    return (sql, arguments)
  }

  /// The SQL condition on `submission` for what a filter lets through.
  static func condition(
    _ filter: LedgerFilter
  ) -> (sql: String, arguments: StatementArguments) {
    var parts = ["1"]
    var arguments = StatementArguments()
    func narrow(_ sql: String, _ values: [(any DatabaseValueConvertible)?]) {
      guard values.allSatisfy({ $0 != nil }), !values.isEmpty else { return }
      parts.append(sql)
      arguments += StatementArguments(values)
    }
    let marks = filter.states.map { _ in "?" }.joined(separator: ", ")
    narrow("submission.state IN (\(marks))", filter.states.map(\.rawValue))
    narrow("submission.auth_id = ?", [filter.authID])
    narrow("submission.conversation = ?", [filter.conversation])
    narrow("substr(submission.id, 1, length(?)) = ?", [filter.id, filter.id])
    narrow("submission.changed_at >= ?", [filter.changedSince?.milliseconds])
    narrow("submission.changed_at < ?", [filter.changedBefore?.milliseconds])
    if filter.hasCorrection { parts.append("submission.correction IS NOT NULL") }
    return (parts.joined(separator: " AND "), arguments)
  }

  static func entry(_ row: Row, path: String) throws -> LedgerEntry {
    let note: String? = row[8]
    return LedgerEntry(
      row: row[0], id: row[1], endpoint: row[2], conversation: row[3], authID: row[4],
      body: Array(bytes: row[5]), lastMessageAt: Timestamp(stored: row[6]),
      state: try state(row[7], path: path), note: note.flatMap(LedgerNote.init(rawValue:)),
      dueAt: Timestamp(stored: row[9]), inDoubtSince: Timestamp(stored: row[10]),
      attempts: row[11], plannedAt: Timestamp(milliseconds: row[12]),
      changedAt: Timestamp(milliseconds: row[13]), correction: Array(bytes: row[14]))
  }

  static func state(_ name: String, path: String) throws -> LedgerState {
    guard let state = LedgerState(rawValue: name) else {
      throw LedgerMessages.damaged(path, why: "an entry is in no known state")
    }
    return state
  }
}
