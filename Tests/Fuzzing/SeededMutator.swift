import Foundation

/// Mutates the texts of a corpus, always in the same way.
struct SeededMutator {
  private var state: UInt64
  private var texts: [[UInt8]] = []
  private static let pieces: [[UInt8]] = [
    "{", "}", "[", "]", "\"", "\\", "\\u", "\\ud83d", ",", ":", "\n", "\r\n", "<", ">", "</", "/>",
    "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE a [", "&#xD83D;", "&amp;", "&a;", "null", "1e999",
    "-1", "\u{0}", "\u{FEFF}", "\u{202E}", "<?xml version=\"1.0\" encoding=\"utf-16\"?>",
  ].map { Array($0.utf8) }

  init(corpus: String, seed: UInt64) {
    state = seed
    let names = (try? FileManager.default.contentsOfDirectory(atPath: corpus)) ?? []
    texts = names.sorted().compactMap { name in
      FileManager.default.contents(atPath: corpus + "/" + name).map { [UInt8]($0) }
    }
    if texts.isEmpty { texts = [[]] }
  }

  private mutating func next(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % max(1, limit)
  }

  /// Hands on texts until the time is over; returns how many.
  mutating func run(seconds: Double, _ body: ([UInt8]) -> Void) -> Int {
    let end = Date().addingTimeInterval(seconds)
    var count = 0
    while Date() < end {
      body(mutated())
      count += 1
    }
    return count
  }

  private mutating func mutated() -> [UInt8] {
    var text = texts[next(texts.count)]
    for _ in 0...next(6) {
      let at = next(text.count + 1)
      switch next(6) {
      case 0: text.insert(contentsOf: Self.pieces[next(Self.pieces.count)], at: at)
      case 1: text.removeSubrange(at..<min(text.count, at + next(40)))
      case 2 where at < text.count: text[at] ^= UInt8(1 << next(8))
      case 3 where at < text.count: text[at] = UInt8(next(256))
      case 4:
        let from = next(text.count + 1)
        text.insert(contentsOf: text[from..<min(text.count, from + next(200))], at: at)
      default: text.removeSubrange(min(text.count, at + next(400))...)
      }
    }
    return text
  }
}
