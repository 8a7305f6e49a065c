import Diagnostics
import Foundation

/// What can go wrong while a run reads and writes, in words.
enum RunMistake {
  static func cannotWrite(_ path: String, _ error: any Error) -> Diagnostic {
    Diagnostic(
      code: "write-failed", "\"\(path)\" cannot be written: \(reason(error))",
      at: Place(file: path),
      remedy: "make room on the disk or choose another folder with --report; nothing was sent")
  }

  static func cannotRead(_ path: String, _ error: any Error) -> Diagnostic {
    Diagnostic(
      code: "read-failed", "\"\(path)\" cannot be read: \(reason(error))", at: Place(file: path),
      remedy: "check the disk and that no other program removes the file during the run")
  }

  private static func reason(_ error: any Error) -> String {
    (error as NSError).localizedDescription
  }
}

extension RunMistake {
  static let finishedTwice = Diagnostic(
    code: "report-finished", "the report is complete already",
    remedy: "this is a mistake of exitpoll itself; please report it")
}

extension RunMistake {
  static let sumsDiffer = Diagnostic(
    code: "part-incomplete", "the report does not hold as many records as its parts",
    remedy: "the parts changed while they were read; merge again")
}

extension RunMistake {
  static let doesNotAddUp = Diagnostic(
    code: "run-sums", "the report's sums do not add up; nothing was sent",
    remedy: "this is a mistake of exitpoll itself; please report it")
}

extension RunMistake {
  static let noEndpoint = Diagnostic(
    code: "no-endpoint", "the sink's values name no endpoint",
    remedy: "check url, token and client_id of the stage \"haptik\"")
}
