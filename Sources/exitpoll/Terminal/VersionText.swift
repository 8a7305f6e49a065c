import Ledger
import Patterns
import Pipelines
import Transcripts

/// What `--version` prints: the version and the commit, then the libraries that are at work.
enum VersionText {
  static var text: String {
    let built = builtCommit.map { " (commit \($0))" } ?? ""
    var libraries = [("Swift", swift)] + ParserLibraries.versions
    if let version = PatternLibrary.version { libraries.append(("RE2", version)) }
    if let version = LedgerLibrary.version { libraries.append(("SQLite", version)) }
    let list = libraries.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    return "exitpoll \(ToolVersion.number)\(built)\n\(list)"
  }

  private static var swift: String {
    #if compiler(>=6.4)
      "6.4 or later"
    #elseif compiler(>=6.3)
      "6.3"
    #else
      "6.2"
    #endif
  }
}
