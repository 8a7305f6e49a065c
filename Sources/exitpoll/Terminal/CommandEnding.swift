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
    } catch let mistakes as Mistakes {
      show(mistakes.diagnostics)
      status = mistakes.status
    } catch let mistake as Diagnostic {
      show([mistake])
      status = ExitStatus(of: mistake)
    } catch let interruption as Interruption {
      note("interrupted: no report was written and nothing was sent")
      status = interruption.status
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
