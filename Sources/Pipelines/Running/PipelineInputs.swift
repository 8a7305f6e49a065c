import CEL
import Diagnostics
import Transcripts

extension Pipeline {
  /// Returns a path of the pipeline file as it is opened: relative ones start from the file's
  /// folder.
  func path(_ path: String) -> String {
    path.hasPrefix("/") || base.isEmpty || base == "." ? path : base + "/" + path
  }

  /// Returns the inputs of a run.
  func inputs(_ options: RunOptions) throws(Diagnostic) -> [Input] {
    let finder = InputFinder(base: base, endings: ingest.format.fileEndings)
    return options.inputs.isEmpty
      ? try finder.inputs(from: ingest.patterns)
      : try finder.inputs(given: options.inputs, attributesOf: ingest.patterns)
  }

  /// What the pipeline's rules and filters read of a conversation.
  var needs: ReadingNeeds {
    let programs =
      filters.before + filters.after
      + [feedback.authID, feedback.businessID, feedback.feedback].compactMap { $0 }
    let readsMessages =
      decide.rules.readsMessages
      || programs.contains { $0.references.contains { $0.name.hasPrefix("messages") } }
    return readsMessages ? .everything : .survey
  }
}
