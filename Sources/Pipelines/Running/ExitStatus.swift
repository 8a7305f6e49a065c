/// The exit codes that scripts may rely on.
package enum ExitStatus: Int32, Sendable, CaseIterable {
  /// Complete, and nothing failed.
  case success = 0
  /// Complete, but something wants a person.
  case wantsPerson = 1
  /// Wrong command line.
  case usage = 64
  /// There were records and none could be read; or a plan was refused.
  case unusableData = 65
  /// An input or a named conversation does not exist or cannot be opened.
  case noInput = 66
  /// Haptik cannot be reached, or a breaker stopped the run.
  case unavailable = 69
  /// Reading or writing failed.
  case inputOutput = 74
  /// Another run holds the ledger.
  case busy = 75
  /// Haptik refused the credentials.
  case noPermission = 77
  /// The pipeline file is wrong, or a ledger of another endpoint.
  case configuration = 78
  /// Interrupted by Ctrl-C.
  case interrupted = 130
  /// Asked to end.
  case terminated = 143

  /// The order in which they apply: the first that holds is the one to exit with.
  package static let precedence: [ExitStatus] = [
    .usage, .configuration, .noInput, .busy, .inputOutput, .noPermission, .unavailable,
    .unusableData, .wantsPerson, .success,
  ]

  /// Returns the one of several that applies; `success` for none.
  package static func first(of statuses: some Sequence<ExitStatus>) -> ExitStatus {
    let all = Set(statuses)
    return precedence.first(where: all.contains) ?? all.first ?? .success
  }
}
