/// Decides on each request, one after another, records what counts, and draws the faults.
actor FeedbackDesk {
  /// What the server does with a request.
  struct Reply: Sendable, Hashable {
    var answer: FeedbackRules.Answer
    var fault: Fault?
    var delay: Duration
  }

  private var rules: FeedbackRules
  private var dice: FaultDice
  private let recorder: FeedbackRecorder?
  private let delay: Duration
  private let elapsed: @Sendable () -> Duration

  init(
    rules: FeedbackRules, dice: FaultDice, recorder: FeedbackRecorder?, delay: Duration,
    elapsed: (@Sendable () -> Duration)? = nil
  ) {
    self.rules = rules
    self.dice = dice
    self.recorder = recorder
    self.delay = delay
    let start = ContinuousClock.now
    self.elapsed = elapsed ?? { start.duration(to: .now) }
  }

  /// Decides; what counts is recorded before this returns. Where it cannot be recorded, it does not
  /// count.
  func reply(to request: FeedbackRules.Request) throws -> Reply {
    let fault = dice.roll()
    let moment = elapsed()
    let (answer, feedback) = rules.answer(request, at: moment)
    let isRecorded = fault?.isAfterRecording ?? true
    if let feedback, isRecorded {
      try recorder?.append(feedback.line)
      rules.accept(feedback, at: moment)
    }
    return Reply(answer: answer, fault: fault, delay: delay)
  }
}
