/// Where a conversation came from.
public struct Source: Sendable, Hashable {
  /// The input's name, as it was given or found.
  public var path: String
  /// The record's number in that input, from 0.
  public var record: Int

  /// Makes a source.
  public init(path: String, record: Int) {
    self.path = path
    self.record = record
  }
}

/// A record that could not be read; its neighbours are not touched by it.
public struct UnreadableRecord: Error, Sendable, Hashable {
  /// Which record of which input.
  public var source: Source
  /// Where it begins in the decompressed input, in bytes.
  public var offset: Int
  /// What is wrong with it and how to mend it: one line, without what people wrote.
  public var why: String

  /// Makes an unreadable record.
  public init(source: Source, offset: Int, why: String) {
    self.source = source
    self.offset = offset
    self.why = why
  }
}
