import Foundation
import TestKit
import Testing

/// What an auditor does between a dry run and `apply`.
@Suite struct `An audit` {
  private let sandbox: Sandbox
  private let workplace: Workplace
  private static let sink = """
      - haptik:
          url: ${HAPTIK_FEEDBACK_URL}
          token: ${HAPTIK_TOKEN}
          client_id: ${HAPTIK_CLIENT_ID}
          ledger: test.ledger

    """

  init() throws {
    sandbox = try Sandbox(["--token", "s3cr3t-t0ken", "--client-id", "cl13nt"])
    workplace = try Workplace()
    _ = try workplace.nativePipeline(sink: Self.sink)
    let chats = [
      Workplace.chat("a"), Workplace.chat("b", rating: "5"), Workplace.chat("r", rating: "100%"),
    ]
    try workplace.folder.write(chats.joined(separator: "\n"), to: "chats.ndjson")
  }

  private func dryRun(_ more: String..., environment: [String: String] = [:]) throws {
    let run = try BuiltTool("exitpoll").run(
      ["run", "p.yaml", "--dry-run", "--report", "r"] + more, in: workplace.folder.url,
      environment: environment)
    #expect(run.status == 0, "\(run.errors)")
  }

  private func apply(
    _ more: String..., environment: [String: String] = [:]
  ) throws -> BuiltTool.Finished {
    try BuiltTool("exitpoll").run(
      ["apply", "r"] + more, in: workplace.folder.url,
      environment: sandbox.environment.merging(environment) { $1 })
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func `withholds, approves and settles as the sheet says, and records who and when`() throws
  {
    try dryRun()
    try workplace.folder.write(
      """
      conversation,verdict,resolved,rating,comment,note,by
      a,withhold,,,,a test chat,asha
      b,approve,,,,,
      r,settle,yes,4,all good,listened to the call,ravi
      """, to: "r/verdicts.csv")
    let applied = try apply("--by", "meera")
    #expect(applied.status == 0, "\(applied.errors)")
    #expect(applied.output.contains("submit 3 = 2 delivered"))
    #expect(applied.output.contains("1 withheld"))
    let bodies = sandbox.accepted
    #expect(bodies.count == 2)
    #expect(bodies.contains { $0.contains("\"u-r\"") && $0.contains("\"all good\"") })
    #expect(!bodies.contains { $0.contains("\"u-a\"") })
    let record = try object(workplace.text("r/applied.json"))
    let verdicts = try #require(record["verdicts"] as? [[String: Any]])
    #expect(verdicts.map { $0["by"] as? String } == ["asha", "meera", "ravi"])
    #expect(verdicts.map { $0["verdict"] as? String } == ["withhold", "approve", "settle"])
    let settled = try #require(verdicts[2]["submission"] as? String)
    let shown = try workplace.exitpoll("ledger", "show", "test.ledger", settled)
    let entry = try object(shown.output)
    #expect(entry["plan"] as? String == record["digest"] as? String)
    let kept = try #require((entry["verdicts"] as? [[String: Any]])?.first)
    #expect(kept["verdict"] as? String == "settle" && kept["by"] as? String == "ravi")
    #expect(kept["note"] as? String == "listened to the call")
    #expect(kept["at"] as? String == record["applied_at"] as? String)
    // A later run over the same export sends neither.
    let again = try workplace.exitpoll(
      "run", "p.yaml", "--report", "later", environment: sandbox.environment)
    #expect(again.output.contains("1 already"), "\(again.output)")
    #expect(sandbox.accepted.count == 2)
  }

  @Test func `sends only what was approved, where that is asked for`() throws {
    try dryRun()
    try workplace.folder.write("conversation,verdict\nb,approve\n", to: "mine.csv")
    let applied = try apply("--verdicts", "mine.csv", "--approved-only")
    #expect(applied.output.contains("submit 1 = 1 delivered"), "\(applied.errors)")
    #expect(sandbox.accepted.count == 1)
  }

  @Test func `refuses a sheet that does not fit, with every mistake, and sends nothing`() throws {
    try dryRun()
    try workplace.folder.write(
      "conversation,verdict,resolved,rating\na,settle,yes,5\nnone,approve,,\n",
      to: "r/verdicts.csv")
    let applied = try apply()
    #expect(applied.status == 65)
    #expect(applied.errors.contains("\"a\" is no review that could be settled"))
    #expect(applied.errors.contains("the report has no conversation \"none\""))
    #expect(sandbox.accepted.isEmpty)
  }

  /// What is done to a report or its pipeline, and what `apply` then says.
  private static let refusals: [(String, String, String, [String: String], String)] = [
    (
      "r/submissions.ndjson", "\"query_rating\":4", "\"query_rating\":5", [:],
      "is not the plan that its manifest describes"
    ),
    ("p.yaml", "pipeline: test", "pipeline: test # moved", [:], "this has moved: the pipeline"),
    (
      "r/manifest.json", "\"submissions\" : 2", "\"submissions\" : 1",
      ["EXITPOLL_PLAN_KEY": "k3y"], "the signature of the manifest in \"r\" is wrong"
    ),
    (
      "p.yaml", "pipeline: test", "pipeline: test", ["EXITPOLL_PLAN_KEY": "another"],
      "the signature of the manifest in \"r\" is wrong"
    ),
  ]

  @Test(arguments: refusals.indices)
  func `ends where the plan is not what was audited`(index: Int) throws {
    let (file, old, new, environment, sentence) = Self.refusals[index]
    try dryRun(environment: environment.isEmpty ? [:] : ["EXITPOLL_PLAN_KEY": "k3y"])
    let text = try workplace.text(file)
    try #require(text.contains(old))
    try workplace.folder.write(text.replacing(old, with: new), to: file)
    let applied = try apply(environment: environment)
    #expect(applied.status == 65)
    #expect(applied.errors.contains(sentence), "\(applied.errors)")
    #expect(sandbox.accepted.isEmpty)
  }

  @Test func `demands a signature where a key is set, and the digest that was signed off`() throws {
    try dryRun()
    let unsigned = try apply(environment: ["EXITPOLL_PLAN_KEY": "k3y"])
    #expect(unsigned.status == 65)
    #expect(unsigned.errors.contains("carries no signature"))
    let other = try apply("--digest", String(repeating: "0", count: 64))
    #expect(other.status == 65)
    #expect(other.errors.contains("and the one signed off is 000"))
    let plan = try #require(
      object(workplace.text("r/manifest.json"))["plan"] as? [String: Any])
    let digest = try #require(plan["digest"] as? String)
    #expect(try workplace.text("r/index.html").contains(digest))
    #expect(try apply("--digest", digest).status == 0)
    let twice = try apply("--digest", digest)
    #expect(twice.status == 65)
    #expect(twice.errors.contains("was applied already, at"))
    #expect(sandbox.accepted.count == 2)
  }

  @Test func `goes on where changes are accepted, from any folder`() throws {
    try dryRun()
    let text = try workplace.text("p.yaml")
    try workplace.folder.write(text + "# a word\n", to: "p.yaml")
    #expect(try apply().status == 65)
    let elsewhere = try TemporaryFolder()
    let applied = try BuiltTool("exitpoll").run(
      ["apply", workplace.folder.url.appending(path: "r").path, "--accept-changes"],
      in: elsewhere.url, environment: sandbox.environment)
    #expect(applied.status == 0, "\(applied.errors)")
    #expect(sandbox.accepted.count == 2)
  }
}
