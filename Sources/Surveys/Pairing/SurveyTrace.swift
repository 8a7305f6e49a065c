package import Conversations

/// How an outcome came about: each marker that was found, what was read, and why other candidates
/// were not.
package struct SurveyTrace: Sendable, Hashable {
  /// One thing that was noticed.
  package struct Step: Sendable, Hashable {
    /// The index of the message in the whole conversation.
    package var message: Int
    /// The marker that it is about; nil where it is about none.
    package var marker: String?
    /// What was noticed, without a full stop.
    package var note: String
  }

  /// What was noticed, in reading order.
  package var steps: [Step] = []
  /// What came of it.
  package var outcome = Outcome()
}
