import CEL
import Policies

/// Why rules gave no decision for a conversation, in the words of the report.
enum RuleFault {
  static func breaks(_ invariant: Invariant) -> String {
    "The decision breaks \"\(invariant.id)\", so it is not sent: \(invariant.message)"
  }

  static func failed(_ rule: String, _ error: EvaluationError) -> String {
    "The rule \"\(rule)\" failed: \(error.message)"
  }
}
