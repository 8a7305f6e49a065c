import Diagnostics
import Ledger
import Testing

@Suite struct `The ledger's sentences` {
  @Test(arguments: [
    (
      LedgerMessages.locked("a.ledger"),
      """
      a.ledger: error: another run holds the ledger [ledger-locked]
        = wait until it ends; nothing was sent
      """
    ),
    (
      LedgerMessages.otherEndpoint("a.ledger", known: "https://a/", asked: "https://b/"),
      """
      a.ledger: error: the ledger belongs to https://a/, not to https://b/ [ledger-other-endpoint]
        = give each endpoint a ledger of its own
      """
    ),
    (
      LedgerMessages.notFound("a.ledger"),
      """
      a.ledger: error: there is no ledger [ledger-not-found]
        = the first live run makes it
      """
    ),
    (
      LedgerMessages.backupExists("a.copy"),
      """
      a.copy: error: there is a file already [ledger-backup-exists]
        = name another file for the copy; none is written over another
      """
    ),
    (
      LedgerMessages.unusable("a.ledger", why: "Permission denied"),
      """
      a.ledger: error: the ledger cannot be used: Permission denied [ledger-unusable]
        = look at the folder's permissions and at the disk
      """
    ),
    (
      LedgerMessages.full("a.ledger"),
      """
      a.ledger: error: no room is left to write the ledger [ledger-full]
        = free some space and run again; nothing is sent that cannot be written down first
      """
    ),
    (
      LedgerMessages.damaged("a.ledger", why: "it is empty"),
      """
      a.ledger: error: the ledger is damaged: it is empty [ledger-damaged]
        = put back a copy of it, with its .lock file; without its ledger, what was sent before \
      would be sent twice
      """
    ),
    (
      LedgerMessages.newer("a.ledger"),
      """
      a.ledger: error: a later version of exitpoll wrote the ledger [ledger-newer]
        = use that version or a later one
      """
    ),
    (
      LedgerMessages.notALedger("a.ledger"),
      """
      a.ledger: error: the file is not a ledger [ledger-foreign]
        = name another file under `ledger`
      """
    ),
    (
      LedgerMessages.noEntry("ab"),
      """
      error: no submission has the id "ab" [ledger-no-entry]
        = `exitpoll ledger list` shows the ids
      """
    ),
    (
      LedgerMessages.ambiguous("ab"),
      """
      error: several submissions have an id that begins with "ab" [ledger-ambiguous-id]
        = give more of its digits
      """
    ),
    (
      LedgerMessages.wrongState("retry", id: "ab", state: .delivered),
      """
      error: cannot retry "ab", which is delivered [ledger-wrong-state]
        = `resolve` is for what is in doubt, `retry` for what was rejected, expired or is held
      """
    ),
  ])
  func `read as written here`(diagnostic: Diagnostic, text: String) {
    #expect(diagnostic.rendered() == text)
  }
}
