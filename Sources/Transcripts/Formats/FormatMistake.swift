import Diagnostics

/// All sentences about a format's mapping.
enum FormatMistake {
  static func unknownFormat(_ name: String, known: [String], at place: Place?) -> Diagnostic {
    let near = nearestName(to: name, in: known).map { "did you mean \"\($0)\"?" }
    return Diagnostic(
      code: "unknown-format", "there is no transcript format \"\(name)\"", at: place,
      remedy: near ?? "known formats: \(known.joined(separator: ", "))")
  }

  static func unknownWord(
    _ word: String, of subject: String, known: [String], at place: Place
  ) -> Diagnostic {
    let near = nearestName(to: word, in: known).map { "did you mean \"\($0)\"?" }
    return Diagnostic(
      code: "unknown-word", "\"\(word)\" is no \(subject)", at: place,
      remedy: near ?? "write one of \(known.joined(separator: ", "))")
  }

  static func badPath(_ error: PathError, language: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "bad-path", "here \(error.expected) is wanted", at: place,
      remedy: "write a \(language), as far as formats read it")
  }

  static func badEnvelope(_ path: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "bad-envelope", "\"\(path)\" is no way to records that can be streamed", at: place,
      remedy: "write names and [*] or .*, with one of these at the end: $.data.conversations[*]")
  }

  static func badTemplate(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "bad-template",
      "the template needs a name in each pair of braces, and text between two of them", at: place,
      remedy: "write it like \"agent({name})\"")
  }

  static func badTime(_ form: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "bad-time-form", "\"\(form)\" is no way to write a time", at: place,
      remedy:
        "write iso, seconds, milliseconds, microseconds, mail, elapsed, or a pattern such as "
        + "\"MM/dd/yy hh:mm:ss a z\"")
  }

  static func badZone(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "bad-zone", "this is no zone", at: place,
      remedy: "write UTC or hours and minutes east of it, such as \"+05:30\"")
  }

  static func badScale(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "bad-scale", "this is no scale", at: place,
      remedy: "write two numbers such as [1, 5], thumbs, recommendation, \"faces(3)\", or the path "
        + "of a list of two numbers")
  }

  static func unknownTable(_ name: String, known: [String], at place: Place) -> Diagnostic {
    Diagnostic(
      code: "unknown-table", "there is no table \"\(name)\" or it has not that column", at: place,
      remedy: known.isEmpty
        ? "describe it under \"tables\"" : "known: \(known.joined(separator: ", "))")
  }

  static func noSource(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "no-source", "nothing says where the value is", at: place,
      remedy: "add \"of\" with a path, \"value\" with a fixed text, or \"table\"")
  }

  static func noMessages(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "no-messages", "the format says of no messages where they are", at: place,
      remedy: "add \"messages\" with \"from\", \"role\" and \"text\"")
  }
}
