import Delivery
import Diagnostics
import Foundation
import Ledger
import Pipelines
import Reports

/// What to do after a command, each one line.
enum NextStep {
  /// After a dry run of a pipeline.
  static func afterReport(_ run: DryRun.Result, sends: Bool) -> String {
    let page = "open \(run.directory)/index.html"
    if run.summary.records == 0 { return "the export is empty; is it the right one?" }
    if run.summary.conversations == 0 {
      return "see why nothing could be read: \(run.directory)/unreadable.ndjson"
    }
    if run.summary.decision["submit"] ?? 0 == 0 {
      let isUnnamed = run.summary.reason["no-identity"] ?? 0 > 0
      return isUnnamed
        ? "say in the pipeline whose chats these are (auth_id, business_id): nothing can be sent"
        : "\(page): nothing would be sent"
    }
    return sends
      ? "\(page); send exactly what it lists with: exitpoll apply \(word(run.directory))" : page
  }

  /// After a run whose export was not as expected.
  static func afterDrift(_ run: DryRun.Result, sends: Bool) -> String {
    let page = "open \(run.directory)/index.html"
    return sends
      ? "\(page); where all is well: exitpoll apply \(word(run.directory)) --accept-drift" : page
  }

  /// After a delivery; nil where there is nothing to do.
  static func afterSending(_ tally: DeliveryTally, pipeline: String) -> String? {
    let list = "exitpoll ledger list \(word(pipeline)) --state"
    let send = "exitpoll send \(word(pipeline))"
    switch tally.stop {
    case .credentialsRefused:
      return "check HAPTIK_TOKEN and HAPTIK_CLIENT_ID, which Haptik refused; then: \(send)"
    case .unreachable:
      return "\(unreachable(tally.obstacle)); what was not sent is pending: \(send)"
    case .breaker:
      return "many were refused in a row: are the url and the account right, "
        + "and the export recent? Then: \(send)"
    case .interrupted: return "what was not sent is pending: \(send)"
    case nil: break
    }
    if tally.inDoubt > 0 { return "look at those in doubt, then resolve them: \(list) in-doubt" }
    if tally.rejected > 0 { return "look at what Haptik refused: \(list) rejected" }
    if tally.expired > 0 { return "run sooner after the export; too old were: \(list) expired" }
    if tally.held > 0 { return "those held are due within the hour: \(send)" }
    if tally.pending > 0 { return "send the rest: \(send)" }
    return nil
  }

  private static func unreachable(_ obstacle: LedgerNote?) -> String {
    switch obstacle {
    case .unknownHost: "the host of the sink's url is not known here"
    case .noTLS: "no TLS with Haptik (the system or ca_file must trust its certificate)"
    case .noProxy: "the proxy of the environment let nothing through"
    default: "Haptik could not be reached"
    }
  }

  /// A word of a command line, quoted where a shell would take it apart.
  static func word(_ text: String) -> String {
    let plain = text.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "/._-+=:@".contains($0))
    }
    return plain && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
