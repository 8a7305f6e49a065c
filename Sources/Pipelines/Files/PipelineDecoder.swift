import CEL
import Diagnostics
import Documents
import Reports
import Surveys
import Transcripts

/// Turns a pipeline file into a checked pipeline, or says everything that is wrong with it.
struct PipelineDecoder {
  let source: SourceText
  let base: String
  let settings: [Setting]
  /// Reads a file that the pipeline names: a path, and its text or nil.
  let file: (String) -> SourceText?
  var diagnostics: [Diagnostic] = []

  /// Returns the pipeline, or nil with the mistakes in `diagnostics`.
  mutating func pipeline() -> Pipeline? {
    guard let document = MendedDocument(source, into: &diagnostics) else { return nil }
    let count = diagnostics.count
    let pipeline = pipeline(document.root)
    document.silence(&diagnostics, after: count)
    return diagnostics.contains { $0.severity == .error } ? nil : pipeline
  }

  private mutating func pipeline(_ root: YAMLNode) -> Pipeline? {
    guard var reader = MappingReader(root, of: PipelineKeys.shape, into: &diagnostics) else {
      return nil
    }
    let name = self.name(&reader)
    let report = self.report(reader.value(PipelineKeys.report, into: &diagnostics))
    let parameters = self.parameters(reader.value(PipelineKeys.parameters, into: &diagnostics))
    let stages = reader.value(PipelineKeys.stages, into: &diagnostics)
    let tests = reader.value(PipelineKeys.tests, into: &diagnostics) ?? []
    let expect = reader.valueIfWritten(PipelineKeys.expect, into: &diagnostics)
    reader.finish(into: &diagnostics)
    guard let stages else { return nil }
    let list = StageList(stages, into: &diagnostics)
    let compiler = ExpressionCompiler(parameters: parameters)
    let ingest = list.first(.ingest).flatMap { self.ingest($0) }
    let survey = list.first(.survey).flatMap { self.survey($0) }
    let filters = self.filters(list, compiler)
    let decide = self.decide(list.first(.decide), parameters)
    let feedback = self.feedback(list.first(.feedback), compiler)
    let sink = self.sink(list)
    let expectations = expect.map { Expectation.list($0, into: &diagnostics) } ?? []
    let cases = tests.compactMap { PipelineCase($0, into: &diagnostics) }
    guard !diagnostics.contains(where: { $0.severity == .error }), let name, let ingest,
      let survey, let decide, let sink
    else { return nil }
    return Pipeline(
      name: name, source: source, base: base, report: report, parameters: parameters,
      ingest: ingest, survey: survey, filters: filters, decide: decide, feedback: feedback,
      sink: sink, expectations: expectations + sink.expectations, cases: cases)
  }

