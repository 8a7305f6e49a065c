import ArgumentParser
import Pipelines
import Reports

/// What a run's report shows, and what is written beside it.
struct ReportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The report directory, which must not exist yet.", valueName: "dir"),
    completion: .directory)
  var report: String?

  @Flag(help: "Mask nothing in the report: it shows all that people wrote.")
  var showText = false

  @Flag(
    help: ArgumentHelp(
      "Hash the ids of conversations and users in the report, all but the plan's, under the key in "
        + "EXITPOLL_ID_KEY."))
  var hashIds = false

  @Option(
    help: ArgumentHelp(
      "Pick so many conversations for a person to judge: sample.csv in the report.",
      valueName: "n"))
  var sample: Int?

  @Option(help: ArgumentHelp("Picks another sample.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "Append the counts as Markdown, for the page of a CI job.", valueName: "file"),
    completion: .file())
  var summary: String?

  @Option(
    help: ArgumentHelp("Write the counts as a Prometheus textfile.", valueName: "file"),
    completion: .file())
  var metrics: String?

  func validate() throws {
    if let sample, sample < 1 { throw ValidationError("--sample takes a number from 1 up.") }
  }

  /// Puts what the report shows into a run's options.
  func choose(_ options: inout RunOptions) {
    options.report = report
    options.showsText = showText
    options.hashesIdentifiers = hashIds
    options.identifierKey = ReadingOptions.identifierKey
  }

  /// Writes what was asked for besides the report itself, but for the metrics.
  func write(beside result: DryRun.Result, _ console: Console) throws {
    if let sample {
      let picked = try ReviewSample(of: result.directory, count: sample, seed: seed)
      let path = ReportPath.sample(in: result.directory)
      try picked.write(to: path)
      console.note("\(picked.lines.count) conversations to judge: \(path)")
    }
    if let summary {
      let text = MarkdownSummary.text(result.summary, manifest: result.manifest)
      try TextFile.append(text, to: summary)
    }
  }
}
