import Transcripts

/// A worker's reader of records, made anew where another input begins.
struct InputReader {
  private let pipeline: Pipeline
  private var current: (input: String, reader: RecordReader)?

  init(_ pipeline: Pipeline) {
    self.pipeline = pipeline
  }

  /// Returns the reader of a chunk's input.
  mutating func reader(for input: InputChunk) -> RecordReader {
    if let current, current.input == input.name { return current.reader }
    let made = RecordReader(
      format: pipeline.ingest.format, needs: pipeline.needs, attributes: input.attributes)
    current = (input.name, made)
    return made
  }
}
