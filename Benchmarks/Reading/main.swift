import Dispatch
import Foundation
import Transcripts

// Reads a file with a format and does nothing with what it read: bytes to what the pipeline needs of
// each conversation. Prints how many conversations there were and how many seconds it took.
//
//     reading-benchmark FORMAT FILE

let arguments = CommandLine.arguments
guard arguments.count == 3, let format = TranscriptFormat.builtIn(named: arguments[1]) else {
  FileHandle.standardError.write(Data("usage: reading-benchmark FORMAT FILE\n".utf8))
  exit(64)
}
let descriptor = open(arguments[2], O_RDONLY)
guard descriptor >= 0 else { exit(66) }
let start = DispatchTime.now()
var splitter = RecordSplitter(
  FileByteSource(descriptor: descriptor, name: arguments[2]), name: arguments[2], format: format)
let reader = RecordReader(format: format, needs: .survey)
var conversations = 0
while let chunk = try splitter.next() {
  reader.read(chunk, source: arguments[2]) { reading in
    if case .success = reading { conversations += 1 }
  }
}
let nanoseconds = DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds
print("\(conversations) \(Double(nanoseconds) / 1e9)")
