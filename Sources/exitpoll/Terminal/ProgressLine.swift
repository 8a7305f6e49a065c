import Diagnostics

/// How far a piece of work has come, in the words that a person reads.
struct ProgressLine: Sendable {
  /// The part that is done, 0 to 1; nil where nobody knows the whole.
  var done: Double?
  /// What was done so far, such as `1204 conversations`.
  var facts: [String]
  /// How long it may still take; nil where nobody knows.
  var left: Duration?
  /// What is at work, such as a file's name; cut at its front where there is no room.
  var subject = ""

  /// The line for a log: no bar.
  var plain: String {
    let percent = done.map { ["\(Int($0 * 100)) %"] } ?? []
    let rest = left.map { [Self.clock($0) + " left"] } ?? []
    let name = subject.isEmpty ? [] : [subject.madeVisible]
    return (percent + facts + rest + name).joined(separator: ", ")
  }

  /// The line for a terminal, with a bar where the whole is known; never wider than `columns`.
  func bar(columns: Int) -> String {
    let width = 20
    var line = ""
    if let done {
      let filled = min(width, max(0, Int(done * Double(width))))
      let bar =
        String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
      line = "[\(bar)] \(Int(done * 100).padded(to: 3)) %  "
    }
    line += facts.joined(separator: "  ")
    if let left { line += "  \(Self.clock(left)) left" }
    // The last column stays free: some terminals break the line when it is written.
    let room = columns - 1 - line.count - 2
    if !subject.isEmpty, room >= 10 { line += "  " + Self.end(of: subject, columns: room) }
    return String(line.prefix(columns - 1))
  }

  /// The end of a name that fits into some columns; wide letters count double.
  private static func end(of name: String, columns: Int) -> String {
    var kept: [Character] = []
    var used = 0
    for character in name.madeVisible.reversed() {
      used += character.unicodeScalars.contains { $0.value >= 0x1100 } ? 2 : 1
      if used > columns { break }
      kept.append(character)
    }
    return String(kept.reversed())
  }

  /// `0:07`, `12:30`, `1:02:03`.
  static func clock(_ duration: Duration) -> String {
    let all = max(0, Int(duration / .seconds(1)))
    let (hours, minutes, seconds) = (all / 3600, all / 60 % 60, all % 60)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return hours > 0
      ? "\(hours):\(two(minutes)):\(two(seconds))" : "\(minutes):\(two(seconds))"
  }
}

extension ProgressLine {
  /// The time that the rest takes if it goes on as it went so far; nil for the first instants.
  static func left(done: Double?, after elapsed: Duration) -> Duration? {
    guard let done, done > 0, elapsed >= .seconds(1) else { return nil }
    return elapsed * ((1 - min(done, 1)) / done)
  }
}
