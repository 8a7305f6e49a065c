import Conversations
import Delivery
import Diagnostics
import Foundation
import Ledger
import Synchronization

/// Delivers numbered submissions in a process of its own, so that a test can kill it.
///
/// Arguments: the URL, the ledger, the beginning of the users' names, how many submissions, and at
/// which moment to die: each durable step asks for the time just before it, and reports just after
/// it; 0 is never. A sixth says how many requests may be on their way, instead of 4.
@main
struct CourierProcess {
  static func main() async {
    let arguments = CommandLine.arguments
    guard arguments.count >= 6, let count = Int(arguments[4]), let last = Int(arguments[5]) else {
      exit(64)
    }
    let name = arguments[3]
    let concurrency = arguments.count > 6 ? Int(arguments[6]) ?? 4 : 4
    let moments = Atomic(0)
    let die: @Sendable () -> Void = {
      if moments.add(1, ordering: .relaxed).newValue == last { kill(getpid(), SIGKILL) }
    }
    do throws(Diagnostic) {
      try await deliver(
        to: arguments[1], ledger: arguments[2], count, name, concurrency, moment: die)
    } catch {
      FileHandle.standardError.write(Data("\(error.code)\n".utf8))
      exit(70)
    }
  }

  static func deliver(
    to url: String, ledger path: String, _ count: Int, _ name: String,
    _ concurrency: Int, moment: @escaping @Sendable () -> Void
  ) async throws(Diagnostic) {
    var problems: [Diagnostic] = []
    let endpoint = HaptikEndpoint(
      url: url, token: Secret("T-0123456789"), clientID: Secret("C-987"),
      connection: .init(connectTimeout: .seconds(300), requestTimeout: .seconds(300)),
      problems: &problems)
    guard let endpoint else { throw problems[0] }
    let ledger = try Ledger.open(
      path: path, endpoint: endpoint.url, clientID: endpoint.clientID,
      now: {
        moment()
        return DeliveryClock.system.wall()
      })
    let pacing = Pacing(rate: nil, concurrency: concurrency, firstBackoff: .milliseconds(5))
    var courier = Courier(to: endpoint, ledger: ledger, pacing: pacing)
    courier.progress = { _ in moment() }
    let tally = try await courier.deliver(
      DeliveryPlan((0..<count).lazy.map { submission("\(name)-\($0)") }))
    ledger.close()
    print(tally.statement)
  }

  static func submission(_ user: String) -> Submission {
    Submission(
      id: SubmissionID.of(
        businessID: 343, authID: user, conversation: "c", anchor: .ordinal(0)),
      conversation: "c",
      body: .init(authID: user, businessID: 343, isResolved: true, rating: 4, feedback: "quick"))
  }
}
