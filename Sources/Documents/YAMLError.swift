import Diagnostics
import Yams

/// The sentences about a file that is not the YAML we read.
extension Diagnostic {
  /// What to do with CEL that YAML takes apart.
  static let quoteRemedy =
    "if this is an expression or text, put it in single quotes, or in a block after \"|\""

  static func yamlSyntax(_ problem: String, at place: Place) -> Diagnostic {
    Diagnostic(code: "yaml-syntax", "this is not valid YAML: \(problem)", at: place)
  }

  static func yamlTooLarge(file: String, limit: Int) -> Diagnostic {
    Diagnostic(
      code: "yaml-too-large", "the file is larger than \(limit >> 20) MB", at: Place(file: file),
      remedy: "split it into several files")
  }

  static func yamlTooDeep(limit: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "yaml-too-deep", "lists and mappings are nested more than \(limit) deep", at: place,
      remedy: "flatten the file")
  }

  static func yamlAlias(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "yaml-alias", "anchors, aliases and merge keys are not read here", at: place,
      remedy: "write the value out; " + quoteRemedy)
  }

  static func yamlTag(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "yaml-tag", "YAML takes a value that begins with \"!\" for a tag", at: place,
      remedy: quoteRemedy)
  }

  static func yamlDuplicateKey(_ key: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "duplicate-key", "\"\(key)\" stands here twice", at: place,
      remedy: "remove one of the two")
  }

  static func yamlSeveralDocuments(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "yaml-several-documents", "the file holds more than one YAML document", at: place,
      remedy: "put each document, without the line \"---\", in a file of its own")
  }

  static func yamlTab(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "yaml-tab", "YAML does not allow a tab here", at: place, remedy: "indent with spaces")
  }

  /// Turns an error of Yams into one of ours.
  init(_ error: YamlError, in lines: SourceLines) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
      self.init(problem: problem, line: mark.line, column: mark.column, in: lines)
    case .composer(_, let problem, let mark, _):
      let place = lines.place(line: mark.line, column: mark.column)
      self =
        problem.contains("another document")
        ? .yamlSeveralDocuments(at: place) : .yamlSyntax(problem, at: place)
    case .duplicatedKeysInMapping(let keys, let context):
      let place = lines.place(line: context.mark.line, column: context.mark.column)
      self = .yamlDuplicateKey(keys.first ?? "", at: place)
    case .reader(let problem, _, _, _):
      self = .yamlSyntax(problem, at: Place(file: lines.file))
    default:
      self = .yamlSyntax("it cannot be read", at: Place(file: lines.file))
    }
  }

  private init(problem: String, line: Int, column: Int, in lines: SourceLines) {
    let place = lines.place(line: line, column: column)
    if problem.contains("undefined alias") {
      self = .yamlAlias(at: place)
    } else if lines.scalar(line: line, column: column) == "\t" {
      self = .yamlTab(at: place)
    } else {
      self = .yamlSyntax(problem, at: place)
      remedy =
        problem.contains("cannot start any token")
        ? Diagnostic.quoteRemedy
        : "look at this line and the one above it; " + Diagnostic.quoteRemedy
    }
  }
}
