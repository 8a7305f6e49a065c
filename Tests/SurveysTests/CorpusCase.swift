import Conversations

/// One ending of the corpus with what is to become of it.
struct CorpusCase {
  /// What is expected.
  struct Expectation: Equatable {
    var decision: String
    var reason: String?
    var isResolved: Bool?
    var rating: Int?
    var flags: [String] = []
    /// The exact comment; `*` for any.
    var comment: String?
  }

  var name: String
  var conversation: Conversation
  /// `yes`, `no`, `partly`, a number as text, or a state; nil where it is not pinned.
  var readResolved: String?
  var readRating: String?
  var expected: Expectation
}

/// A file of the corpus.
struct CorpusFile {
  var language: String
  var theme: String
  var cases: [CorpusCase]
}
