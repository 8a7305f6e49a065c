/// What a word or phrase of a lexicon does in an answer.
struct WordClass: OptionSet, Sendable, Hashable {
  let rawValue: UInt64

  /// A yes that stands alone.
  static let yes = WordClass(rawValue: 1 << 0)
  /// A no that stands alone.
  static let no = WordClass(rawValue: 1 << 1)
  /// Gives the question's verb back: a yes only as the whole answer.
  static let echoYes = WordClass(rawValue: 1 << 2)
  /// Gives the question's verb back with a not: a no only as the whole answer.
  static let echoNo = WordClass(rawValue: 1 << 3)
  /// Says that it is solved, or works.
  static let solved = WordClass(rawValue: 1 << 4)
  /// Says that it is not solved.
  static let unsolved = WordClass(rawValue: 1 << 5)
  /// Says that no trouble is left.
  static let over = WordClass(rawValue: 1 << 6)
  /// Partly.
  static let partly = WordClass(rawValue: 1 << 7)
  /// Assent that is not yes.
  static let assent = WordClass(rawValue: 1 << 8)
  /// Neither yes nor no, whatever it holds.
  static let unclear = WordClass(rawValue: 1 << 9)
  /// Politeness that says nothing.
  static let courtesy = WordClass(rawValue: 1 << 10)
  /// Takes leave.
  static let farewell = WordClass(rawValue: 1 << 11)
  /// Refuses to answer.
  static let refusal = WordClass(rawValue: 1 << 12)
  /// A refusal of an offer or a request, which is no answer to a yes-no question.
  static let noThanks = WordClass(rawValue: 1 << 13)
  /// Goes on with "but", or takes back what stands before.
  static let contrast = WordClass(rawValue: 1 << 14)
  /// Negates what stands beside it.
  static let negation = WordClass(rawValue: 1 << 15)
  /// Still.
  static let still = WordClass(rawValue: 1 << 16)
  /// Now.
  static let now = WordClass(rawValue: 1 << 17)
  /// The trouble itself: problem, issue, error.
  static let trouble = WordClass(rawValue: 1 << 18)
  /// Asks for something.
  static let request = WordClass(rawValue: 1 << 19)
  /// Asks a question.
  static let asking = WordClass(rawValue: 1 << 20)
  /// Corrects what was said before.
  static let correction = WordClass(rawValue: 1 << 21)
  /// A number.
  static let number = WordClass(rawValue: 1 << 22)
  /// A label of a rating scale.
  static let label = WordClass(rawValue: 1 << 23)
  /// Praise or blame that is no label.
  static let praise = WordClass(rawValue: 1 << 24)
  /// Makes a label another one: very, so, too.
  static let intensifier = WordClass(rawValue: 1 << 25)
  /// After a number: it counts something else.
  static let counted = WordClass(rawValue: 1 << 26)
  /// Before a number: it names or counts something else.
  static let counter = WordClass(rawValue: 1 << 27)
  /// After a number: stars, points.
  static let stars = WordClass(rawValue: 1 << 28)
  /// Between a number and the scale's end: "out of".
  static let outOf = WordClass(rawValue: 1 << 29)
  /// Between the scale's end and a number: "5 में से 4".
  static let from = WordClass(rawValue: 1 << 30)
  /// Leads to a rating: "I would give it a".
  static let lead = WordClass(rawValue: 1 << 31)
  /// Follows a rating: "rating", "from my side".
  static let tail = WordClass(rawValue: 1 << 32)
  /// Leaves open which number or word counts: or, maybe, about.
  static let vague = WordClass(rawValue: 1 << 33)
  /// Joins: and.
  static let and = WordClass(rawValue: 1 << 34)
  /// A common word that says nothing in an answer.
  static let filler = WordClass(rawValue: 1 << 35)
  /// May begin a comment right after a number.
  static let remark = WordClass(rawValue: 1 << 36)
  /// A thumb up, like.
  static let like = WordClass(rawValue: 1 << 37)
  /// A thumb down, dislike.
  static let dislike = WordClass(rawValue: 1 << 38)
  /// A face or another sign of mood that is no thumb.
  static let smiley = WordClass(rawValue: 1 << 39)
  /// A star that counts as one.
  static let star = WordClass(rawValue: 1 << 40)
  /// A star that was left out.
  static let emptyStar = WordClass(rawValue: 1 << 41)
  /// No comment.
  static let none = WordClass(rawValue: 1 << 42)
  /// Names the resolution in a filled-in form.
  static let resolvedField = WordClass(rawValue: 1 << 43)
  /// Names the rating in a filled-in form.
  static let ratingField = WordClass(rawValue: 1 << 44)
  /// Names the comment in a filled-in form.
  static let commentField = WordClass(rawValue: 1 << 45)
  /// Hints that a sentence is a survey question; only for the list of unmatched wordings.
  static let hint = WordClass(rawValue: 1 << 46)
  /// Makes a question one that yes or no do not answer: who, where, how.
  static let openQuestion = WordClass(rawValue: 1 << 47)
  /// Joins what excludes one another: or.
  static let or = WordClass(rawValue: 1 << 48)

