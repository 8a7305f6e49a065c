import Diagnostics
import Testing

@testable import Pipelines

@Suite struct `An expectation` {
  private static let place = Place(file: "p.yaml", line: 2)

  typealias Expected = Pipelines.Expectation

  @Test(arguments: [
    ("no-survey < 40%", "no-survey", Expected.Comparison.below, Expected.Bound.share(0.4)),
    ("review<=12", "review", .atMost, .count(12)),
    ("submit >= 0.5 %", "submit", .atLeast, .share(0.005)),
    (" review > usual ", "review", .above, .usualPlus(0)),
    ("review < usual + 5%", "review", .below, .usualPlus(0.05)),
    ("submit > usual - 20%", "submit", .above, .usualPlus(-0.2)),
    ("no-survey < usual * 1.5", "no-survey", .below, .usualTimes(1.5)),
  ])
  func `is read with its name, sign and bound`(
    text: String, name: String, sign: Expected.Comparison, bound: Expected.Bound
  ) {
    let expectation = Expected(text, at: Self.place)
    #expect(expectation?.name == name)
    #expect(expectation?.comparison == sign)
    #expect(expectation?.bound == bound)
  }

  @Test(arguments: [
    "", "<", "review", "review <", "< 4%", "review = 4%", "review < x", "review < -4%",
    "review < 101%", "review < usual + 5", "review < usual / 2", "a b < 4%", "review < 4% 5%",
    "review < ٤%",
  ])
  func `is refused where it is none`(text: String) {
    #expect(Expected(text, at: Self.place) == nil)
  }

  @Test(arguments: [
    (
      ExpectationMistake.unclear("review <", at: place),
      """
      p.yaml:2: error: "review <" is no expectation [expectation]
        = write a decision, reason or flag and its bound: no-survey < 40%, review < usual + 5%
      """
    ),
    (
      ExpectationMistake.misspelt("reviews", near: "review", at: place),
      """
      p.yaml:2: error: nothing is counted under "reviews" [expectation-name]
        = did you mean "review"?
      """
    ),
    (
      ExpectationMistake.drift(["a is 4%, expected a < 3%", "b is 2, expected b < 1"], at: place),
      """
      p.yaml:2: error: the export is not as expected: a is 4%, expected a < 3%; b is 2, \
      expected b < 1 [drift]
        = has the bot's wording changed? look at the report; where all is well, send it with \
      exitpoll apply REPORT_DIR --accept-drift
      """
    ),
    (
      SinkMistake.hour("2h", at: place),
      """
      p.yaml:2: error: "2h" cannot be the time between two feedbacks of a user [sink-hour]
        = leave it out: Haptik's is an hour; only a rehearsal may shorten it, such as 5s
      """
    ),
    (
      SinkMistake.doNotSendMissing("x.txt", at: place),
      """
      p.yaml:2: error: the do-not-send list "x.txt" cannot be read [do-not-send-file]
        = the path starts from the pipeline file's folder; nothing was sent
      """
    ),
  ])
  func `and the sink say what is wrong in these words`(diagnostic: Diagnostic, text: String) {
    #expect(diagnostic.rendered() == text)
  }
}
