import ArgumentParser
import Diagnostics
import Foundation

/// The command-line tool: parses arguments, opens files, shows progress, sets the exit code.
struct Exitpoll: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exitpoll",
    abstract:
      "Reads exported chats, works out what the survey at the end of each says, and logs it "
      + "with Haptik or reports what it would log.",
    version: VersionText.text,
    subcommands: [
      InitCommand.self, RunCommand.self, ApplyCommand.self, SendCommand.self, CheckCommand.self,
      TestCommand.self, ExplainCommand.self, TableCommand.self, DiffCommand.self,
      ReportCommand.self, FormatsCommand.self, LedgerCommand.self, DecideCommand.self,
      MergeCommand.self, SchemaCommand.self,
    ])
}

@main
enum Tool {
  static func main() async {
    if let mistake = MistypedCommand(CommandLine.arguments.dropFirst()) {
      Console(isQuiet: false, usesColor: false, logsJSON: false).show([mistake.diagnostic])
      exit(64)
    }
    await Exitpoll.main()
  }
}
