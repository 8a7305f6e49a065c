import Diagnostics
import Foundation
import Logging

/// What the tool says: results on standard output, everything else on standard error.
///
/// The only place that prints.
struct Console: Sendable {
  /// Says nothing on standard error but mistakes.
  var isQuiet = false
  /// Marks mistakes in colour.
  var usesColor = false
  /// Writes what it says on standard error as JSON lines, for collectors.
  var logsJSON = false
  /// Where notes go; carries the run's id, and what is known of the pipeline and the stage.
  private(set) var log: Logger

  /// Distinguishes the lines of one run of the tool from those of another.
  static let runID = String(UInt64.random(in: .min ... .max), radix: 16)

  init(isQuiet: Bool, usesColor: Bool, logsJSON: Bool) {
    self.isQuiet = isQuiet
    self.usesColor = usesColor
    self.logsJSON = logsJSON
    log = Logger(label: "exitpoll") { _ in LineLogHandler(writesJSON: logsJSON) }
    log[metadataKey: "run"] = "\(Self.runID)"
  }

  /// Whether a line of progress may be overwritten in place.
  var hasBar: Bool { !isQuiet && !logsJSON && Terminal.showsErrors }

  /// The console whose log lines name a pipeline and the stage at work.
  func about(_ pipeline: String, stage: String? = nil) -> Console {
    var console = self
    console.log[metadataKey: "pipeline"] = "\(pipeline)"
    if let stage { console.log[metadataKey: "stage"] = "\(stage)" }
    return console
  }

  /// Writes a line to standard output.
  func result(_ line: String) {
    StandardOutput.shared.write(line + "\n")
  }

  /// Writes bytes to standard output as they are; returns whether anybody still reads them.
  func pass(_ bytes: [UInt8]) -> Bool {
    StandardOutput.shared.pass(bytes)
  }

  /// Writes a line to standard error unless quiet.
  func note(_ line: String) {
    guard !isQuiet else { return }
    log.info("\(line)")
  }

  /// Says what to do next: the line that a command ends with.
  func next(_ advice: String) {
    guard usesColor, !isQuiet else { return note("next: \(advice)") }
    write("\u{1B}[1mnext:\u{1B}[0m \(advice.madeVisible)\n")
  }

  /// Writes mistakes to standard error, whatever was asked.
  func show(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      if logsJSON {
        log.log(level: diagnostic.severity.level, "\(diagnostic.message)", metadata: diagnostic.log)
        continue
      }
      let text = diagnostic.rendered()
      write((usesColor ? colored(text, diagnostic.severity) : text) + "\n")
    }
  }

  /// Writes text that stays on the terminal's current line.
  func overwrite(_ text: String) {
    write("\r\u{1B}[K" + text)
  }

  private func colored(_ text: String, _ severity: Diagnostic.Severity) -> String {
    let code = severity == .error ? 31 : severity == .warning ? 33 : 36
    let word = severity.rawValue + ":"
    guard let range = text.range(of: word) else { return text }
    return text.replacingCharacters(in: range, with: "\u{1B}[1;\(code)m\(word)\u{1B}[0m")
  }

  private func write(_ text: String) {
    _ = StandardOutput.write(text, to: STDERR_FILENO)
  }
}

extension Diagnostic.Severity {
  fileprivate var level: Logger.Level {
    switch self {
    case .error: .error
    case .warning: .warning
    case .note: .info
    }
  }
}

extension Diagnostic {
  fileprivate var log: Logger.Metadata {
    var metadata: Logger.Metadata = ["code": "\(code)"]
    if let place { metadata["place"] = "\(place.description)" }
    if let remedy { metadata["remedy"] = "\(remedy)" }
    return metadata
  }
}
