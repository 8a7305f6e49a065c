import Foundation
import Transcripts

#if canImport(Glibc)
  import Glibc
#endif

// Throws bytes at a format's reader: with libFuzzer where it is linked in (`make fuzz`), else with a
// seeded mutator of its own over the corpus.
//
//     reading-fuzzer FORMAT CORPUS_DIR [SECONDS | libFuzzer's own arguments]

let usage = "usage: reading-fuzzer FORMAT CORPUS_DIR [SECONDS | -libFuzzer=options]\n"
guard CommandLine.arguments.count >= 3 else {
  FileHandle.standardError.write(Data(usage.utf8))
  exit(64)
}
let target = FuzzTarget(CommandLine.arguments[1])

typealias Callback = @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
typealias Driver =
  @convention(c) (
    UnsafeMutablePointer<Int32>,
    UnsafeMutablePointer<
      UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    >, Callback
  ) -> Int32

if let symbol = dlsym(dlopen(nil, RTLD_NOW), "LLVMFuzzerRunDriver") {
  // libFuzzer sees its own arguments only.
  let words = [CommandLine.arguments[0]] + CommandLine.arguments.dropFirst(2)
  var count = Int32(words.count)
  let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: words.count + 1)
  for (index, word) in words.enumerated() { list[index] = strdup(word) }
  list[words.count] = nil
  var vector = list
  let driver = unsafeBitCast(symbol, to: Driver.self)
  exit(
    driver(&count, &vector) { bytes, count in
      target.read(Array(UnsafeBufferPointer(start: bytes, count: count)))
      return 0
    })
}
let seconds = CommandLine.arguments.dropFirst(3).first.flatMap { Double($0) } ?? 30
var mutator = SeededMutator(corpus: CommandLine.arguments[2], seed: 0x5EED_2026)
let rounds = mutator.run(seconds: seconds) { target.read($0) }
print("\(CommandLine.arguments[1]): \(rounds) texts of the seeded mutator, none crashed")
