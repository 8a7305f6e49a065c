public import Conversations
public import Diagnostics

/// What became of one conversation of an export.
public enum TranscriptReading: Sendable, Hashable {
  /// It was read, with all its messages.
  case conversation(Conversation, Source)
  /// It cannot be read; its neighbours are not touched by it.
  case unreadable(UnreadableRecord)
}

/// Reads the conversations of an export one after another; never shared between threads.
///
/// It holds one record, or a megabyte where that is more. Only where the conversations of a format
/// are scattered over the export, as in `haptik-webhook`, is all of it read before the first
/// conversation is returned.
public final class TranscriptReader {
  private var splitter: RecordSplitter
  private let records: RecordReader
  private var grouper: ConversationGrouper?
  private let name: String
  private var ready: ArraySlice<TranscriptReading> = []

  /// Makes a reader of an export as it is stored, plain or gzip.
  ///
  /// `name` stands in the sources of the readings; `attributes` are what a path would say, such as
  /// `business_id`. `nextBlock` returns the next bytes, some thousands at a time, and none at the
  /// end.
  public convenience init(
    _ format: TranscriptFormat, named name: String = "export", attributes: [String: String] = [:],
    nextBlock: @escaping () throws -> [UInt8]
  ) {
    self.init(
      format, named: name, attributes: attributes,
      source: BlockByteSource(name: name, next: nextBlock))
  }

  init(
    _ format: TranscriptFormat, named name: String, attributes: [String: String],
    source: some ByteSource
  ) {
    splitter = RecordSplitter(source, name: name, format: format)
    records = RecordReader(format: format, needs: .everything, attributes: attributes)
    grouper = format.isGrouped ? ConversationGrouper(format: format, needs: .everything) : nil
    self.name = name
  }

  /// Returns the next reading, or nil after the last.
  ///
  /// Throws only where the bytes could not be had, after all that was read before; damaged data are
  /// an unreadable record.
  public func next() throws(Diagnostic) -> TranscriptReading? {
    while ready.isEmpty {
      if let chunk = try splitter.next() {
        var failure: Diagnostic?
        var readings: [TranscriptReading] = []
        records.read(chunk, source: name) { result in
          switch result {
          case .failure(let record): readings.append(.unreadable(record))
          case .success(let (piece, source)):
            guard grouper != nil else { return readings.append(.conversation(piece, source)) }
            do throws(Diagnostic) {
              try grouper?.add(piece, from: source)
            } catch {
              failure = error
            }
          }
        }
        if let failure { throw failure }
        ready = readings[...]
      } else if let wholes = try grouper?.next() {
        ready = wholes.map { .conversation($0.conversation, $0.source) }[...]
      } else {
        return nil
      }
    }
    return ready.popFirst()
  }
}

extension TranscriptFormat {
  /// Returns the readings of an export that is in memory, plain or gzip, in its order.
  ///
  /// `name` stands in the sources of the readings; `attributes` are what a path would say, such as
  /// `business_id`. A ``TranscriptReader`` holds less of it at a time.
  public func readings(
    of export: [UInt8], named name: String = "export", attributes: [String: String] = [:]
  ) -> [TranscriptReading] {
    let reader = TranscriptReader(
      self, named: name, attributes: attributes, source: MemoryByteSource(export))
    var readings: [TranscriptReading] = []
    do throws(Diagnostic) {
      while let reading = try reader.next() { readings.append(reading) }
    } catch {
      // Bytes in memory can be had; should that ever fail, it is told and not passed over.
      let source = Source(path: name, record: readings.count)
      readings.append(
        .unreadable(UnreadableRecord(source: source, offset: export.count, why: error.message)))
    }
    return readings
  }
}
