import Diagnostics

/// Why a record cannot be read.
enum RecordMistake: Error, Hashable {
  case empty
  case tooLarge
  case tooDeep
  case tooManyMessages
  case notUTF8
  case badString
  case badNumber
  case badGrammar
  case badMarkup
  case doctype
  case outOfMemory
  case notThisFormat
  case unknownRole
  case unknownKind
  /// What the cutting found already.
  case cut(String)

  /// One line: what is wrong and how to mend it, without what people wrote.
  var sentence: String {
    switch self {
    case .empty: "the record is empty"
    case .tooLarge: "the record is larger than the limit; export fewer messages at a time"
    case .tooDeep:
      "the record nests deeper than 1024 levels; no transcript does, so the export is damaged"
    case .tooManyMessages: "the conversation has more messages than the limit; split the export"
    case .notUTF8: "the record is not UTF-8; say which encoding it is under the format's `encoding`"
    case .badString:
      "the record is not JSON: a string does not end, or holds a raw control character or a wrong escape"
    case .badNumber: "the record is not JSON: a number is malformed"
    case .badGrammar:
      "the record is not JSON: a bracket, comma or colon is missing or too many; it may be cut off"
    case .badMarkup:
      "the element is not well-formed XML: a tag, quote or entity is wrong; it may be cut off"
    case .doctype:
      "the document has a DOCTYPE, which is never read because it can pull in other files; remove it"
    case .outOfMemory: "there is not enough memory for the record"
    case .notThisFormat:
      "the record has not the shape of this format; `exitpoll formats --guess` names a likelier one"
    case .unknownRole:
      "a message's sender is none that the format knows; name it under the format's `role`"
    case .unknownKind:
      "a message's kind is none that the format knows; name it under the format's `kind`"
    case .cut(let sentence): sentence
    }
  }
}

/// All sentences about inputs that this room says.
enum TranscriptMistake {
  static let readFailedCode = "read-failed"

  static let valueNotClosed =
    "the record is not JSON: it does not close before the next one begins; it may be cut off"
  static let listNotClosed =
    "the list of records does not close: the file is cut off, and what followed is missing"
  static let noRecordList =
    "the envelope has no list of records where the format's `records: { in }` says"
  static let elementNotClosed =
    "the element does not close before the next one begins; it may be cut off"
  static let documentNotClosed =
    "the document's root element does not close: the file is cut off, and what followed is missing"

  static func noElement(_ names: [String]) -> String {
    let list = names.map { "<\($0)>" }.joined(separator: " or ")
    return "the document has no \(list) element, so it is not of this format"
  }

  static func recordTooLarge(limit: Int) -> String {
    "the record is larger than \(limit) bytes, the limit; export fewer messages at a time"
  }

  static func readFailed(name: String, reason: String) -> Diagnostic {
    Diagnostic(
      code: readFailedCode, "cannot read the input: \(reason)", at: Place(file: name),
      remedy: "check that it is a readable file and that the disk is sound")
  }

  static func gzipEndsEarly(name: String) -> Diagnostic {
    Diagnostic(
      code: "gzip-ends-early",
      "the gzip data end early: the file is cut off, and what followed is missing",
      at: Place(file: name), remedy: "transfer or export the file again")
  }

  static func gzipDamaged(name: String) -> Diagnostic {
    Diagnostic(
      code: "gzip-damaged", "the gzip data are damaged, and what follows cannot be read",
      at: Place(file: name), remedy: "transfer or export the file again")
  }

  static func outOfMemory(name: String) -> Diagnostic {
    Diagnostic(
      code: "out-of-memory", "there is not enough memory to read the input",
      at: Place(file: name))
  }

  static func unknownEncoding(_ encoding: String, name: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-encoding", "nobody here knows the encoding \"\(encoding)\"",
      at: Place(file: name), remedy: "convert the file to UTF-8")
  }

  static func noKeyColumn(_ key: String, name: String) -> Diagnostic {
    Diagnostic(
      code: "no-key-column", "the table has no column \"\(key)\"", at: Place(file: name),
      remedy: "name the column that rows are found by")
  }

  static func badTable(_ why: String, name: String) -> Diagnostic {
    Diagnostic(
      code: "bad-table", "the table cannot be read: \(why)", at: Place(file: name),
      remedy: "write CSV with a line of names, or a JSON array of objects")
  }

  static func badEncoding(name: String) -> Diagnostic {
    Diagnostic(
      code: "bad-encoding",
      "the bytes are not of the encoding that the file says, and what follows cannot be read",
      at: Place(file: name), remedy: "export the file again, as UTF-8 where possible")
  }
}
