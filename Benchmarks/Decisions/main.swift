import Conversations
import Diagnostics
import Dispatch
import Foundation
import Pipelines
import Surveys
import Transcripts

// Decides every conversation of an export by a pipeline's rules, on one core. Prints nanoseconds a
// decision: as a run does it, which remembers the kinds of surveys it has decided, and without.
//
//     decisions-benchmark PIPELINE EXPORT

let arguments = CommandLine.arguments
guard arguments.count == 3 else {
  FileHandle.standardError.write(Data("usage: decisions-benchmark PIPELINE EXPORT\n".utf8))
  exit(64)
}
var diagnostics: [Diagnostic] = []
guard let pipeline = Pipeline.load(arguments[1], into: &diagnostics) else {
  for diagnostic in diagnostics { print(diagnostic.rendered()) }
  exit(65)
}
let descriptor = open(arguments[2], O_RDONLY)
guard descriptor >= 0 else { exit(66) }

/// Reads the export and its surveys.
func read(_ pipeline: Pipeline, _ descriptor: Int32, named name: String) throws -> [Facts] {
  let format = pipeline.ingest.format
  var splitter = RecordSplitter(
    FileByteSource(descriptor: descriptor, name: name), name: name, format: format)
  let records = RecordReader(format: format, needs: .everything)
  let survey = SurveyReader(pipeline.survey)
  var facts: [Facts] = []
  while let chunk = try splitter.next() {
    records.read(chunk, source: name) { reading in
      guard case .success(let (conversation, source)) = reading else { return }
      facts.append(
        Facts(
          conversation: conversation, source: source, outcome: survey.outcome(of: conversation),
          parameters: pipeline.parameters))
    }
  }
  return facts
}

/// Times a way to decide, over all conversations, twice; prints the second time.
func measure(_ name: String, _ facts: [Facts], _ decide: (Facts) -> Decision) {
  var submitted = 0
  var time: UInt64 = 0
  for _ in 1...2 {
    let start = DispatchTime.now()
    submitted = 0
    for fact in facts where decide(fact).name == "submit" { submitted += 1 }
    time = DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds
  }
  print("\(name): \(time / UInt64(facts.count)) ns a decision, \(submitted) of \(facts.count) sent")
}

let facts = try read(pipeline, descriptor, named: arguments[2])
guard !facts.isEmpty else { exit(65) }
let rules = pipeline.decide.rules
var remembered = RememberedDecisions(rules)
measure("kinds remembered", facts) { remembered.decision(for: $0) }
measure("each anew", facts) { rules.decision(for: $0) }
