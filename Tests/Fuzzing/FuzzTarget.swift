import Conversations
import Transcripts

/// What is done with each text: it is read, and the counts must add up however it is cut.
struct FuzzTarget {
  private let format: TranscriptFormat
  private let limits = ReadingLimits(recordBytes: 1 << 20, depth: 256, messages: 10_000)

  init(_ name: String) {
    guard let format = TranscriptFormat.builtIn(named: name) else {
      fatalError("there is no format \(name)")
    }
    self.format = format
  }

  func read(_ bytes: [UInt8]) {
    let whole = counts(bytes, blockSize: 1 << 16)
    let parts = counts(bytes, blockSize: 7)
    // A damaged file may be taken up again elsewhere; a whole one reads the same however it comes.
    precondition(
      whole == parts || whole[2] > 0, "blocks change what is read: \(whole) and \(parts)")
    // A draft takes as long as many readings; one text in eight is enough of them.
    if bytes.count % 8 == 0 { _ = try? FormatDraft.draft(of: bytes, isCut: bytes.count % 16 == 0) }
  }

  private func counts(_ bytes: [UInt8], blockSize: Int) -> [Int] {
    var splitter = RecordSplitter(
      MemoryByteSource(bytes, stride: blockSize), name: "fuzz", format: format, limits: limits,
      blockSize: blockSize)
    let reader = RecordReader(format: format, needs: .everything, limits: limits)
    var (records, read, unreadable) = (0, 0, 0)
    while let chunk = try? splitter.next() {
      records += chunk.slices.count
      reader.read(chunk, source: "fuzz") { reading in
        switch reading {
        case .success: read += 1
        case .failure: unreadable += 1
        }
      }
    }
    let isCut = format.sessionGap != nil
    precondition(isCut || records == read + unreadable + reader.passedOver, "a record was lost")
    return [records, read, unreadable]
  }
}
