import Conversations

/// A wording that carries survey information, as a marker file describes it.
struct Marker: Sendable {
  /// What a match of it means.
  enum Kind: String, Sendable, CaseIterable {
    /// A message that asks, with the user's answer after it.
    case question
    /// A message that already holds the result.
    case statement
    /// A question or offer that is known not to belong to a survey.
    case other
  }

  /// What a rating question measures.
  enum Measure: String, Sendable, CaseIterable {
    case satisfaction
    /// How easy it was: counts where only that is asked.
    case effort
    /// How likely the user is to recommend: counts where no satisfaction rating was answered.
    case recommendation
  }

  /// What makes a message a rating question without any wording.
  enum Unworded: String, Sendable, CaseIterable {
    /// It names a usual scale and goes on from a question about the resolution.
    case afterResolution = "after-resolution"
    /// It offers labels of satisfaction from end to end.
    case labels
  }

  /// An answer that the marker declares itself.
  struct DeclaredChoice: Sendable {
    /// The folded wording or platform value.
    var label: String
    /// What it stands for: `yes`, `no`, `partly`, `skip` or a number on the scale.
    var value: String
  }

  /// Set and name, such as `haptik-csat.rating`.
  var id: String
  var kind: Kind
  var aspect: Aspect?
  var measure: Measure = .satisfaction
  /// What is rated, where the wording says so: `bot`, `agent`.
  var object: String?
  /// Whether a yes means that it is not resolved.
  var isInverted = false
  /// Whether a yes or no answers it although it asks for no resolution: "May we hear your thoughts?".
  var isYesNo = false
  var scale: Scale?
  var languages: LanguageSet = []
  /// Whether a pipeline brings it: then it is looked for whatever language a sentence is in.
  var isOwn = false
  var speakers: Set<Message.Role> = [.bot, .agent, .system]
  var choices: [DeclaredChoice] = []
  /// Whether it asks only where the message also offers a scale: "Did you like our service? 👍 👎".
  var needsChoices = false
  /// Whether it asks only where the message offers none: "Tell us how we did!".
  var refusesChoices = false
  /// Whether it asks only where another question of the same survey comes before it: "May I ask why?".
  var followsQuestion = false
  /// Whether only a wording matched that does not say what is rated: "Rate from 1 to 5".
  var isBare = false
  /// Whether it has no wordings, and what asks it then.
  var unworded: Unworded?
  /// How words of its wordings are also written.
  var spellings = Spellings()
  /// Patterns for RE2 over a sentence, or over the whole message for statements; any one suffices.
  var wordings: [String]
  /// Wordings that do not say what is rated, which a question about a product just before does.
  var bareWordings: [String] = []
  /// Patterns of which none may match the same sentence.
  var exceptions: [String] = []
}
