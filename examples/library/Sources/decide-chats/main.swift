import Conversations
import Foundation
import Transcripts

// Embeds the rooms of exitpoll: reads chats, their surveys, rules of its own, and a whole pipeline.
//
//     decide-chats            (in this folder; `make library` builds and runs it)

/// Returns what hands a file over in blocks of 64 KiB.
func blocks(of path: String) throws -> () throws -> [UInt8] {
  let file = try FileHandle(forReadingFrom: URL(filePath: path))
  return { [UInt8](try file.read(upToCount: 1 << 16) ?? Data()) }
}

let rules = try CallBackRules()
let mapping = try String(contentsOfFile: "shop.format.yaml", encoding: .utf8)
let exports = [
  ("chats.ndjson", try format("exitpoll", mapping: nil)),
  ("shop.json", try format("shop.format.yaml", mapping: mapping)),
]
for (path, format) in exports {
  print("\(path), \(format.name):")
  for chat in try surveys(in: format, named: path, nextBlock: try blocks(of: path)) {
    let rating = chat.outcome.rating.value.map(String.init) ?? chat.outcome.rating.state
    let resolved = chat.outcome.resolved.value?.rawValue ?? chat.outcome.resolved.state
    print(
      "  \(chat.conversation.id): resolved \(resolved), rating \(rating):",
      rules.advice(for: chat.outcome))
  }
}

print("chats.ndjson, through a pipeline:")
let export = [UInt8](try Data(contentsOf: URL(filePath: "chats.ndjson")))
let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
for line in try decisions(on: export, named: "chats.ndjson", now: now) { print("  " + line) }
