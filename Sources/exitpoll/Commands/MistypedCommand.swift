import ArgumentParser
import Diagnostics

/// A word where a command is wanted that is none.
struct MistypedCommand {
  /// The mistake, with the nearest command.
  let diagnostic: Diagnostic

  /// Looks at a command line; nil where its commands are known.
  init?(_ arguments: some Sequence<String>) {
    var command: any ParsableCommand.Type = Exitpoll.self
    var path = "exitpoll"
    for word in arguments {
      let known = command.configuration.subcommands
      guard !known.isEmpty, !word.hasPrefix("-"), word != "help" else { return nil }
      let names = known.map { $0.configuration.commandName ?? "" }
      guard let index = names.firstIndex(of: word) else {
        diagnostic = CommandMistake.unknownCommand(word, of: path, known: names)
        return
      }
      command = known[index]
      path += " " + word
    }
    return nil
  }
}
