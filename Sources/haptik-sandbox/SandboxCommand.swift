internal import ArgumentParser
internal import Foundation

/// The command line of the rehearsal server.
@main
struct SandboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "haptik-sandbox",
    abstract: "Answers as Haptik's log-feedback API is documented, on this machine alone.",
    discussion: """
      Every user has a conversation open and may give feedback once an hour. Faults are given as \
      KIND=RATE, the rate from 0 to 1, and are drawn by --seed. Kinds: \
      \(Fault.Kind.allCases.map(\.rawValue).joined(separator: ", ")). A kind that answers instead \
      of the API does so before the feedback is recorded, or after it with "-after" at its end.
      """)

  @Option(help: "The port to listen on; 0 picks a free one.")
  var port: Int
  @Option(
    help: "A file to which the body of each accepted feedback is appended, a line each.",
    completion: .file())
  var record: String?
  @Option(help: "The bearer token to ask for; any is taken where this is left out.")
  var token: String?
  @Option(help: "The client id to ask for; any is taken where this is left out.")
  var clientID: String?
  @Option(help: "How long the hour between two feedbacks of a user takes, such as 2s.")
  var hour: SandboxDuration = SandboxDuration(.seconds(3600))
  @Option(help: "A user who is not registered; may be given several times.")
  var unregistered: [String] = []
  @Option(help: "A user without an open conversation; may be given several times.")
  var inactive: [String] = []
  @Option(help: "How long after the start all conversations close, such as 10m.")
  var closeAfter: SandboxDuration?
  @Option(help: "A fault and how often it strikes, such as 503=0.1; may be given several times.")
  var fault: [Fault] = []
  @Option(help: "How long the faults `delay` and `slow` take, such as 500ms.")
  var faultDelay: SandboxDuration = SandboxDuration(.seconds(1))
  @Option(help: "The seed from which faults are drawn.")
  var seed: UInt64 = 1

  func validate() throws {
    guard 0...65_535 ~= port else { throw ValidationError("--port is a number up to 65535") }
    let sum = fault.map(\.rate).reduce(0, +)
    guard sum <= 1.000_001 else { throw ValidationError("the rates of --fault are more than 1") }
  }

  func run() async throws {
    var rules = FeedbackRules()
    rules.token = token
    rules.clientID = clientID
    rules.hour = hour.value
    rules.unregistered = Set(unregistered)
    rules.inactive = Set(inactive)
    rules.closeAfter = closeAfter?.value
    let recorder = try record.map { try FeedbackRecorder(path: $0) }
    let desk = FeedbackDesk(
      rules: rules, dice: FaultDice(fault, seed: seed), recorder: recorder,
      delay: faultDelay.value)
    try await SandboxServer(desk: desk, port: port).run()
  }
}
