/// The stages of a pipeline, in the order in which they may stand.
enum StageName: String, CaseIterable {
  case ingest, filter, survey, decide, feedback, haptik, report

  /// Of each group, one stage must stand in every pipeline.
  static let needed: [[StageName]] = [[.ingest], [.survey], allCases.filter(\.isSink)]

  /// Whether it may end a pipeline, and nothing else.
  var isSink: Bool { self == .haptik || self == .report }

  /// Returns whether this stage may come after another.
  func mayFollow(_ earlier: StageName) -> Bool {
    switch (earlier, self) {
    case (.haptik, _), (.report, _): false
    case (.decide, .filter), (.feedback, .filter), (_, .ingest): false
    case (.filter, .survey), (.filter, .filter): true
    default: order > earlier.order || self == .filter && earlier.order < StageName.decide.order
    }
  }

  private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
