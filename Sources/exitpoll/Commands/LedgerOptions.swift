import ArgumentParser
import Conversations
import Diagnostics
import Foundation
import Ledger
import Pipelines

/// Which ledger is meant.
struct LedgerPlace: ParsableArguments {
  @Argument(help: "A ledger file, or the pipeline file whose ledger is meant.", completion: .file())
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

  /// Reads the ledger, also while a run writes it, and ends the tool with the command's status.
  func exiting(
    _ output: OutputOptions, _ command: (LedgerView, Console) throws -> ExitStatus
  ) async throws {
    let console = output.console
    try await console.exiting {
      let view = try LedgerView(path: path(console))
      defer { view.close() }
      return try command(view, console)
    }
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

  @Option(
    help: ArgumentHelp(
      "Only what changed at this time or later, such as 2026-11-01 or 2026-11-01T09:00:00Z.",
      valueName: "time"), transform: Timestamp.option)
  var since: Timestamp?

  @Option(
    help: ArgumentHelp("Only what changed before this time.", valueName: "time"),
    transform: Timestamp.option)
  var before: Timestamp?

  @Option(help: ArgumentHelp("At most so many.", valueName: "n"))
  var limit: Int?

  var filter: LedgerFilter {
    LedgerFilter(
      states: state, authID: authId, conversation: conversation, changedSince: since,
      changedBefore: before, hasCorrection: corrected, limit: limit)
  }
}

extension LedgerState: ExpressibleByArgument {}

extension Timestamp {
  /// Reads an option's date, or date and time, in UTC.
  static func option(_ text: String) throws -> Timestamp {
    guard let moment = Timestamp(argument: text) else {
      throw ValidationError("\(text) is no time; write 2026-11-01 or 2026-11-01T09:00:00Z")
    }
    return moment
  }

  private init?(argument: String) {
    let parts = argument.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    let date = parts[0].split(separator: "-", omittingEmptySubsequences: false).map(Self.digits)
    let clock = parts.count == 1 ? "00:00:00Z" : parts[1]
    guard clock.hasSuffix("Z") else { return nil }
    let time = clock.dropLast().split(separator: ":", omittingEmptySubsequences: false)
      .map(Self.digits)
    let numbers = (date + time).compactMap(\.self)
    guard date.count == 3, time.count == 3, numbers.count == 6, 1...12 ~= numbers[1],
      1...31 ~= numbers[2], numbers[3] < 24, numbers[4] < 60, numbers[5] < 61
    else { return nil }
    self.init(
      year: numbers[0], month: numbers[1], day: numbers[2], hour: numbers[3], minute: numbers[4],
      second: numbers[5])
  }

  private static func digits(_ text: Substring) -> Int? {
    guard 1...4 ~= text.utf8.count, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
    return Int(text)
  }

  /// The machine's time of day.
  static func now() -> Timestamp {
    Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
  }
}
