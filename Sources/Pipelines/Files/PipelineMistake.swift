import Diagnostics
import Reports

/// What can be wrong in a pipeline file, in words.
enum PipelineMistake {
  static func fileMissing(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "pipeline-missing", "there is no pipeline file \"\(path)\"", at: Place(file: path),
      remedy: "check the path, or give another one")
  }

  static func fileUnreadable(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "pipeline-unreadable", "\"\(path)\" cannot be read as UTF-8 text",
      at: Place(file: path), remedy: "check that it is a YAML file that you may read")
  }

  static func badName(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "pipeline-name", "\"\(name)\" cannot be a pipeline's name", at: place,
      remedy: "use letters, digits, \"-\", \"_\" and \".\", beginning with a letter")
  }

  static func unknownStage(_ name: String, at place: Place) -> Diagnostic {
    let near = nearestName(to: name, in: StageName.allCases.map(\.rawValue))
    let known = StageName.allCases.map(\.rawValue).joined(separator: ", ")
    return Diagnostic(
      code: "unknown-stage", "there is no stage \"\(name)\"", at: place,
      remedy: near.map { "did you mean \"\($0)\"?" } ?? "known stages: \(known)")
  }

  static func stageShape(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "stage-shape", "a stage is one name with its settings", at: place,
      remedy: "write \"- ingest:\" and its settings below, indented further")
  }

  static func missingStage(_ name: StageName, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "missing-stage", "the pipeline has no stage \"\(name.rawValue)\"", at: place,
      remedy: "add \"- \(name.rawValue):\" under stages")
  }

  static func missingSink(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "missing-sink", "the pipeline's last stage is no sink", at: place,
      remedy: "end the stages with \"- haptik:\", or with \"- report\" to send nothing")
  }

  static func repeatedStage(_ name: StageName, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "repeated-stage", "the stage \"\(name.rawValue)\" stands here a second time", at: place,
      remedy: "keep one of the two")
  }

  static func stageOrder(
    _ name: StageName, after earlier: StageName, at place: Place
  ) -> Diagnostic {
    Diagnostic(
      code: "stage-order",
      "the stage \"\(name.rawValue)\" cannot stand after \"\(earlier.rawValue)\"", at: place,
      remedy: "the order is ingest, filter, survey, filter, decide, feedback, then the sink")
  }

  static func writtenSecret(_ key: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "written-secret", "\"\(key)\" is written out, but a pipeline file holds no secret",
      at: Place(file: place.file, line: place.line),
      remedy: "write ${NAME} and set the variable NAME in the environment, or {file: PATH}")
  }

  static func variableName(_ text: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "variable-name", "\"\(text)\" is no name of an environment variable", at: place,
      remedy: "write ${NAME} with capital letters, digits and \"_\"")
  }

  static func variableInPath(_ key: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "variable-in-path", "\"\(key)\" is a path, and no variable is put into paths",
      at: place, remedy: "write the path out; ${NAME} is for url, token and client_id")
  }

  static func secretMissing(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "secret-missing", "the environment variable \(name) is not set", at: place,
      remedy: "set it where the tool is started; a dry run needs none")
  }

  static func secretFileUnreadable(_ path: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "secret-file", "the secret's file \"\(path)\" cannot be read", at: place,
      remedy: "check the path and that the user who runs exitpoll may read it")
  }

  static func secretFileOpen(_ path: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "secret-file", "others may read the secret's file \"\(path)\"", at: place,
      remedy: "run: chmod 600 \(path)")
  }

  static func rate(_ text: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "rate", "\"\(text)\" is no rate", at: place,
      remedy: "write how many in which time: 5/s, 100/m, 2000/h")
  }

  static func expressionType(
    _ found: String, wanted: String, at place: Place
  ) -> Diagnostic {
    Diagnostic(
      code: "expression-type", "the expression gives \(found), but \(wanted) is wanted", at: place,
      remedy: "change the expression, or convert its value with \(wanted)(…)")
  }

  static func unknownSetting(_ name: String, known: [String]) -> Diagnostic {
    let near = nearestName(to: name, in: known)
    return Diagnostic(
      code: "unknown-parameter", "the pipeline has no parameter \"\(name)\"",
      remedy: near.map { "did you mean \"\($0)\"?" }
        ?? "add it under \"parameters:\", or write --set attribute.\(name)=…")
  }

  static func badSetting(_ text: String) -> Diagnostic {
    Diagnostic(
      code: "setting", "\"\(text)\" is no setting",
      remedy: "write --set NAME=VALUE or --set attribute.NAME=VALUE")
  }

  static func policyMissing(_ path: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "policy-missing", "the rules file \"\(path)\" cannot be read", at: place,
      remedy: "the path starts from the pipeline file's folder")
  }

  static func unknownPlaceholder(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "unknown-placeholder", "\"to\" knows no {\(name)}", at: place,
      remedy: "known are {date}, {time} and {pipeline}")
  }
}

extension PipelineMistake {
  static func missingFormat(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "missing-key", "the stage \"ingest\" needs the keys \"from\" and \"format\"",
      at: place, remedy: "\"exitpoll formats\" lists the built-in formats")
  }

  static func emptyFilter(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "empty-filter", "the filter has no condition", at: place,
      remedy: "write one behind the colon: - filter: conversation.channel != \"test\"")
  }
}

extension PipelineMistake {
  static func caseMessage(_ speakers: Int, at place: Place) -> Diagnostic {
    let fault = speakers == 0 ? "no speaker" : "more than one speaker"
    return Diagnostic(
      code: "case-message", "this line of the chat has \(fault)", at: place,
      remedy: "write \"- user: …\", \"- bot: …\", \"- agent: …\" or \"- system: …\"")
  }

  static func caseSubject(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "case-subject", "a test case needs either a \"chat\" or an \"outcome\"", at: place,
      remedy: "write the end of a chat, or what its survey said: outcome: { rating: 4 }")
  }
}

extension PipelineMistake {
  static func tableMissing(_ path: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "table-missing", "the table \"\(path)\" cannot be read", at: place,
      remedy: "the path starts from the pipeline file's folder; the table is CSV or JSON, in UTF-8")
  }

  static func columnMissing(_ column: String, table: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "column-missing", "the table \"\(table)\" has no column \"\(column)\"", at: place,
      remedy: "name a column of its first line")
  }
}

extension PipelineMistake {
  static func unknownKind(_ name: String, at place: Place) -> Diagnostic {
    let known = MaskedKind.allCases.filter { $0 != .own }.map(\.rawValue)
    let near = nearestName(to: name, in: known)
    return Diagnostic(
      code: "redact-kind", "nothing of the kind \"\(name)\" can be masked", at: place,
      remedy: near.map { "did you mean \"\($0)\"?" }
        ?? "known are \(known.joined(separator: ", ")); or all, or none")
  }

  static func badPattern(_ pattern: String, _ reason: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "redact-pattern", "the pattern \"\(pattern)\" cannot be used: \(reason)", at: place,
      remedy: "patterns are RE2's: no look-around and no back-references")
  }

  package static let identifierKeyMissing = Diagnostic(
    code: "id-key-missing", "ids are to be hashed, and there is no key",
    remedy: "put a key into the environment variable EXITPOLL_ID_KEY, and keep it: only who has it "
      + "can tell whose line is whose")
}
