package import Delivery
package import Diagnostics

extension ExitStatus {
  /// Returns the status that a mistake ends a command with.
  package init(of mistake: Diagnostic) {
    let isVerdict = mistake.code.hasPrefix("verdict-")
    self = Self.byCode[mistake.code] ?? (isVerdict ? .unusableData : .configuration)
  }

  /// Returns the status that a delivery asks for.
  package init(of tally: DeliveryTally) {
    switch tally.stop {
    case .credentialsRefused: self = .noPermission
    case .unreachable, .breaker: self = .unavailable
    case .interrupted: self = .interrupted
    case nil: self = tally.wantsAPerson ? .wantsPerson : .success
    }
  }

  private static let byCode: [String: ExitStatus] = [
    "input-missing": .noInput, "input-unreadable": .noInput, "conversation-missing": .noInput,
    "ledger-not-found": .noInput, "ledger-no-entry": .noInput,
    "ledger-locked": .busy, "report-busy": .busy,
    "setting": .usage, "report-exists": .usage, "init-exists": .usage,
    "unknown-code": .usage, "no-sink": .usage, "ledger-ambiguous-id": .usage,
    "ledger-wrong-state": .usage,
    "ledger-backup-exists": .usage, "run-sums": .wantsPerson,
    "drift": .wantsPerson, "delivery-sums": .wantsPerson,
    "write-failed": .inputOutput, "read-failed": .inputOutput,
    "report-write-failed": .inputOutput, "report-read-failed": .inputOutput,
    "report-finished": .inputOutput, "ledger-full": .inputOutput, "ledger-damaged": .inputOutput,
    "ledger-unusable": .inputOutput, "ledger-newer": .inputOutput, "ledger-foreign": .inputOutput,
    "plan-changed": .unusableData, "plan-incomplete": .unusableData,
    "report-malformed": .unusableData, "plan-moved": .unusableData, "plan-unsigned": .unusableData,
    "plan-signature-wrong": .unusableData, "plan-digest-differs": .unusableData,
    "plan-applied": .unusableData, "plan-ids-hashed": .unusableData,
    "part-incomplete": .unusableData, "part-doubled": .unusableData,
    "part-missing": .unusableData, "part-torn": .unusableData, "parts-differ": .unusableData,
    "part-unsealed": .unusableData, "part-pipeline": .usage, "report-changed": .unusableData,
    "sample-empty": .unusableData,
  ]
}
