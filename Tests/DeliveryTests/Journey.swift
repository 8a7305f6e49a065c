import Conversations
import Delivery
import Diagnostics
import Ledger
import Synchronization
import Testing

/// A time that a test moves; waiting moves it too, and takes no time.
final class TestTime: Sendable {
  private let offset = Mutex(Duration.zero)
  private let jump = Mutex(Duration.zero)
  static let start = Timestamp(year: 2026, month: 11, day: 1, hour: 9)

  var clock: DeliveryClock {
    DeliveryClock(
      wall: { Self.start + self.offset.withLock { $0 } + self.jump.withLock { $0 } },
      elapsed: { self.offset.withLock { $0 } },
      sleep: { duration in
        self.advance(duration)
        await Task.yield()
      })
  }

  func advance(_ duration: Duration) { offset.withLock { $0 += duration } }

  /// Moves the time of day alone, as a person or a time server does.
  func jump(_ duration: Duration) { jump.withLock { $0 += duration } }
}

/// What a test sends, and to whom.
struct Journey {
  let folder: Folder
  let time = TestTime()
  var pacing = Pacing(rate: nil, concurrency: 4)
  var hour = Duration.seconds(3600)
  var doNotSend = DoNotSendList()
  /// Longer than any answer takes on a slow machine; what needs a time-out sets its own.
  var requestTimeout = Duration.seconds(300)
  let stop = StopSignal()

  init() throws { folder = try Folder() }

  var ledgerPath: String { folder.path("test.ledger") }

  func endpoint(_ url: String, token: String = "T-0123456789") throws -> HaptikEndpoint {
    var problems: [Diagnostic] = []
    let endpoint = HaptikEndpoint(
      url: url, token: Secret(token), clientID: Secret("C-987"),
      connection: .init(connectTimeout: .seconds(300), requestTimeout: requestTimeout),
      problems: &problems)
    return try #require(endpoint, "\(problems)")
  }

  func open(_ url: String) throws -> Ledger {
    try Ledger.open(
      path: ledgerPath, endpoint: url, clientID: Secret("C-987"), hour: hour,
      now: time.clock.steady())
  }

  func courier(_ url: String, _ ledger: Ledger, token: String = "T-0123456789") throws -> Courier {
    Courier(
      to: try endpoint(url, token: token), ledger: ledger, pacing: pacing, doNotSend: doNotSend,
      clock: time.clock, random: { 0.5 }, stop: stop)
  }

  /// Opens the ledger, delivers, and closes it again.
  @discardableResult
  func deliver(
    _ submissions: [Submission], to url: String, token: String = "T-0123456789"
  ) async throws -> DeliveryTally {
    let ledger = try open(url)
    defer { ledger.close() }
    return try await courier(url, ledger, token: token).deliver(DeliveryPlan(submissions))
  }

  @discardableResult
  func send(to url: String) async throws -> DeliveryTally {
    let ledger = try open(url)
    defer { ledger.close() }
    return try await courier(url, ledger).deliverPending()
  }

  func entries(_ filter: LedgerFilter = LedgerFilter()) throws -> [LedgerEntry] {
    let view = try LedgerView(path: ledgerPath)
    defer { view.close() }
    return try view.entries(filter)
  }
}

/// A submission whose id is made of its number.
func submission(
  _ number: Int, user: String? = nil, rating: Int = 4, lastMessageAt: Timestamp? = nil
) -> Submission {
  let user = user ?? "u-\(number)"
  return Submission(
    id: SubmissionID.of(
      businessID: 343, authID: user, conversation: "c-\(number)", anchor: .ordinal(0)),
    conversation: "c-\(number)",
    body: .init(
      authID: user, businessID: 343, isResolved: true, rating: rating, feedback: "quick"),
    lastMessageAt: lastMessageAt)
}

/// Submissions of as many users.
func submissions(_ count: Int) -> [Submission] { (0..<count).map { submission($0) } }
