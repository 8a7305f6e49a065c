import CEL
import Diagnostics
import Foundation
import Policies
import Testing

/// The file with the rules that are shipped.
private let rulesFile = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "pipelines/rules/haptik.policy.yaml")

func haptikRules() throws -> (policy: CompiledPolicy, environment: Environment) {
  let text = try String(contentsOf: rulesFile, encoding: .utf8)
  let environment = SurveyEnvironment.make()
  var problems: [Diagnostic] = []
  let policy = Policy.parse(
    SourceText(name: "haptik.policy.yaml", text: text), into: &problems)?
    .compile(in: environment, outputType: .object("Decision"), into: &problems)
  #expect(problems.map { $0.rendered() } == [])
  return (try #require(policy), environment)
}

@Suite struct `The default rules` {
  /// What becomes of each resolution (rows) and rating (columns), where nothing else was asked.
  static let table: [String: [String]] = [
    "not-asked": [
      "skip no-survey", "skip unanswered", "skip unanswered", "review unreadable",
      "submit no 1 inferred-resolution", "submit no 2 inferred-resolution",
      "submit no 3 inferred-resolution", "submit yes 4 inferred-resolution",
      "submit yes 5 inferred-resolution",
    ],
    "unanswered": [
      "skip unanswered", "skip unanswered", "skip unanswered", "review unreadable",
      "submit no 1 inferred-resolution", "submit no 2 inferred-resolution",
      "submit no 3 inferred-resolution", "submit yes 4 inferred-resolution",
      "submit yes 5 inferred-resolution",
    ],
    "declined": [
      "skip unanswered", "skip unanswered", "skip unanswered", "review unreadable",
      "submit no 1 inferred-resolution", "submit no 2 inferred-resolution",
      "submit no 3 inferred-resolution", "submit yes 4 inferred-resolution",
      "submit yes 5 inferred-resolution",
    ],
    "unreadable": Array(repeating: "review unreadable", count: 9),
    "yes": [
      "skip no-rating", "skip no-rating", "skip no-rating", "review unreadable",
      "submit yes 1 contradictory", "submit yes 2 contradictory", "submit yes 3", "submit yes 4",
      "submit yes 5",
    ],
    "no": [
      "submit no 1 inferred-rating", "submit no 1 inferred-rating", "skip no-rating",
      "review unreadable", "submit no 1", "submit no 2", "submit no 3",
      "submit no 4 contradictory", "submit no 5 contradictory",
    ],
    "partly": [
      "skip no-rating", "skip no-rating", "skip no-rating", "review unreadable", "submit no 1",
      "submit no 2", "submit no 3", "submit no 4", "submit no 5",
    ],
  ]

  private func wanted(_ survey: SurveyCase) -> String {
    if survey.sourcesDisagree { return "review sources-disagree" }
    if survey.severalRatings { return "review several-ratings" }
    if survey.earlierSurvey { return "review earlier-survey" }
    let column = SurveyCase.ratingStates.firstIndex(of: survey.rating) ?? 0
    let decision = Self.table[survey.resolved]?[column] ?? ""
    // A comment that was asked for makes it a survey, and changes nothing else.
    return decision == "skip no-survey" && survey.comment != "not-asked"
      ? "skip unanswered" : decision
  }

  @Test func `decide every survey as the decision page says`() throws {
    let (policy, environment) = try haptikRules()
    var mistakes: [String] = []
    for survey in SurveyCase.all {
      var found = "nothing"
      if case .matched(let value, _) = policy.evaluate(survey.activation(in: environment)) {
        found = value.decision?.summary ?? "no decision"
      }
      if found != wanted(survey) { mistakes.append("\(survey): \(found), not \(wanted(survey))") }
    }
    #expect(SurveyCase.all.count == 7 * 9 * 4 * 8)
    #expect(mistakes == [])
  }

  @Test func `have the ids that reports name, in the order of the decision page`() throws {
    #expect(
      try haptikRules().policy.rules.map(\.id) == [
        "sources-disagree", "several-ratings", "earlier-survey", "plain-no", "unreadable",
        "as-answered", "no-rating", "rating-only", "unanswered", "no-survey",
      ])
  }

  @Test func `say for every survey in plain words why`() throws {
    let (policy, environment) = try haptikRules()
    for survey in SurveyCase.all {
      let trace = policy.explain(survey.activation(in: environment))
      let sentence = trace.winner?.explanation ?? ""
      #expect(sentence.hasSuffix("."), "\(survey): \(sentence)")
      #expect(!sentence.contains("\n"))
    }
    let contradiction = policy.explain(
      SurveyCase(resolved: "yes", rating: "2").activation(in: environment))
    #expect(
      contradiction.winner?.explanation
        == "The user answered both questions: resolved, with a rating of 2. The two answers "
        + "contradict each other.")
  }

  @Test func `leave no survey without a decision and have no rule that never fires`() throws {
    let (policy, environment) = try haptikRules()
    let analysis = policy.analysis(over: SurveyCase.all.map { $0.activation(in: environment) })
    #expect(analysis.caseCount == 2016)
    #expect(analysis.neverHolding.isEmpty)
    #expect(analysis.shadowed.isEmpty)
    #expect(analysis.uncovered == nil)
    #expect(analysis.failing.isEmpty)
    #expect(analysis.brokenInvariants.isEmpty)
  }

  @Test func `read nothing but the survey`() throws {
    for path in try haptikRules().policy.references {
      #expect(path.name.hasPrefix("survey"), "\(path.name)")
    }
  }
}
