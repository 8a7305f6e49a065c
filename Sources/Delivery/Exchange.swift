internal import Ledger

/// What came of one request, before anything is made of it.
enum Exchange: Sendable, Hashable {
  /// An answer came, whole or as much of it as is read.
  case answered(Answer)
  /// The request was surely not written, and what stood in its way: no name, no connection, no TLS.
  case unsent(LedgerNote)
  /// The request was or may have been written, and no whole answer came; the status where one did.
  case lost(status: Int?)

  /// The answer of a server.
  struct Answer: Sendable, Hashable {
    var status: Int
    var retryAfter: Duration?
    var body: [UInt8]
    /// Whether `body` is all of it; more than a limit is not read.
    var isWhole = true
  }
}
