import ArgumentParser
import Diagnostics
import Foundation
import Pipelines

/// Mistakes that keep a command from running, all at once.
struct Mistakes: Error {
  var diagnostics: [Diagnostic]
  var status: ExitStatus
}

extension Console {
  /// Runs a command and ends the tool with its status; mistakes are shown.
  func exiting(_ command: () async throws -> ExitStatus) async throws {
    // A reader that goes away, as `head` does, is seen where the writing fails.
    signal(SIGPIPE, SIG_IGN)
    var status: ExitStatus
    do {
      status = try await command()
    } catch {
      guard let failed = ExitStatus(endedBy: error) else { throw error }
      switch error {
      case let mistakes as Mistakes: show(mistakes.diagnostics)
      case let mistake as Diagnostic: show([mistake])
      default: note("interrupted: no report was written and nothing was sent")
      }
      status = failed
    }
    if StandardOutput.shared.state == .failed {
      show([CommandMistake.outputLost])
      status = ExitStatus.first(of: [status, .inputOutput])
    }
    throw ExitCode(status.rawValue)
  }

  /// Returns a checked pipeline; shows warnings, throws all mistakes.
  func pipeline(_ path: String, _ settings: [Setting] = []) throws -> Pipeline {
    var diagnostics: [Diagnostic] = []
    let pipeline = Pipeline.load(path, settings: settings, into: &diagnostics)
    guard let pipeline else { throw Mistakes(diagnostics: diagnostics, status: .configuration) }
    show(diagnostics)
    return pipeline
  }
}

extension ExitStatus {
  /// The status of a command that an error ended; nil where the error is none of the tool's own.
  init?(endedBy error: any Error) {
    switch error {
    case let mistakes as Mistakes: self = mistakes.status
    case let mistake as Diagnostic: self = ExitStatus(of: mistake)
    case let interruption as Interruption: self = interruption.status
    default: return nil
    }
  }
}
