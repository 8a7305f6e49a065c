package import Diagnostics

/// Every sentence in which this room says that something went wrong.
package enum ReportFailure {
  static func exists(_ directory: String) -> Diagnostic {
    Diagnostic(
      code: "report-exists", "the report directory \"\(directory)\" exists already",
      remedy: "name another one, or move the old report away: a report is never written over")
  }

  static func busy(_ directory: String) -> Diagnostic {
    Diagnostic(
      code: "report-busy", "another run is writing the report \"\(directory)\"",
      remedy: "wait for it to finish, or name another report directory")
  }

  static func writing(_ path: String, _ cause: String) -> Diagnostic {
    Diagnostic(
      code: "report-write-failed", "cannot write \"\(path)\": \(cause)",
      remedy: "nothing that looks complete was left behind; make room or mend the rights, run again"
    )
  }

  static func reading(_ path: String, _ cause: String) -> Diagnostic {
    Diagnostic(
      code: "report-read-failed", "cannot read \"\(path)\": \(cause)",
      remedy: "name the folder that a run wrote, the one that holds manifest.json")
  }

  static func malformed(_ path: String, line: Int?) -> Diagnostic {
    let place = line.map { "line \($0) of " } ?? ""
    return Diagnostic(
      code: "report-malformed", "\(place)\"\(path)\" is not what a run writes",
      remedy: "make the report again: it was changed, or comes from another version")
  }

  static func changedPlan(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "plan-changed", "\"\(path)\" is not the plan that its manifest describes",
      remedy: "nothing was sent; make a new dry run and audit that")
  }

  static func incompletePlan(_ directory: String) -> Diagnostic {
    Diagnostic(
      code: "plan-incomplete", "\"\(directory)\" holds no complete plan",
      remedy: "the run that wrote it did not finish; make a new dry run and audit that")
  }

  static func otherDigest(expected: String, found: String) -> Diagnostic {
    Diagnostic(
      code: "plan-digest-differs",
      "the plan's digest is \(found), and the one signed off is \(expected)",
      remedy: "nothing was sent; ask who signed it off which report was meant")
  }

  static func unsigned(_ directory: String) -> Diagnostic {
    Diagnostic(
      code: "plan-unsigned", "the manifest in \"\(directory)\" carries no signature",
      remedy: "a plan key is set, so only plans made under that key are sent; make a new dry run")
  }

  static func wrongSignature(_ directory: String) -> Diagnostic {
    Diagnostic(
      code: "plan-signature-wrong", "the signature of the manifest in \"\(directory)\" is wrong",
      remedy: "the manifest was edited, or made under another plan key; nothing was sent")
  }

  static func applied(_ directory: String, at moment: String) -> Diagnostic {
    Diagnostic(
      code: "plan-applied", "the plan in \"\(directory)\" was applied already, at \(moment)",
      remedy: "what is still pending is sent by `exitpoll send`; for new chats make a new dry run")
  }

  static func moved(_ what: [String]) -> Diagnostic {
    Diagnostic(
      code: "plan-moved",
      "since the plan was made, this has moved: \(what.joined(separator: ", "))",
      remedy: "make a new dry run, or say --accept-changes to send the plan as it was audited")
  }

  package static func wantsIdentifierKey(_ directory: String) -> Diagnostic {
    Diagnostic(
      code: "plan-ids-hashed",
      "the ids in \"\(directory)\" are hashed, and the key is not given: the verdicts name nobody",
      remedy: "set EXITPOLL_ID_KEY to the key under which the report was made")
  }

  static func incompletePart(_ directory: String, _ what: String) -> Diagnostic {
    Diagnostic(
      code: "part-incomplete", "the part \"\(directory)\" is not whole: \(what)",
      remedy: "make that part again; nothing was merged")
  }

  static func doubledPart(_ first: String, _ second: String) -> Diagnostic {
    Diagnostic(
      code: "part-doubled", "the parts \"\(first)\" and \"\(second)\" hold the same decisions",
      remedy: "leave one of them out; nothing was merged")
  }

  static func differentParts(_ first: String, _ second: String, _ what: String) -> Diagnostic {
    Diagnostic(
      code: "parts-differ",
      "the parts \"\(first)\" and \"\(second)\" were made with different \(what)",
      remedy: "make all parts with the same tool, pipeline and rules; nothing was merged")
  }

  package static func tornConversation(_ first: String, _ second: String) -> Diagnostic {
    Diagnostic(
      code: "part-torn",
      "the parts \"\(first)\" and \"\(second)\" hold pieces of the same conversation",
      remedy: "its records must go to one part: on Spark, say --together; nothing was merged")
  }

  static func missingPart(_ number: Int, of count: Int) -> Diagnostic {
    Diagnostic(
      code: "part-missing", "part \(number) of \(count) is missing",
      remedy: "name all parts of the run; nothing was merged")
  }

  static func unsealedPart(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "part-unsealed", "the part \"\(path)\" does not end with a seal",
      remedy: "it was cut off, or made without --part; make that part again; nothing was merged")
  }

  static func damagedPart(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "part-incomplete", "the part \"\(path)\" does not hold what its seal says",
      remedy: "lines of it were lost, doubled or changed; make that part again; nothing was merged")
  }

  static func foreignPart(_ path: String, _ what: String) -> Diagnostic {
    Diagnostic(
      code: "parts-differ", "the part \"\(path)\" was made with different \(what)",
      remedy: "make all parts with this tool, pipeline and rules; nothing was merged")
  }

  static func doubledNumber(_ first: String, _ second: String, _ number: Int) -> Diagnostic {
    Diagnostic(
      code: "part-doubled", "\"\(first)\" and \"\(second)\" are both part \(number)",
      remedy: "leave one of them out; nothing was merged")
  }

  static func otherNumbering(_ first: String, _ second: String) -> Diagnostic {
    Diagnostic(
      code: "parts-differ",
      "the parts \"\(first)\" and \"\(second)\" are parts of different runs",
      remedy: "name the parts of one run; nothing was merged")
  }

  static func noReport(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "report-read-failed", "\"\(path)\" is no report, and holds none",
      remedy: "name folders that a run wrote, or the folder in which they stand")
  }

  static func changedFile(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "report-changed", "\"\(path)\" is not the file that its manifest describes",
      remedy: "it was changed since the run; restore it from a copy")
  }

  static func forkedChain(_ first: String, _ second: String) -> Diagnostic {
    Diagnostic(
      code: "manifest-chain-forked",
      "the manifests in \"\(first)\" and \"\(second)\" name the same run as the one before",
      remedy: "two runs were made at once, or a report between them was removed")
  }

  static func brokenChain(_ directory: String, after previous: String) -> Diagnostic {
    Diagnostic(
      code: "manifest-chain-broken",
      "the manifest in \"\(directory)\" does not name the one in \"\(previous)\" as the run before",
      remedy: "a report between them is missing, or one of them was changed")
  }
}
