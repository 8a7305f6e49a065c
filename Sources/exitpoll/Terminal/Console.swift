import Conversations
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
    guard !isQuiet else { return }
    write((logsJSON ? Self.json("info", line) : line) + "\n", to: STDERR_FILENO)
  }

  /// Writes mistakes to standard error, whatever was asked.
  func show(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      if logsJSON {
        write(Self.json(diagnostic) + "\n", to: STDERR_FILENO)
        continue
      }
      let text = diagnostic.rendered()
      write((usesColor ? colored(text, diagnostic.severity) : text) + "\n", to: STDERR_FILENO)
    }
  }

  /// Writes text that stays on the terminal's current line.
  func overwrite(_ text: String) {
    write("\r\u{1B}[K" + text, to: STDERR_FILENO)
  }

  private static func json(_ level: String, _ message: String) -> String {
    var json = JSONText()
    json.open(.object)
    json.key("level")
    json.string(level)
    json.key("message")
    json.string(message)
    json.close(.object)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private static func json(_ diagnostic: Diagnostic) -> String {
    var json = JSONText()
    json.open(.object)
    json.key("level")
    json.string(diagnostic.severity.rawValue)
    json.key("code")
    json.string(diagnostic.code)
    json.key("message")
    json.string(diagnostic.message)
    json.key("place")
    json.string(orNull: diagnostic.place?.description)
    json.key("remedy")
    json.string(orNull: diagnostic.remedy)
    json.close(.object)
    return String(decoding: json.bytes, as: UTF8.self)
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
