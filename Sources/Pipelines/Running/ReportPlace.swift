import Conversations
import Diagnostics
import Foundation

/// Where a run's report goes.
struct ReportPlace {
  let pipeline: Pipeline
  let options: RunOptions

  /// The directory to create: the one given, else that of the pipeline file, else `reports/` and the
  /// run's time in UTC.
  ///
  /// A directory given by `--report` must not exist. Any other gets `-2`, `-3` and so on behind it
  /// where it does.
  var directory: String {
    if let report = options.report { return report }
    let chosen = pipeline.report.to.map { filled($0) } ?? "reports/\(date)T\(time)Z"
    var free = chosen
    var number = 2
    while FileManager.default.fileExists(atPath: free) {
      free = "\(chosen)-\(number)"
      number += 1
    }
    return free
  }

  private var date: String { String(options.now.description.prefix(10)) }

  private var time: String {
    String(options.now.description.dropFirst(11).prefix(8)).replacingOccurrences(of: ":", with: "")
  }

  private func filled(_ template: String) -> String {
    let path =
      template
      .replacingOccurrences(of: "{date}", with: date)
      .replacingOccurrences(of: "{time}", with: time)
      .replacingOccurrences(of: "{pipeline}", with: pipeline.name)
    return pipeline.path(path)
  }
}
