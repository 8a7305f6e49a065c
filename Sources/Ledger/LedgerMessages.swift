package import Diagnostics

/// Every sentence with which the ledger refuses something.
package enum LedgerMessages {
  /// Another run has it open for writing.
  package static func locked(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "ledger-locked", "another run holds the ledger", at: Place(file: path),
      remedy: "wait until it ends; nothing was sent")
  }

  /// The ledger was made for another endpoint.
  package static func otherEndpoint(_ path: String, known: String, asked: String) -> Diagnostic {
    Diagnostic(
      code: "ledger-other-endpoint", "the ledger belongs to \(known), not to \(asked)",
      at: Place(file: path), remedy: "give each endpoint a ledger of its own")
  }

  /// There is no such file.
  package static func notFound(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "ledger-not-found", "there is no ledger", at: Place(file: path),
      remedy: "the first live run makes it")
  }

  /// The file cannot be made, opened, read or written.
  package static func unusable(_ path: String, why: String) -> Diagnostic {
    Diagnostic(
      code: "ledger-unusable", "the ledger cannot be used: \(why)", at: Place(file: path),
      remedy: "look at the folder's permissions and at the disk")
  }

  /// The disk is full.
  package static func full(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "ledger-full", "no room is left to write the ledger", at: Place(file: path),
      remedy: "free some space and run again; nothing is sent that cannot be written down first")
  }

  /// The content is not what was written.
  package static func damaged(_ path: String, why: String) -> Diagnostic {
    Diagnostic(
      code: "ledger-damaged", "the ledger is damaged: \(why)", at: Place(file: path),
      remedy:
        "put back a copy of it, with its .lock file; without its ledger, what was sent before "
        + "would be sent twice")
  }

  /// A copy is never written over a file.
  package static func backupExists(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "ledger-backup-exists", "there is a file already", at: Place(file: path),
      remedy: "name another file for the copy; none is written over another")
  }

  /// A later version of the tool wrote it.
  package static func newer(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "ledger-newer", "a later version of exitpoll wrote the ledger", at: Place(file: path),
      remedy: "use that version or a later one")
  }

  /// The file holds some other database.
  package static func notALedger(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "ledger-foreign", "the file is not a ledger", at: Place(file: path),
      remedy: "name another file under `ledger`")
  }

  /// Nothing fits an operator's filter.
  package static func noEntry(_ id: String) -> Diagnostic {
    Diagnostic(
      code: "ledger-no-entry", "no submission has the id \"\(id)\"",
      remedy: "`exitpoll ledger list` shows the ids")
  }

  /// The beginning of an id fits several submissions.
  package static func ambiguous(_ id: String) -> Diagnostic {
    Diagnostic(
      code: "ledger-ambiguous-id", "several submissions have an id that begins with \"\(id)\"",
      remedy: "give more of its digits")
  }

  /// The operation makes no sense in the entry's state.
  package static func wrongState(
    _ operation: String, id: String, state: LedgerState
  ) -> Diagnostic {
    Diagnostic(
      code: "ledger-wrong-state", "cannot \(operation) \"\(id)\", which is \(state.rawValue)",
      remedy: "`resolve` is for what is in doubt, `retry` for what was rejected, expired or is held"
    )
  }
}
