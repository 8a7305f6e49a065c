import Conversations
import Diagnostics
import Dispatch
import Foundation
import Surveys
import Transcripts

// Reads the surveys of all conversations of a file, with every language loaded, on one core. Prints
// nanoseconds a conversation, when each wording is new to the reader and when it has seen them all:
// the mean, the median, what 99 of 100 stay below, and the slowest. Benchmarks/Surveys/corpus.py
// writes the corpus of the tests as a file in the format exitpoll.
//
//     surveys-benchmark FORMAT FILE

let arguments = CommandLine.arguments
guard arguments.count == 3, let format = TranscriptFormat.builtIn(named: arguments[1]) else {
  FileHandle.standardError.write(Data("usage: surveys-benchmark FORMAT FILE\n".utf8))
  exit(64)
}
let descriptor = open(arguments[2], O_RDONLY)
guard descriptor >= 0 else { exit(66) }
var splitter = RecordSplitter(
  FileByteSource(descriptor: descriptor, name: arguments[2]), name: arguments[2], format: format)
let records = RecordReader(format: format, needs: .survey)
var conversations: [Conversation] = []
while let chunk = try splitter.next() {
  records.read(chunk, source: arguments[2]) { reading in
    if case .success(let (conversation, _)) = reading { conversations.append(conversation) }
  }
}
var diagnostics: [Diagnostic] = []
let sets = SurveyModel.builtInSets
guard !conversations.isEmpty, let model = SurveyModel.make(use: sets, into: &diagnostics) else {
  exit(65)
}
let reader = SurveyReader(model)
// Patterns build their automata as they go; these are the tool's start, not a conversation's cost.
_ = reader.outcome(of: conversations[0])
var answered = 0
for pass in ["new wordings", "known wordings"] {
  var times: [(nanoseconds: UInt64, id: String)] = []
  times.reserveCapacity(conversations.count)
  for conversation in conversations {
    let start = DispatchTime.now().uptimeNanoseconds
    if reader.outcome(of: conversation).rating.value != nil { answered += 1 }
    times.append((DispatchTime.now().uptimeNanoseconds - start, conversation.id))
  }
  let mean = times.reduce(0) { $0 + $1.nanoseconds } / UInt64(times.count)
  times.sort { $0.nanoseconds < $1.nanoseconds }
  let median = times[times.count / 2].nanoseconds
  let most = times[times.count * 99 / 100].nanoseconds
  print("\(pass): mean \(mean) ns, median \(median), 99 of 100 below \(most)")
  for slow in times.suffix(5).reversed() { print("  \(slow.id): \(slow.nanoseconds) ns") }
}
print("\(conversations.count) conversations, \(answered / 2) rated")