  private mutating func name(_ reader: inout MappingReader) -> String? {
    guard let name = reader.value(PipelineKeys.name, into: &diagnostics) else { return nil }
    let isGood =
      name.first?.isLetter == true
      && name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || "-_.".unicodeScalars.contains($0)
      }
    if !isGood {
      diagnostics.append(PipelineMistake.badName(name, at: reader.valuePlace(PipelineKeys.name)))
    }
    return name
  }

  private mutating func report(_ node: YAMLNode?) -> ReportSettings {
    guard let node, var reader = MappingReader(node, of: ReportKeys.shape, into: &diagnostics)
    else {
      return ReportSettings()
    }
    let to = reader.value(ReportKeys.to, into: &diagnostics)
    var settings = ReportSettings(to: to)
    if let redact = reader.value(ReportKeys.redact, into: &diagnostics) {
      settings.redaction = Redaction.decode(redact, into: &diagnostics)
    }
    settings.hashesIdentifiers = reader.value(ReportKeys.hashIDs, into: &diagnostics) ?? false
    settings.retention = reader.value(ReportKeys.retain, into: &diagnostics)
    reader.finish(into: &diagnostics)
    guard !reader.refuseVariables(in: to, ReportKeys.to, into: &diagnostics) else {
      return settings
    }
    for name in to.map({ PathPattern($0).names }) ?? []
    where !ReportSettings.placeholders.contains(name) {
      let place = reader.valuePlace(ReportKeys.to)
      diagnostics.append(PipelineMistake.unknownPlaceholder(name, at: place))
    }
    return settings
  }

  private mutating func parameters(_ node: YAMLNode?) -> Parameters {
    var values: [String: Value] = [:]
    if let node, var reader = MappingReader(node, as: "parameters", into: &diagnostics) {
      for (key, value) in reader.remaining() {
        guard let name = key.text, let text = value.string(into: &diagnostics) else { continue }
        values[name] = Setting.value(of: text, isPlain: value.isPlainScalar)
      }
    }
    for case .parameter(let name, let text) in settings {
      guard values[name] != nil else {
        diagnostics.append(PipelineMistake.unknownSetting(name, known: values.keys.sorted()))
        continue
      }
      values[name] = Setting.value(of: text, isPlain: true)
    }
    return Parameters(values)
  }

  private mutating func ingest(_ entry: StageList.Entry) -> IngestStage? {
    guard let node = entry.settings,
      var reader = MappingReader(node, of: IngestKeys.shape, into: &diagnostics)
    else {
      diagnostics.append(PipelineMistake.missingFormat(at: entry.place))
      return nil
    }
    let from = reader.value(IngestKeys.from, into: &diagnostics) ?? []
    let format = reader.value(IngestKeys.format, into: &diagnostics)
    let split = reader.value(IngestKeys.split, into: &diagnostics)
    let tables = reader.value(IngestKeys.lookUp, into: &diagnostics)
    reader.finish(into: &diagnostics)
    let named = from.first { $0.contains("${") }
    reader.refuseVariables(in: named, IngestKeys.from, into: &diagnostics)
    let gap = split.flatMap { self.gap($0) }
    let lookUps = tables.map { self.lookUps($0) } ?? LookUps()
    guard let format else { return nil }
    guard var decoded = TranscriptFormat.decode(format, into: &diagnostics) else { return nil }
    if let gap { decoded = decoded.split(gap: gap) }
    return IngestStage(
      patterns: from.map { PathPattern($0) }, format: decoded, lookUps: lookUps)
  }

  private mutating func gap(_ node: YAMLNode) -> Duration? {
    guard var reader = MappingReader(node, of: SplitKeys.shape, into: &diagnostics) else {
      return nil
    }
    let gap = reader.value(SplitKeys.gap, into: &diagnostics)
    reader.finish(into: &diagnostics)
    return gap
  }

  private mutating func survey(_ entry: StageList.Entry) -> SurveyModel? {
    var sets = ["haptik-csat", "haptik-nps", "generic"]
    var own: [YAMLNode] = []
    var languages: [String]?
    var named: [YAMLNode] = []
    if let node = entry.settings {
      guard var reader = MappingReader(node, of: SurveyKeys.shape, into: &diagnostics)
      else { return nil }
      sets = reader.value(SurveyKeys.use, into: &diagnostics) ?? sets
      own = reader.value(SurveyKeys.markers, into: &diagnostics).map { [$0] } ?? []
      languages = reader.value(SurveyKeys.languages, into: &diagnostics)
      named = [SurveyKeys.use, SurveyKeys.languages].compactMap {
        reader.optional($0.shape.name)
      }
      reader.finish(into: &diagnostics)
    }
    var mistakes: [Diagnostic] = []
    let model = SurveyModel.make(use: sets, own: own, languages: languages, into: &mistakes)
    diagnostics += mistakes.map { Self.placed($0, among: named, or: entry.place) }
    return model
  }

  /// A mistake about a name, placed where the name is written.
  private static func placed(
    _ mistake: Diagnostic, among nodes: [YAMLNode], or place: Place
  ) -> Diagnostic {
    guard mistake.place == nil else { return mistake }
    let names = nodes.flatMap { node in
      if case .sequence(let items) = node.content { items } else { [node] }
    }
    var placed = mistake
    let name = names.first { mistake.message.contains("\"\($0.text ?? "")\"") }
    placed.place = name?.place ?? place
    return placed
  }

  private mutating func filters(
    _ list: StageList, _ compiler: ExpressionCompiler
  ) -> (before: [Program], after: [Program]) {
    var filters: (before: [Program], after: [Program]) = ([], [])
    var isAfter = false
    for entry in list.entries {
      if entry.name == .survey { isAfter = true }
      guard entry.name == .filter else { continue }
      guard let node = entry.settings else {
        diagnostics.append(PipelineMistake.emptyFilter(at: entry.place))
        continue
      }
      guard let program = compiler.program(node, wanting: [.bool], into: &diagnostics) else {
        continue
      }
      if isAfter { filters.after.append(program) } else { filters.before.append(program) }
    }
    return filters
  }

  private mutating func decide(
    _ entry: StageList.Entry?, _ parameters: Parameters
  ) -> DecideStage? {
    var quietWindow: Duration?
    var rules = DefaultRules.source
    if let entry, let node = entry.settings {
      guard var reader = MappingReader(node, of: DecideKeys.shape, into: &diagnostics)
      else { return nil }
      quietWindow = reader.value(DecideKeys.after, into: &diagnostics)
      let policy = reader.value(DecideKeys.policy, into: &diagnostics)
      reader.finish(into: &diagnostics)
      if let policy {
        let place = reader.valuePlace(DecideKeys.policy)
        guard let found = policySource(policy, at: place) else { return nil }
        rules = found
      } else if reader.optional(DecideKeys.policy.shape.name) != nil {
        return nil
      }
    }
    return DecisionRules.compile(rules, parameters: parameters, into: &diagnostics).map {
      DecideStage(rules: $0, source: rules, quietWindow: quietWindow)
    }
  }

  private mutating func policySource(_ path: String, at place: Place) -> SourceText? {
    guard let text = file(path) else {
      diagnostics.append(PipelineMistake.policyMissing(path, at: place))
      return nil
    }
    return text
  }

  private mutating func feedback(
    _ entry: StageList.Entry?, _ compiler: ExpressionCompiler
  ) -> FeedbackStage {
    guard let entry, let node = entry.settings,
      var reader = MappingReader(node, of: FeedbackKeys.shape, into: &diagnostics)
    else { return FeedbackStage() }
    let wanted: [(Key<YAMLNode>, [CELType])] = [
      (FeedbackKeys.authID, [.string]), (FeedbackKeys.businessID, [.string, .int]),
      (FeedbackKeys.feedback, [.string]),
    ]
    let programs = wanted.map { key, types in
      reader.value(key, into: &diagnostics).flatMap {
        compiler.program($0, wanting: types, into: &diagnostics)
      }
    }
    let redaction = reader.value(FeedbackKeys.redact, into: &diagnostics).flatMap {
      Redaction.decode($0, into: &diagnostics)
    }
    reader.finish(into: &diagnostics)
    return FeedbackStage(
      authID: programs[0], businessID: programs[1], feedback: programs[2], redaction: redaction)
  }

  private mutating func sink(_ list: StageList) -> Sink? {
    if let entry = list.first(.haptik) {
      return HaptikSink(entry, into: &diagnostics).map { .haptik($0) }
    }
    guard let entry = list.first(.report) else { return nil }
    if let settings = entry.settings {
      let shape = MappingShape("the stage \"report\"", [])
      MappingReader(settings, of: shape, into: &diagnostics)?.finish(into: &diagnostics)
    }
    return .report
  }
}
