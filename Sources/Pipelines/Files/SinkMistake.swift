import Diagnostics

/// What can be wrong with the settings of the sink `haptik`, in words.
enum SinkMistake {
  static func hour(_ text: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "sink-hour", "\"\(text)\" cannot be the time between two feedbacks of a user",
      at: place,
      remedy: "leave it out: Haptik's is an hour; only a rehearsal may shorten it, such as 5s")
  }

  static func doNotSendMissing(_ path: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "do-not-send-file", "the do-not-send list \"\(path)\" cannot be read", at: place,
      remedy: "the path starts from the pipeline file's folder; nothing was sent")
  }
}
