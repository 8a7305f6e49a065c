import ArgumentParser
import Foundation

/// How much the tool says, and in which form.
struct OutputOptions: ParsableArguments {
  /// The form of log lines.
  enum LogFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  @Flag(name: .shortAndLong, help: "Say nothing when all is well.")
  var quiet = false

  @Flag(help: "Never use colour; the environment's NO_COLOR does the same.")
  var noColor = false

  @Option(help: ArgumentHelp("The form of log lines.", valueName: "format"))
  var logFormat = LogFormat.text

  /// The console that these options ask for.
  var console: Console {
    let plain = noColor || ProcessInfo.processInfo.environment["NO_COLOR"]?.isEmpty == false
    return Console(
      isQuiet: quiet, usesColor: !plain && Terminal.showsErrors && logFormat == .text,
      logsJSON: logFormat == .json)
  }
}
