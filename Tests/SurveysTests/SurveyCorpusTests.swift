import Conversations
import Diagnostics
import Foundation
import Surveys
import Testing

@Suite struct `The corpus of endings` {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")

  @Test func `comes out as the rule book says, with no wrong submission`() throws {
    var diagnostics: [Diagnostic] = []
    let sets = ["haptik-csat", "haptik-nps", "generic"]
    let model = try #require(SurveyModel.make(use: sets, into: &diagnostics), "\(diagnostics)")
    let files = try CorpusReader.files(in: Self.folder.path(percentEncoded: false))
    let score = CorpusScore(files, with: SurveyReader(model))
    print(score.table)
    var missed = 0
    for (language, theme, name, verdict) in score.verdicts {
      switch verdict {
      case .right: continue
      case .wrongSubmission(let text): Issue.record("\(language)-\(theme), \(name): \(text)")
      case .missed(let text):
        missed += 1
        print("missed: \(language)-\(theme), \(name): \(text)")
      }
    }
    #expect(score.verdicts.count >= 600)
    #expect(missed * 100 <= score.verdicts.count * 3)
  }
}
