import ArgumentParser
import Diagnostics
import Foundation
import Pipelines
import Reports

/// Looks after reports that were written.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Sample, summarise and verify reports that were written.",
    subcommands: [
      ReportSampleCommand.self, ReportPrecisionCommand.self, ReportSummaryCommand.self,
      ReportVerifyCommand.self, ReportSchemaCommand.self,
    ])
}

/// Picks conversations for a person to judge.
struct ReportSampleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "Pick conversations for a person to judge, as a sheet.")

  @Argument(help: "The report directory.", completion: .directory) var report: String
  @Option(help: ArgumentHelp("How many.", valueName: "n")) var count = 50
  @Option(help: ArgumentHelp("Picks another sample.", valueName: "n")) var seed: UInt64 = 1
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if count < 1 { throw ValidationError("--count takes a number from 1 up.") }
  }

  func run() async throws {
    let console = output.console
    try await console.exiting {
      let sample = try ReviewSample(of: report, count: count, seed: seed)
      _ = console.pass(sample.sheet)
      console.next("fill in the column correct, then: exitpoll report precision SHEET")
      return .success
    }
  }
}

/// Reads a filled-in sheet back.
struct ReportPrecisionCommand: AsyncParsableCommand {
  /// How the result is written.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  static let configuration = CommandConfiguration(
    commandName: "precision",
    abstract: "Say how often the decisions were right, by a sheet that a person filled in.")

  @Argument(
    help: "The sheet, as `report sample` made it, with yes or no in the column correct.",
    completion: .file(extensions: ["csv"]))
  var sheet: String
  @Option(help: "How it is written: text or json.") var format = Form.text
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let console = output.console
    try await console.exiting {
      guard let bytes = FileManager.default.contents(atPath: sheet).map(Array.init) else {
        throw CommandMistake.unreadableFile(sheet)
      }
      var problems: [Diagnostic] = []
      let report = PrecisionReport(sheet: bytes, name: sheet, problems: &problems)
      guard problems.isEmpty else {
        throw Mistakes(diagnostics: problems, status: .unusableData)
      }
      switch format {
      case .text: for line in report.lines { console.result(line) }
      case .json: console.result(report.json)
      }
      return .success
    }
  }
}

/// Prints the counts of a report.
struct ReportSummaryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "summary", abstract: "Print the counts of a report as Markdown.")

  @Argument(help: "The report directory.", completion: .directory) var report: String
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let console = output.console
    try await console.exiting {
      let text = MarkdownSummary.text(
        try ReportSummary.read(in: report), manifest: try Manifest.read(in: report))
      _ = console.pass(Array(text.utf8))
      return .success
    }
  }
}

/// Checks reports against their manifests, and the manifests against each other.
struct ReportVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check that reports are unchanged, and one unbroken chain.",
    discussion: """
      Each manifest holds the digests of its report's files, and that of the manifest of the run \
      before. Where EXITPOLL_PLAN_KEY is set, each must be signed with it.
      """)

  @Argument(
    help: "Report directories, or folders that hold them; in any order.", completion: .directory)
  var reports: [String]
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let console = output.console
    try await console.exiting {
      let links = try ManifestChain.links(of: reports)
      let audit = ManifestChain.audit(links, planKey: ReadingOptions.planKey)
      if !output.quiet {
        for link in audit.links {
          console.result(
            "\(link.manifest.startedAt)  \(link.digest)  \(link.directory.madeVisible)")
        }
      }
      console.show(audit.problems)
      guard audit.problems.isEmpty else { return .wantsPerson }
      let count = audit.links.count
      console.note(
        "\(count) \(count == 1 ? "report" : "reports"), unchanged and unbroken"
          + (audit.beginsLater ? "; the first names an earlier one that is not here" : ""))
      return .success
    }
  }
}

/// Prints the schema of a report's file.
struct ReportSchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of a file of the report.")

  @Argument(
    help: ArgumentHelp(
      "decisions, submissions, reviews, unreadable (of a line); summary, manifest, applied.",
      valueName: "file"))
  var file: ReportSchema
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let console = output.console
    try await console.exiting {
      _ = console.pass(Array(file.text.utf8))
      return .success
    }
  }
}

extension ReportSchema: ExpressibleByArgument {}
