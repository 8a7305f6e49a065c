import Conversations
import Diagnostics
import Foundation
import Logging

/// Log events as lines on standard error: sentences for people, or JSON for collectors.
struct LineLogHandler: LogHandler {
  /// Whether each line is a JSON object with time, level, message and what is known of the run.
  let writesJSON: Bool
  var logLevel = Logger.Level.info
  var metadata: Logger.Metadata = [:]

  init(writesJSON: Bool) {
    self.writesJSON = writesJSON
  }

  subscript(metadataKey key: String) -> Logger.MetadataValue? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let line = writesJSON ? json(event) : text(event)
    _ = StandardOutput.write(line + "\n", to: STDERR_FILENO)
  }

  private func text(_ event: LogEvent) -> String {
    let message = "\(event.message)".madeVisible
    return event.level > .notice ? "\(event.level): \(message)" : message
  }

  private func json(_ event: LogEvent) -> String {
    var json = JSONText()
    json.open(.object)
    json.key("time")
    json.string(Timestamp.now().description)
    json.key("level")
    json.string(event.level.rawValue)
    json.key("message")
    json.string("\(event.message)")
    let all = metadata.merging(event.metadata ?? [:]) { _, given in given }
    for (key, value) in all.sorted(by: { $0.key < $1.key }) {
      json.key(text: key)
      json.string("\(value)")
    }
    json.close(.object)
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
