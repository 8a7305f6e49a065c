public import Diagnostics
package import Documents
import Dispatch
import Synchronization

/// The markers and lexicons that surveys are read with; make it once and share it.
public struct SurveyModel: Sendable {
  let markers: [Marker]
  let vocabulary: Vocabulary
  /// The markers' wordings by language.
  let wordingGroups: [WordingGroup]
  let statementWordings: StatementWordings

  private init(_ markers: [Marker], _ vocabulary: Vocabulary) {
    self.markers = markers
    self.vocabulary = vocabulary
    wordingGroups = WordingGroup.groups(of: markers)
    statementWordings = StatementWordings(markers)
  }

  /// How many languages can be told apart.
  static let languageLimit = 60

  /// Makes a model of built-in marker sets, by name, and own markers in the same form as the
  /// built-in files; reports and returns nil where a name or an own marker is wrong.
  ///
  /// `languages` are the codes of the languages whose wordings and words are read; all where nil.
  package static func make(
    use sets: [String], own: [YAMLNode] = [], languages: [String]? = nil,
    into diagnostics: inout [Diagnostic]
  ) -> SurveyModel? {
    let before = diagnostics.count
    let lexicons = BuiltInData.lexicons(languages, into: &diagnostics)
    if lexicons.count > languageLimit {
      diagnostics.append(.tooManyLanguages(limit: languageLimit))
    }
    guard diagnostics.count == before else { return nil }
    let (read, vocabulary) = both(
      {
        var found: [Diagnostic] = []
        let some = markers(
          sets, own: own, languages: lexicons.map(\.language), TextFolder(), into: &found)
        return (markers: some, diagnostics: found)
      }, { Vocabulary(lexicons, folder: TextFolder()) })
    diagnostics += read.diagnostics
    guard !read.diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    return SurveyModel(read.markers, vocabulary)
  }

  private static func markers(
    _ sets: [String], own: [YAMLNode], languages codes: [String], _ folder: TextFolder,
    into diagnostics: inout [Diagnostic]
  ) -> [Marker] {
    var markers: [Marker] = []
    for node in own {
      var file = MarkerFile(languages: codes, folder: folder, isChecked: true)
      markers += file.markers(in: node, into: &diagnostics)
    }
    for name in sets {
      markers += BuiltInData.markers(of: name, languages: codes, folder, into: &diagnostics)
    }
    return markers
  }

  /// Makes two things at a time, which shortens the start of every run.
  private static func both<First: Sendable, Second: Sendable>(
    _ first: @Sendable () -> First, _ second: @Sendable () -> Second
  ) -> (First, Second) {
    let made = Mutex<(First?, Second?)>((nil, nil))
    DispatchQueue.concurrentPerform(iterations: 2) { part in
      if part == 0 {
        let value = first()
        made.withLock { $0.0 = value }
      } else {
        let value = second()
        made.withLock { $0.1 = value }
      }
    }
    let (one, other) = made.withLock { $0 }
    return (one ?? first(), other ?? second())
  }

  /// The names of the built-in marker sets.
  public static var builtInSets: [String] { BuiltInData.sets }

  /// The codes of the languages with a built-in lexicon.
  public static var builtInLanguages: [String] { BuiltInData.languages.filter { $0 != "und" } }
}

extension SurveyModel {
  /// Makes a model of built-in marker sets, by name, and of own markers in YAML, a list as
  /// `docs/markers.md` has it; throws all mistakes.
  ///
  /// `languages` are the codes of the languages whose wordings and words are read; all where nil.
  public init(
    use sets: [String] = ["haptik-csat", "haptik-nps", "generic"], markers: SourceText? = nil,
    languages: [String]? = nil
  ) throws(Mistakes) {
    var diagnostics: [Diagnostic] = []
    var own: [YAMLNode] = []
    do throws(Diagnostic) {
      if let markers { own.append(try YAMLDocument.parse(markers)) }
    } catch {
      throw Mistakes([error])
    }
    let model = Self.make(use: sets, own: own, languages: languages, into: &diagnostics)
    guard let model else { throw Mistakes(diagnostics) }
    self = model
  }
}
