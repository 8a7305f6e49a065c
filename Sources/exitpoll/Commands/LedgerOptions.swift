import ArgumentParser
import Conversations
import Diagnostics
import Foundation
import Ledger
import Pipelines

/// Which ledger is meant.
struct LedgerPlace: ParsableArguments {
  @Argument(help: "A ledger file, or the pipeline file whose ledger is meant.")
  var ledger: String

  /// The ledger's path.
  func path(_ console: Console) throws -> String {
    guard FileManager.default.fileExists(atPath: ledger) else {
      throw LedgerMessages.notFound(ledger)
    }
    let head = try? FileHandle(forReadingFrom: URL(filePath: ledger)).read(upToCount: 15)
    if head == Data("SQLite format 3".utf8) { return ledger }
    guard let path = try console.pipeline(ledger).ledgerPath else {
      throw CommandMistake.noSink(ledger)
    }
    return path
  }
}

/// Which entries are meant.
struct LedgerSelection: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only this state: planned, intent, delivered, rejected, held, pending, in-doubt, expired or "
        + "withheld; may be given several times.", valueName: "state"))
  var state: [LedgerState] = []

  @Option(help: ArgumentHelp("Only this user's.", valueName: "id"))
  var authId: String?

  @Option(help: ArgumentHelp("Only this conversation's.", valueName: "id"))
  var conversation: String?

  @ArgumentParser.Flag(help: "Only those for which a later export had other values.")
  var corrected = false

  @Option(help: ArgumentHelp("At most so many.", valueName: "n"))
  var limit: Int?

  var filter: LedgerFilter {
    LedgerFilter(
      states: state, authID: authId, conversation: conversation, hasCorrection: corrected,
      limit: limit)
  }
}

extension LedgerState: ExpressibleByArgument {}

extension Timestamp {
  /// The machine's time of day.
  static func now() -> Timestamp {
    Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
  }
}
