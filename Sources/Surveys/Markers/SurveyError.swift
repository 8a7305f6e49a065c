import Diagnostics

/// The sentences about mistakes in marker and lexicon files.
extension Diagnostic {
  static func unknownMarkerSet(_ name: String, known: [String]) -> Diagnostic {
    let near = nearestName(to: name, in: known)
    return Diagnostic(
      code: "unknown-marker-set", "there is no marker set \"\(name)\"",
      remedy: near.map { "did you mean \"\($0)\"?" }
        ?? "the built-in sets are \(known.joined(separator: ", "))")
  }

  static func unknownLanguage(_ name: String, known: [String], at place: Place?) -> Diagnostic {
    let near = nearestName(to: name, in: known)
    return Diagnostic(
      code: "unknown-language", "there is no language \"\(name)\"", at: place,
      remedy: near.map { "did you mean \"\($0)\"?" }
        ?? "the languages are \(known.joined(separator: ", "))")
  }

  static func unknownWord(
    _ word: String, for key: String, known: [String], at place: Place
  ) -> Diagnostic {
    let near = nearestName(to: word, in: known)
    return Diagnostic(
      code: "unknown-value", "\"\(key)\" cannot be \"\(word)\"", at: place,
      remedy: near.map { "did you mean \"\($0)\"?" } ?? "write \(known.joined(separator: ", "))")
  }

  static func unknownWordList(_ name: String, known: [String], at place: Place) -> Diagnostic {
    let near = nearestName(to: name, in: known)
    return Diagnostic(
      code: "unknown-word-list", "there is no word list \"{\(name)}\"", at: place,
      remedy: near.map { "did you mean \"{\($0)}\"?" }
        ?? "add it under \"words\", or write the words as (one|other)")
  }

  static func patternRefused(_ reason: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "bad-pattern", "the wording is no valid pattern: \(reason)", at: place,
      remedy: "put a backslash before ( ) [ ] ? . * + | where they mean themselves")
  }

  static func statementWithoutGroup(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "statement-without-value",
      "a statement's wording names no value", at: place,
      remedy: "mark what is read: (?P<rating>…), (?P<resolved>…), (?P<comment>…), (?P<max>…)")
  }

  static func badScale(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "bad-scale", "the highest number of a scale must be above its lowest", at: place,
      remedy: "write the scale as [1, 5]")
  }

  static func aspectMissing(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "missing-key", "a question marker needs the key \"aspect\"", at: place,
      remedy: "add \"aspect: resolved\", \"aspect: rating\" or \"aspect: comment\"")
  }

  static func tooManyLanguages(limit: Int) -> Diagnostic {
    Diagnostic(
      code: "too-many-languages", "at most \(limit) languages can be read at once",
      remedy: "name those that your chats use under \"languages\"")
  }
}
