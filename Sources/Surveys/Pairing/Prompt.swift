import Conversations

/// A survey question as one message asks it.
///
/// A class, so that questions are passed on cheaply and answers to it can be remembered.
final class Asked: Sendable {
  /// The marker that matched.
  let marker: Marker
  let aspect: Aspect
  /// On what a rating is given.
  let scale: Scale
  /// What it offers, in order.
  let options: [AnswerOption]
  /// Whether a bare yes or no may answer it.
  let isYesNo: Bool
  /// The languages of its wording, with those that their speakers mix with them.
  let languages: LanguageSet
  /// What an answer may give back of it.
  let verb: AskedVerb?

  init(
    marker: Marker, aspect: Aspect, scale: Scale, options: [AnswerOption], isYesNo: Bool,
    languages: LanguageSet, verb: AskedVerb? = nil
  ) {
    self.marker = marker
    self.aspect = aspect
    self.scale = scale
    self.options = options
    self.isYesNo = isYesNo
    self.languages = languages
    self.verb = verb
  }
}

/// Something that a question offers as its answer.
struct AnswerOption: Sendable, Hashable {
  /// Its folded wording, without the number.
  var label: [UInt8]
  /// The number that stands at it.
  var number: Int?
  /// The folded value that the platform sends for it.
  var value: [UInt8]?
  /// Whether the message offers it to tap, rather than listing it in its text.
  var isTapped: Bool
}

/// A survey result that one message states.
struct Stated: Sendable {
  /// One value of it.
  enum Value: Sendable {
    case resolved(Resolution)
    case rating(GivenRating.Value)
    case comment
    case unreadable
  }

  var marker: Marker
  var aspect: Aspect
  var value: Value
  /// How far the scale goes, where the statement says so.
  var maximum: Double?
  /// Its bytes in the folded text.
  var range: Range<Int>
}

/// What a bot's, agent's or system's message means for a survey; the same for equal wordings.
final class Prompt: Sendable {
  /// Whether a message asks a yes-no question that may be about the resolution and matched nothing.
  enum Doubt: Sendable {
    case none
    /// It may ask anything: only where a no answers it and a survey question comes right after that.
    case ifDenied
    /// It names the trouble: only where a survey question comes right after the answer.
    case beforeSurvey
    /// It asks whether something is solved: until a survey question comes.
    case lasting
  }

  let folded: FoldedText
  let questions: [Asked]
  /// Whether any of these asks only within a survey.
  let needsSurvey: Bool
  let statements: [Stated]
  /// Whether it asks anything at all.
  let isQuestion: Bool
  /// Whether its last question belongs to no survey.
  let endsInOther: Bool
  /// Whether a bare yes or no to it cannot be told.
  let isMixed: Bool
  /// Markers that matched and do not count, with why, for the trace.
  let passedOver: [(marker: String, why: String)]
  /// A sentence that looks like a survey question and matched nothing.
  let unmatched: UnmatchedSentence?
  /// How an answer to it makes the resolution doubtful.
  let doubt: Doubt
  /// Whether it names a scale and no marker knows what it asks: "Rate Ravi 1-5".
  let mayRate: Bool
  /// What it means where it goes on from a question about the resolution, if that is more.
  let goingOn: Prompt?
  /// The scale that a number is asked for on, where it asks nothing else: "a number from 1 to 5, please".
  let renewed: Scale?

  init(
    folded: FoldedText, questions: [Asked] = [], statements: [Stated] = [],
    isQuestion: Bool = false, endsInOther: Bool = false, isMixed: Bool = false,
    passedOver: [(marker: String, why: String)] = [], unmatched: UnmatchedSentence? = nil,
    doubt: Doubt = .none, mayRate: Bool = false, goingOn: Prompt? = nil, renewed: Scale? = nil
  ) {
    self.folded = folded
    self.questions = questions
    needsSurvey = questions.contains(where: \.marker.followsQuestion)
    self.statements = statements
    self.isQuestion = isQuestion
    self.endsInOther = endsInOther
    self.isMixed = isMixed
    self.passedOver = passedOver
    self.unmatched = unmatched
    self.doubt = doubt
    self.mayRate = mayRate
    self.goingOn = goingOn
    self.renewed = renewed
  }
}
