package import Conversations
package import Diagnostics
internal import Foundation

/// A report's counts in Prometheus' text format, for the node exporter's textfile collector.
package struct MetricsFile: Sendable {
  /// A number that is written with its help and its labels.
  package struct Metric: Sendable, Hashable {
    package var name: String
    package var help: String
    /// Labels and number, one a line.
    package var samples: [(labels: [(name: String, value: String)], value: Int)]

    package init(
      name: String, help: String,
      samples: [(labels: [(name: String, value: String)], value: Int)]
    ) {
      self.name = name
      self.help = help
      self.samples = samples
    }

    package static func == (a: Metric, b: Metric) -> Bool { a.text == b.text }
    package func hash(into hasher: inout Hasher) { hasher.combine(text) }
  }

  private var metrics: [Metric]

  /// Makes the metrics of a run that ended at a time; `more` come after them.
  package init(
    _ summary: ReportSummary, pipeline: String, endedAt: Timestamp, status: Int32,
    more: [Metric] = []
  ) {
    let own = { (name: String, help: String, label: String, counts: [String: Int]) in
      Metric(
        name: "exitpoll_" + name, help: help,
        samples: counts.sorted { $0.key < $1.key }.map {
          ([("pipeline", pipeline), (label, $0.key)], $0.value)
        })
    }
    let single = { Metric(of: pipeline, $0, $1, $2) }
    metrics = [
      single("records", "Records read by the last run.", summary.records),
      single("unreadable_records", "Records that could not be read.", summary.unreadable),
      own("conversations", "Conversations by decision.", "decision", summary.decision),
      own("reasons", "Conversations by reason code.", "reason", summary.reason),
      own("flags", "Conversations by flag.", "flag", summary.flag),
      own("ratings", "Submissions by rating.", "rating", summary.rating),
    ]
    metrics += Self.ending(pipeline, endedAt, status) + more
  }

  /// Makes the metrics of a run that failed before there was anything to count.
  package init(failureOf pipeline: String, endedAt: Timestamp, status: Int32) {
    metrics = Self.ending(pipeline, endedAt, status)
  }

  private static func ending(
    _ pipeline: String, _ endedAt: Timestamp, _ status: Int32
  ) -> [Metric] {
    [
      Metric(
        of: pipeline, "last_run_timestamp_seconds", "When the last run ended.",
        Int(endedAt.milliseconds / 1000)),
      Metric(
        of: pipeline, "last_run_exit_status", "The exit status of the last run.", Int(status)),
    ]
  }

  /// The file's text.
  package var text: String { metrics.map(\.text).joined() }

  /// Writes the file at once: the collector sees the old one or the whole new one.
  package func write(to path: String) throws(Diagnostic) {
    let temporary = path + ".\(getpid()).new"
    unlink(temporary)
    do {
      var file = try OutputFile(creating: temporary)
      try file.append(text.utf8)
      try file.finish()
    }
    // The collector runs as another user, and there is nothing private in counts.
    chmod(temporary, 0o644)
    guard rename(temporary, path) == 0 else {
      let cause = OutputFile.lastError()
      unlink(temporary)
      throw ReportFailure.writing(path, cause)
    }
  }
}

extension MetricsFile.Metric {
  /// Makes a metric with one number.
  init(of pipeline: String, _ name: String, _ help: String, _ value: Int) {
    self.init(name: "exitpoll_" + name, help: help, samples: [([("pipeline", pipeline)], value)])
  }

  /// The metric in the text format, version 0.0.4.
  var text: String {
    guard !samples.isEmpty else { return "" }
    let lines = samples.map { sample in
      let labels = sample.labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }
      return "\(name){\(labels.joined(separator: ","))} \(sample.value)\n"
    }
    return "# HELP \(name) \(help)\n# TYPE \(name) gauge\n" + lines.joined()
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
