import Diagnostics
import Foundation

/// What the tool says: results on standard output, everything else on standard error.
///
/// The only place that prints.
struct Console: Sendable {
  /// Says nothing on standard error but mistakes.
  var isQuiet = false
  /// Marks mistakes in colour.
  var usesColor = false
  /// Writes notes as JSON lines, for collectors.
  var logsJSON = false

  /// Whether standard error is a terminal.
  static var hasTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes a line to standard output. A closed pipe ends the tool quietly.
  func result(_ line: String) {
    write(line + "\n", to: STDOUT_FILENO)
  }

  /// Writes a line to standard error unless quiet.
  func note(_ line: String) {
    if !isQuiet { write(line + "\n", to: STDERR_FILENO) }
  }

  /// Writes mistakes to standard error, whatever was asked.
  func show(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      let text = diagnostic.rendered()
      write((usesColor ? colored(text, diagnostic.severity) : text) + "\n", to: STDERR_FILENO)
    }
  }

  /// Writes text that stays on the terminal's current line.
  func overwrite(_ text: String) {
    write("\r\u{1B}[K" + text, to: STDERR_FILENO)
  }

  private func colored(_ text: String, _ severity: Diagnostic.Severity) -> String {
    let code = severity == .error ? 31 : severity == .warning ? 33 : 36
    let word = severity.rawValue + ":"
    guard let range = text.range(of: word) else { return text }
    return text.replacingCharacters(in: range, with: "\u{1B}[1;\(code)m\(word)\u{1B}[0m")
  }

  private func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }
}
