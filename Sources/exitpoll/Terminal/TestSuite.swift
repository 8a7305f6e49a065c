import Pipelines
import Policies

/// The cases of one pipeline file, and which shares of its rules they must show.
struct TestSuite {
  var path: String
  var run: CaseRun
  /// The least shares in percent; nil where none is asked for.
  var wanted: (rules: Int?, terms: Int?)

  /// What is short of the shares that are wanted, each as a sentence.
  var shortfalls: [String] {
    let shares = [
      ("rules", run.coverage.ruleShare, wanted.rules),
      ("terms' two values", run.coverage.termShare, wanted.terms),
    ]
    return shares.compactMap { name, share, least in
      guard let least, share * 100 < Double(least) else { return nil }
      return "the cases show \(Int(share * 100)) % of the \(name), and \(least) % are wanted"
    }
  }

  var hasPassed: Bool { run.hasPassed && shortfalls.isEmpty }
}
