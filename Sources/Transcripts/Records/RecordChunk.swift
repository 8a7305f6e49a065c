/// Some whole records of one input, and the bytes that hold them.
package struct RecordChunk: Sendable {
  /// One record among the bytes.
  package struct Slice: Sendable {
    /// Where it stands in `bytes`.
    package var range: Range<Int>
    /// Why it cannot be a record, where the cutting already shows that.
    package var mistake: String?
    /// Where the key stands that the record is the value of, in an object of records.
    var key: Range<Int>?
  }

  /// The bytes, with room behind them that a parser may read.
  package let bytes: [UInt8]
  /// The records in order.
  package let slices: [Slice]
  /// The number of the first record in the input, from 0.
  package let firstRecord: Int
  /// Where `bytes` begins in the decompressed input (as UTF-8 where it was in another encoding).
  package let offset: Int
}

extension RecordChunk {
  /// Returns a chunk of the first records only, with the same bytes.
  package func prefix(_ count: Int) -> RecordChunk {
    RecordChunk(
      bytes: bytes, slices: Array(slices.prefix(count)), firstRecord: firstRecord, offset: offset)
  }
}
