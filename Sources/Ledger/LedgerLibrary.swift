internal import GRDB

/// The library that keeps the ledger, SQLite.
package enum LedgerLibrary {
  /// Its version; nil where it cannot be asked.
  package static var version: String? {
    try? DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") }
  }
}
