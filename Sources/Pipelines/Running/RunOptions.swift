package import Conversations

/// What the command line says of a run.
package struct RunOptions: Sendable {
  /// Files, folders, globs or `-`, in place of the pipeline's `from`; empty to take that.
  package var inputs: [String] = []
  /// The report directory, in place of the pipeline's.
  package var report: String?
  /// How many records are read at most.
  package var limit: Int?
  /// Values and attributes.
  package var settings: [Setting] = []
  /// How many workers read and decide.
  package var width = 1
  /// When the run began.
  package var now: Timestamp
  /// Whether nothing is masked in the report, whatever the pipeline says.
  package var showsText = false
  /// Whether ids are hashed in the report, also where the pipeline does not say so.
  package var hashesIdentifiers = false
  /// The key under which ids are hashed.
  package var identifierKey: [UInt8]?
  /// The key that signs the manifest; nil where it is not signed.
  package var planKey: [UInt8]?

  /// Makes options of a run that begins at a moment.
  package init(now: Timestamp) {
    self.now = now
  }
}

/// How far the reading has come.
package struct ReadingProgress: Sendable, Hashable {
  /// Conversations decided.
  package var conversations = 0
  /// Bytes read, as stored.
  package var bytes = 0
  /// How many bytes all inputs have, as stored; nil where one is no file.
  package var totalBytes: Int?
  /// The input that is being read.
  package var input = ""
}
