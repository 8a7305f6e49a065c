import ArgumentParser
import Conversations
import Ledger
import Pipelines

/// Settles a submission that is in doubt.
struct LedgerResolveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Settle a submission in doubt, once you know what became of it.")

  @OptionGroup var place: LedgerPlace
  @Argument(help: "The submission's id, or its first digits.") var id: String
  @Option(name: .customLong("as"), help: ArgumentHelp("What became of it.", valueName: "state"))
  var resolution: LedgerDesk.Resolution
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let console = output.console
    try await console.exiting {
      let desk = try LedgerDesk(path: place.path(console), now: Timestamp.now)
      defer { desk.close() }
      try desk.resolve(id, as: resolution)
      console.note("settled as \(resolution.rawValue)")
      return .success
    }
  }
}

/// Queues refused submissions again.
struct LedgerRetryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Queue refused or expired submissions again.",
    discussion: "Name one by its id, or several by --state, --auth-id or --conversation.")

  @OptionGroup var place: LedgerPlace
  @Argument(help: "The submission's id, or its first digits.") var id: String?
  @OptionGroup var selection: LedgerSelection
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if id == nil, selection.filter == LedgerFilter(limit: selection.limit) {
      throw ValidationError("Name a submission, or choose some with --state and the like.")
    }
  }

  func run() async throws {
    let console = output.console
    try await console.exiting {
      let desk = try LedgerDesk(path: place.path(console), now: Timestamp.now)
      defer { desk.close() }
      if let id {
        try desk.retry(id)
        console.note("queued again; exitpoll send takes it up")
      } else {
        let count = try desk.retry(selection.filter)
        console.note("\(count) queued again; exitpoll send takes them up")
      }
      return .success
    }
  }
}

/// Erases a user.
struct LedgerForgetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Erase what the ledger holds of a user; nothing is sent twice all the same.")

  @OptionGroup var place: LedgerPlace
  @Option(help: ArgumentHelp("The user's id.", valueName: "id")) var authId: String
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let console = output.console
    try await console.exiting {
      let desk = try LedgerDesk(path: place.path(console), now: Timestamp.now)
      defer { desk.close() }
      let count = try desk.forget(authID: authId)
      console.note("\(count) submissions erased")
      return .success
    }
  }
}

extension LedgerDesk.Resolution: ExpressibleByArgument {}
