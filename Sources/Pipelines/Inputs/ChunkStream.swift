import Conversations
import Crypto
import Diagnostics
import Foundation
import Transcripts

/// Records of one input on their way to a worker.
struct InputChunk: Sendable {
  var chunk: RecordChunk
  /// The input's name.
  var name: String
  /// What the path and the command line say of it.
  var attributes: [String: String]
  /// How many bytes of all inputs were read when it was cut.
  var bytesRead: Int
}

/// The records of several inputs, one input after the other, in chunks.
///
/// Holds one open file and one chunk.
final class ChunkStream {
  private var inputs: ArraySlice<Input>
  private let format: TranscriptFormat
  private let settings: [String: String]
  private var recordsLeft: Int
  private var current: (input: Input, splitter: RecordSplitter, bytes: DigestedBytes)?
  private var bytesRead = 0
  private let digests: InputDigests
  private let isEager: Bool

  /// Makes a stream; `attributes` go before those of the paths. The SHA-256 of each input as stored
  /// is added to `digests` when it was read. An eager stream hands on lines as soon as they come.
  init(
    _ inputs: [Input], format: TranscriptFormat, attributes: [String: String], limit: Int?,
    digests: InputDigests, isEager: Bool = false
  ) {
    self.inputs = inputs[...]
    self.isEager = isEager
    self.digests = digests
    self.format = format
    settings = attributes
    recordsLeft = limit ?? .max
  }

  /// Returns the next chunk, or nil after the last input.
  func next() throws -> InputChunk? {
    while recordsLeft > 0 {
      if current == nil {
        guard let input = inputs.popFirst() else { return nil }
        current = try open(input)
      }
      guard let input = current?.input else { return nil }
      if let chunk = try current?.splitter.next() {
        let part = chunk.slices.count > recordsLeft ? chunk.prefix(recordsLeft) : chunk
        recordsLeft -= part.slices.count
        let attributes = input.attributes.merging(settings) { _, set in set }
        return InputChunk(
          chunk: part, name: input.name, attributes: attributes,
          bytesRead: bytesRead + (current?.bytes.count ?? 0))
      }
      close()
    }
    close()
    return nil
  }

  private func open(_ input: Input) throws(Diagnostic) -> (Input, RecordSplitter, DigestedBytes) {
    var descriptor: Int32 = STDIN_FILENO
    if let path = input.path {
      descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw InputMistake.unreadable(input.name) }
    }
    let bytes = DigestedBytes(descriptor: descriptor, name: input.name)
    let splitter = RecordSplitter(
      DigestingByteSource(bytes), name: input.name, format: format, isEager: isEager)
    return (input, splitter, bytes)
  }

  private func close() {
    guard let (input, _, bytes) = current else { return }
    digests.add(input.name, bytes.digest())
    bytesRead += bytes.count
    if input.path != nil { bytes.close() }
    current = nil
  }
}
