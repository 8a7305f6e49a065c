import ArgumentParser
import Ledger
import Pipelines

/// Copies a ledger, also while a run writes it.
struct LedgerBackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy a ledger and its lock file, also while a run writes it.")

  @OptionGroup var place: LedgerPlace
  @Argument(help: "The file to write, which must not exist.") var copy: String
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let console = output.console
    try await console.exiting {
      let view = try LedgerView(path: place.path(console))
      defer { view.close() }
      try view.backUp(to: copy)
      console.note("copied to \(copy) and \(copy).lock; put both back together")
      return .success
    }
  }
}
