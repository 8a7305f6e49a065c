package import Conversations

/// Reads records into conversations; one for each worker, never shared.
package final class RecordReader {
  private let format: TranscriptFormat
  private let conversations: ConversationReader
  private let json: JSONParser?
  private let xml: XMLParser?
  private let tape = TapeBuilder()
  private let needs: ReadingNeeds
  private let sessions: SessionSplitter?

  /// What became of one record.
  package typealias Reading = Result<
    (conversation: Conversation, source: Source), UnreadableRecord
  >

  /// Makes a reader; `attributes` come from the input's path and `--set`.
  package init(
    format: TranscriptFormat, needs: ReadingNeeds = .survey, attributes: [String: String] = [:],
    limits: ReadingLimits = .standard
  ) {
    self.format = format
    self.needs = needs
    sessions = format.sessionGap.map { SessionSplitter(gap: $0) }
    // Threads that are cut or put together are needed whole.
    var wanted = needs
    if sessions != nil || format.isGrouped { wanted.messages = .all }
    conversations = ConversationReader(
      plan: format.plan, needs: wanted, given: attributes, limits: limits)
    switch format.layout {
    case .json: (json, xml) = (JSONParser(limits: limits), nil)
    case .xml:
      (json, xml) = (nil, XMLParser(attributes: conversations.attributeNames, limits: limits))
    case .text: (json, xml) = (nil, nil)
    }
  }

  /// Calls `emit` for each record of a chunk, in order.
  ///
  /// A record that the format's conditions pass over (another kind of line in a mixed stream) is
  /// not emitted: `passedOver` counts it.
  package func read(
    _ chunk: RecordChunk, source name: String, emit: (Reading) -> Void
  ) {
    chunk.bytes.withUnsafeBufferPointer { bytes in
      for (index, slice) in chunk.slices.enumerated() {
        let source = Source(path: name, record: chunk.firstRecord + index)
        do throws(RecordMistake) {
          if let mistake = slice.mistake { throw .cut(mistake) }
          let text = UnsafeBufferPointer(rebasing: bytes[slice.range])
          if var conversation = try conversation(text, source: source) {
            if let key = slice.key { conversation.name(after: bytes[key], source) }
            deliver(consume conversation, source, emit)
          } else {
            passedOver += 1
          }
        } catch {
          let offset = chunk.offset + slice.range.lowerBound
          emit(.failure(UnreadableRecord(source: source, offset: offset, why: error.sentence)))
        }
      }
    }
  }

  /// A thread that is cut gives several conversations of one record.
  private func deliver(
    _ conversation: consuming Conversation, _ source: Source, _ emit: (Reading) -> Void
  ) {
    guard let sessions, !format.isGrouped else {
      return emit(.success((consume conversation, source)))
    }
    for var session in sessions.sessions(of: consume conversation) {
      session.keepOnly(needs)
      emit(.success((session, source)))
    }
  }

  /// How many records the format's conditions passed over so far.
  package private(set) var passedOver = 0

  private func conversation(
    _ text: UnsafeBufferPointer<UInt8>, source: Source
  ) throws(RecordMistake) -> Conversation? {
    try conversations.read(try tree(text), source: source)
  }

  private func tree(_ text: UnsafeBufferPointer<UInt8>) throws(RecordMistake) -> Node {
    switch format.layout {
    case .json:
      guard let json else { throw .outOfMemory }
      return try json.parse(text)
    case .xml:
      guard let xml else { throw .outOfMemory }
      return try xml.parse(text)
    case .text:
      guard let string = String(validating: text, as: UTF8.self) else { throw .notUTF8 }
      tape.reset()
      let object = tape.open(.object)
      tape.string("text")
      tape.string(string)
      tape.close(object)
      return tape.root
    }
  }
}
