package import Conversations

/// What an auditor ruled on a submission when its plan was applied.
package struct LedgerVerdict: Sendable, Hashable {
  /// The kinds of rulings.
  package enum Ruling: String, Sendable, Hashable, CaseIterable {
    /// It is sent as planned.
    case approve
    /// It is not sent, by this plan or a later one.
    case withhold
    /// A review that the auditor turned into this submission.
    case settle
  }

  /// What was ruled.
  package var ruling: Ruling
  /// Who ruled, as the sheet or the machine names them.
  package var by: String?
  /// Why, in the auditor's words.
  package var note: String?
  /// When.
  package var at: Timestamp

  /// Makes a verdict.
  package init(_ ruling: Ruling, by: String?, note: String? = nil, at: Timestamp) {
    self.ruling = ruling
    self.by = by
    self.note = note
    self.at = at
  }
}

/// What the ledger knows of the audit behind an entry.
package struct LedgerAuditTrail: Sendable, Hashable {
  /// The digest of the plan that the entry's last run applied; nil where it applied none.
  package var plan: String?
  /// When that plan was applied.
  package var appliedAt: Timestamp?
  /// The verdicts, oldest first.
  package var verdicts: [LedgerVerdict]
}

extension LedgerAuditTrail {
  /// Appends the keys `plan`, `applied_at` and `verdicts` to an open object.
  package func write(to json: inout JSONText) {
    json.key("plan")
    json.string(orNull: plan)
    json.key("applied_at")
    json.string(orNull: appliedAt?.description)
    json.key("verdicts")
    json.open(.array)
    for verdict in verdicts {
      json.open(.object)
      json.key("verdict")
      json.string(verdict.ruling.rawValue)
      json.key("by")
      json.string(orNull: verdict.by)
      json.key("note")
      json.string(orNull: verdict.note)
      json.key("at")
      json.string(verdict.at.description)
      json.close(.object)
    }
    json.close(.array)
  }
}
