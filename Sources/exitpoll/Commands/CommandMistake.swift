import Diagnostics
import Transcripts

/// What can be wrong with a command, in words.
enum CommandMistake {
  static func noSink(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "no-sink", "the pipeline \"\(path)\" never sends", at: Place(file: path),
      remedy: "end its stages with \"- haptik:\" in place of \"- report\"")
  }

  static func unreadableFile(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "input-unreadable", "\"\(path)\" cannot be opened", at: Place(file: path),
      remedy: "check the path and that you may read it")
  }

  static func cannotWrite(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "write-failed", "\"\(path)\" cannot be written", at: Place(file: path),
      remedy: "check that the folder is there and has room")
  }

  static var outputLost: Diagnostic {
    Diagnostic(
      code: "write-failed", "standard output could not be written to its end",
      remedy: "make room where it goes, and run the command again")
  }

  static let outcomesWithoutPipeline = Diagnostic(
    code: "part-pipeline", "these parts were made by \"exitpoll decide\", and no pipeline is named",
    remedy: "name the pipeline that decided them: --pipeline FILE")

  static func conversationMissing(_ id: String) -> Diagnostic {
    Diagnostic(
      code: "conversation-missing", "no conversation has the id \"\(id)\"",
      remedy: "look its id up in the report's decisions.csv, and name its file with --input")
  }
}

extension CommandMistake {
  static func unknownCommand(_ name: String, of path: String, known: [String]) -> Diagnostic {
    Diagnostic(
      code: "unknown-command", "\(path) has no command \"\(name)\"",
      remedy: nearestName(to: name, in: known).map { "did you mean \"\($0)\"?" }
        ?? "\"\(path) --help\" lists them")
  }

  static func noFormatFits(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "no-format-fits", "none of the built-in formats reads \"\(path)\"",
      at: Place(file: path),
      remedy: "have a mapping drafted for it: exitpoll init DIR --from \(path)")
  }

  static func unknownFormat(_ name: String) -> Diagnostic {
    let near = nearestName(to: name, in: TranscriptFormat.names)
    return Diagnostic(
      code: "unknown-format", "there is no format \"\(name)\"",
      remedy: near.map { "did you mean \"\($0)\"?" } ?? "\"exitpoll formats\" lists them")
  }
}
