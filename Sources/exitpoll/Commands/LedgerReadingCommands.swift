import ArgumentParser
import Conversations
import Diagnostics
import Ledger
import Pipelines

/// Lists what a ledger holds.
struct LedgerListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List submissions and what became of them.")

  @OptionGroup var place: LedgerPlace
  @OptionGroup var selection: LedgerSelection
  @ArgumentParser.Flag(help: "Write JSON lines.") var json = false
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await place.exiting(output) { view, console in
      try view.forEach(selection.filter) { entry in
        console.result(json ? entry.jsonLine() : entry.line)
      }
      console.next("each attempt of one: exitpoll ledger show \(NextStep.word(place.ledger)) ID")
      return .success
    }
  }
}

/// Shows one submission with its attempts.
struct LedgerShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one submission with every attempt, as JSON.")

  @OptionGroup var place: LedgerPlace
  @Argument(help: "The submission's id, or its first digits.") var id: String
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await place.exiting(output) { view, console in
      let (entry, attempts) = try view.show(id)
      console.result(entry.jsonLine(attempts, try view.auditTrail(of: entry)))
      return .success
    }
  }
}

/// Writes everything as JSON lines.
struct LedgerExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write submissions with their attempts as JSON lines.")

  @OptionGroup var place: LedgerPlace
  @OptionGroup var selection: LedgerSelection
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await place.exiting(output) { view, console in
      try view.exportLines(selection.filter) { console.result(String(decoding: $0, as: UTF8.self)) }
      return .success
    }
  }
}

/// Checks that a ledger holds together.
struct LedgerVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check that a ledger holds together.")

  @OptionGroup var place: LedgerPlace
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await place.exiting(output) { view, console in
      let audit = try view.verify()
      for state in LedgerState.allCases {
        if let count = audit.counts[state], count > 0 {
          console.result("\(count) \(state.rawValue)")
        }
      }
      for finding in audit.findings { console.result(finding.madeVisible) }
      console.result(audit.findings.isEmpty ? "the ledger holds together" : "the ledger does not")
      console.next(
        audit.findings.isEmpty
          ? "keep a copy of it and of the .lock file beside it"
          : "restore the last copy before anything is sent")
      return audit.findings.isEmpty ? .success : .wantsPerson
    }
  }
}

extension LedgerEntry {
  /// The entry as a line for people: what was written is shown in `show` only.
  fileprivate var line: String {
    let note = note.map { " (\($0.rawValue))" } ?? ""
    let due = dueAt.map { ", due \($0)" } ?? ""
    return "\(id)  \(state.rawValue)\(note)\(due)  \(changedAt)  "
      + "\((conversation ?? "forgotten").madeVisible)"
  }

  fileprivate func jsonLine(
    _ attempts: [LedgerAttempt]? = nil, _ trail: LedgerAuditTrail? = nil
  ) -> String {
    var json = JSONText()
    write(to: &json, attempts: attempts, trail: trail)
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
