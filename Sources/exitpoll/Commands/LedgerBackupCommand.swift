import ArgumentParser
import Ledger
import Pipelines

/// Copies a ledger, also while a run writes it.
struct LedgerBackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy a ledger and its lock file, also while a run writes it.")

  @OptionGroup var place: LedgerPlace
  @Argument(help: "The file to write, which must not exist.", completion: .file()) var copy: String
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await place.exiting(output) { view, console in
      try view.backUp(to: copy)
      console.note("copied to \(copy) and \(copy).lock; put both back together")
      return .success
    }
  }
}
