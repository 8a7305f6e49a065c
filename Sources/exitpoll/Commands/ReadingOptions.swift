import ArgumentParser
import Conversations
import Diagnostics
import Foundation
import Pipelines

/// What is read, and with which values.
struct ReadingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file, a folder, a glob or - for standard input, in place of the pipeline's; may be given "
        + "several times.", valueName: "path"), completion: .file())
  var input: [String] = []

  @Option(help: ArgumentHelp("Read at most so many records.", valueName: "n"))
  var limit: Int?

  @Option(
    help: ArgumentHelp(
      "Set a value under the pipeline's parameters, or with attribute.NAME=VALUE an attribute of "
        + "every conversation.", valueName: "name=value"))
  var set: [String] = []

  @Option(
    help: ArgumentHelp(
      "How many workers read and decide; by default one for each processor.", valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "Decide as if it were this time, such as 2026-11-20T21:00:00Z: for looking again at a past "
        + "night.", valueName: "time"))
  var now: String?

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit cannot be negative.") }
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs goes from 1 to 256.") }
    if let now, Self.moment(now) == nil {
      throw ValidationError("--now takes a time such as 2026-11-20T21:00:00Z.")
    }
  }

  /// The settings that `--set` gives.
  func settings() throws(Diagnostic) -> [Setting] {
    var settings: [Setting] = []
    for text in set { settings.append(try Setting(text)) }
    return settings
  }

  /// The options of a run.
  func runOptions() throws(Diagnostic) -> RunOptions {
    let clock = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    var options = RunOptions(now: now.flatMap(Self.moment) ?? clock)
    options.inputs = input
    options.limit = limit
    options.settings = try settings()
    options.width = jobs ?? ProcessInfo.processInfo.activeProcessorCount
    options.planKey = Self.planKey
    return options
  }

  /// The key that signs manifests, where the environment has one.
  static var planKey: [UInt8]? { key("EXITPOLL_PLAN_KEY") }

  /// The key under which reports hash ids, where the environment has one.
  static var identifierKey: [UInt8]? { key("EXITPOLL_ID_KEY") }

  private static func key(_ name: String) -> [UInt8]? {
    ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : Array($0.utf8) }
  }

  private static func moment(_ text: String) -> Timestamp? {
    guard let date = try? Date(text, strategy: .iso8601) else { return nil }
    return Timestamp(milliseconds: Int64(date.timeIntervalSince1970 * 1000))
  }
}
