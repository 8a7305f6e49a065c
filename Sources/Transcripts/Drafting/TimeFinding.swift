import Conversations

/// How the times at one place are written.
struct TimeFinding {
  /// The `as` of the mapping; nil: ISO 8601.
  var form: String?
  /// Whether it counts from the conversation's start.
  var isOffset = false
  /// What is not certain.
  var doubt: String?
  /// How sure it is a time at all: 0 to 1.
  var certainty = 1.0

  /// Returns how these values can be read as times; nil where they cannot.
  init?(_ samples: [Shape.Sample], words: DraftWords, named fit: Double) {
    let texts = samples.map(\.text).filter { !$0.isEmpty }
    guard !texts.isEmpty else { return nil }
    let numbers = texts.compactMap { Double($0) }
    if numbers.count == texts.count {
      self.init(numbers, named: fit)
    } else {
      self.init(Array(Set(texts).prefix(60)), words)
    }
  }

  private init?(_ numbers: [Double], named fit: Double) {
    let (least, most) = (numbers.min() ?? 0, numbers.max() ?? 0)
    switch (least, most) {
    // 1990 to 2100.
    case (6.3e8..., ..<4.1e9): form = "seconds"
    case (6.3e11..., ..<4.1e12): form = "milliseconds"
    case (6.3e14..., ..<4.1e15): form = "microseconds"
    case (0..., ..<1e9) where fit > 0:
      isOffset = true
      form = most > 100_000 ? "milliseconds" : "seconds"
      certainty = 0.5
      doubt = "small numbers were taken for \(form ?? "") since the conversation's start"
      return
    default: return nil
    }
    certainty = fit > 0 ? 1 : 0.7
  }

  private init?(_ texts: [String], _ words: DraftWords) {
    if Self.all(texts, { ISOTime.read($0, zone: 0) != nil }) {
      let hasZone = texts.contains { text in
        let clock = text.dropFirst(10)
        return clock.contains("Z") || clock.contains("z") || clock.contains("+")
          || clock.contains("-")
      }
      if !hasZone { doubt = "the times name no zone, so UTC was taken; add `zone: '+05:30'` or so" }
      return
    }
    if Self.all(texts, { MailTime.read($0, zone: 0) != nil }) {
      form = "mail"
      return
    }
    if Self.all(texts, { ElapsedTime.milliseconds($0) != nil }) {
      (form, isOffset) = ("elapsed", true)
      return
    }
    let fitting = Self.patterns(texts, words)
    guard let first = fitting.first else { return nil }
    form = first
    let hasNoZone = !first.hasSuffix("z")
    if let other = fitting.first(where: { Self.day($0) != Self.day(first) }) {
      doubt = "the dates fit \(Self.day(other)) as well"
    } else if hasNoZone {
      doubt = "the times name no zone, so UTC was taken; add `zone: '+05:30'` or so"
    }
  }

  /// The part of a pattern that says the order of day and month.
  private static func day(_ pattern: String) -> String {
    String(pattern.prefix { !"Hh".contains($0) }).trimmingSpace
      .replacing("yyyy", with: "yy")
  }

  private static func patterns(_ texts: [String], _ words: DraftWords) -> [String] {
    var fitting: [String] = []
    for date in words.dates {
      for clock in words.times {
        for (space, zone) in [
          (" ", ""), (" ", " z"), (" ", "z"), (", ", ""), ("'T'", ""), ("", ""),
        ] {
          let pattern = date + space + clock + zone
          guard let parts = TimePattern.parts(of: pattern) else { continue }
          let fits = all(texts) { bytes in
            parts.withUnsafeBufferPointer { TimePattern.read(bytes, $0, zone: 0) } != nil
          }
          if fits { fitting.append(pattern) }
        }
      }
    }
    return fitting
  }

  private static func all(
    _ texts: [String], _ fits: (UnsafeBufferPointer<UInt8>) -> Bool
  ) -> Bool {
    texts.allSatisfy { Array($0.utf8).withUnsafeBufferPointer(fits) }
  }
}
