import Diagnostics

/// What can be wrong with an input, in words.
enum InputMistake {
  static func missing(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "input-missing", "there is no file or folder \"\(path)\"", at: Place(file: path),
      remedy: "check the path; a relative one starts from the folder of the pipeline file, on the "
        + "command line from the current folder")
  }

  static func nothingMatches(_ pattern: String) -> Diagnostic {
    Diagnostic(
      code: "input-missing", "nothing matches \"\(pattern)\"", at: Place(file: pattern),
      remedy:
        "check the path and the files' endings, and that the export has been made; put a glob "
        + "on the command line in quotation marks")
  }

  static let noneNamed = Diagnostic(
    code: "input-missing", "neither the pipeline nor the command line names an input",
    remedy: "add \"from:\" to the stage \"ingest\", or --input PATH")

  static func unreadable(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "input-unreadable", "\"\(path)\" cannot be opened", at: Place(file: path),
      remedy: "check that the user who runs exitpoll may read it")
  }
}
