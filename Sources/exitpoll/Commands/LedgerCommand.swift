import ArgumentParser

/// Looks into a ledger, and settles what wants a person.
struct LedgerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "Look into what was sent, and settle what wants a person.",
    subcommands: [
      LedgerListCommand.self, LedgerShowCommand.self, LedgerResolveCommand.self,
      LedgerRetryCommand.self, LedgerExportCommand.self, LedgerVerifyCommand.self,
      LedgerForgetCommand.self, LedgerBackupCommand.self,
    ])
}