  /// Praises; tells which end of a list of labels is the better one.
  static let better = WordClass(rawValue: 1 << 49)
  /// Blames; tells which end of a list of labels is the worse one.
  static let worse = WordClass(rawValue: 1 << 50)

  /// Comes before the name of a thing: the, your, new.
  static let determiner = WordClass(rawValue: 1 << 51)

  /// Follows the name of a thing that is rated or owned: "driver ko", "khane ki".
  static let possessor = WordClass(rawValue: 1 << 53)
  /// A word of questions about ratings, which says nothing in an answer and is as good as unknown.
  static let questionWord = WordClass(rawValue: 1 << 52)

  /// What a survey rates: chat, support, agent.
  static let service = WordClass(rawValue: 1 << 54)
  /// Joins a quality to what has it: "the speed of our support".
  static let genitive = WordClass(rawValue: 1 << 55)
  /// Thanks, the courtesy that makes a refusal of a bare no.
  static let thanks = WordClass(rawValue: 1 << 56)
  /// A no that thanks make a refusal: "no, thanks".
  static let bareNo = WordClass(rawValue: 1 << 57)
  /// Complains of how long it took, or of manners, and of nothing that is left to do.
  static let delay = WordClass(rawValue: 1 << 58)
  /// Joins a thing to the number that it has: "the food was 4".
  static let copula = WordClass(rawValue: 1 << 59)
  /// Says what others said: "they said it is fixed".
  static let hearsay = WordClass(rawValue: 1 << 60)
  /// One who helps, named in the singular: agent, lady, sir.
  static let helper = WordClass(rawValue: 1 << 61)
  /// Says something of one alone: was, tha.
  static let ofOne = WordClass(rawValue: 1 << 62)
  /// Goes both ways behind a question that denies, as a yes that contradicts it does: French si, German
  /// doch, English hardly.
  static let contrary = WordClass(rawValue: 1 << 63)
  /// Says nothing in an answer: as good as unknown there.
  static let ofQuestions: WordClass = [.questionWord, .service, .genitive, .helper, .ofOne]

  /// The keys of a lexicon file and what they mean.
  static let names: [(name: String, value: WordClass)] = [
    ("yes", .yes), ("no", .no), ("echo-yes", .echoYes), ("echo-no", .echoNo),
    ("solved", .solved), ("unsolved", .unsolved), ("over", .over), ("partly", .partly),
    ("assent", .assent), ("unclear", .unclear), ("courtesy", .courtesy),
    ("farewell", .farewell), ("refusal", .refusal), ("no-thanks", .noThanks),
    ("contrast", .contrast), ("negation", .negation), ("still", .still), ("now", .now),
    ("trouble", .trouble), ("request", .request), ("asking", .asking),
    ("correction", .correction), ("praise", .praise), ("intensifier", .intensifier),
    ("counted", .counted), ("counter", .counter), ("stars", .stars), ("out-of", .outOf),
    ("from", .from), ("lead", .lead), ("tail", .tail), ("vague", .vague), ("and", .and),
    ("filler", .filler), ("remark", .remark), ("like", .like), ("dislike", .dislike),
    ("smiley", .smiley), ("star", .star), ("empty-star", .emptyStar), ("none", .none),
    ("resolved-field", .resolvedField), ("rating-field", .ratingField),
    ("comment-field", .commentField), ("hint", .hint), ("open-question", .openQuestion),
    ("or", .or), ("better", .better), ("worse", .worse),
    ("determiner", .determiner), ("question-word", .questionWord), ("possessor", .possessor),
    ("service", .service), ("genitive", .genitive), ("delay", .delay),
    ("copula", .copula), ("hearsay", .hearsay), ("helper", .helper), ("of-one", .ofOne),
    ("contrary", .contrary),
  ]
}
