import Conversations
import Diagnostics
import Foundation
import Testing

@testable import Transcripts

/// What a reading gave: the conversations and the records that could not be read, in order.
struct Reading: Equatable {
  var conversations: [Conversation] = []
  var unreadable: [UnreadableRecord] = []
  var records = 0
  var failure: Diagnostic?

  /// Reads bytes as a command would, in blocks of a size, `stride` bytes a read.
  init(
    _ bytes: [UInt8], as format: TranscriptFormat, blockSize: Int = 1 << 16, stride: Int = .max,
    needs: ReadingNeeds = .everything, attributes: [String: String] = [:],
    limits: ReadingLimits = .standard, name: String = "sample"
  ) {
    self.init(
      MemoryByteSource(bytes, stride: stride), as: format, blockSize: blockSize, needs: needs,
      attributes: attributes, limits: limits, name: name)
  }

  init(
    _ source: any ByteSource, as format: TranscriptFormat, blockSize: Int = 1 << 16,
    needs: ReadingNeeds = .everything, attributes: [String: String] = [:],
    limits: ReadingLimits = .standard, name: String = "sample"
  ) {
    var splitter = RecordSplitter(
      source, name: name, format: format, limits: limits, blockSize: blockSize)
    let reader = RecordReader(
      format: format, needs: needs, attributes: attributes, limits: limits)
    do throws(Diagnostic) {
      while let chunk = try splitter.next() {
        records += chunk.slices.count
        reader.read(chunk, source: name) { result in
          switch result {
          case .success(let read): conversations.append(read.conversation)
          case .failure(let mistake): unreadable.append(mistake)
          }
        }
      }
    } catch {
      failure = error
    }
    records -= reader.passedOver
  }

  /// Whether every record became one or the other.
  var addsUp: Bool { records == conversations.count + unreadable.count }

  /// The reading as text, for goldens.
  var description: String {
    var lines: [String] = []
    for conversation in conversations {
      lines.append(
        [
          "conversation \(conversation.id)", "auth \(conversation.authID ?? "-")",
          "business \(conversation.businessID ?? "-")", "channel \(conversation.channel ?? "-")",
          "from \(conversation.startedAt?.description ?? "-")",
          "to \(conversation.endedAt?.description ?? "-")", "agent \(conversation.agent ?? "-")",
        ].joined(separator: " | "))
      for (name, value) in conversation.attributes.sorted(by: { $0.key < $1.key }) {
        lines.append("  attribute \(name) = \(value)")
      }
      lines += conversation.messages.map(Self.line)
      lines += conversation.fields.map(Self.line)
    }
    lines += unreadable.map { "unreadable \($0.source.record) at \($0.offset): \($0.why)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func line(_ message: Message) -> String {
    var line = "  \(message.at?.description ?? "-") \(message.role) \(message.kind)"
    if let name = message.name { line += " <\(name)>" }
    line += " \(String(message.text).debugDescription)"
    for choice in message.choices {
      line += " [\(choice.label)\(choice.value.map { "=\($0)" } ?? "")]"
    }
    if let value = message.choiceValue { line += " chose \(value)" }
    if message.closesChat { line += " closes" }
    return line
  }

  private static func line(_ field: SurveyField) -> String {
    var line = "  field \(field.aspect) \(field.value) \(field.marker)"
    if let scale = field.scale { line += " \(scale.kind) \(scale.minimum)-\(scale.maximum)" }
    if let object = field.object { line += " of \(object)" }
    return line
  }
}

/// The small exports beside the tests, one for each built-in format.
enum Sample {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "Samples")

  /// The sample files of a format: `NAME.*` and `NAME-VARIANT.*`, goldens left out.
  static func files(of format: String) -> [URL] {
    let all = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    return (all ?? []).filter { url in
      guard url.pathExtension != "golden" else { return false }
      let stem = url.deletingPathExtension().lastPathComponent
      guard stem.hasPrefix(format) else { return false }
      let rest = stem.dropFirst(format.count)
      return rest.isEmpty || rest.hasPrefix("--")
    }.sorted { $0.path < $1.path }
  }

  static func bytes(_ url: URL) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: url))
  }

  static func format(_ name: String) throws -> TranscriptFormat {
    try #require(TranscriptFormat.builtIn(named: name))
  }
}
