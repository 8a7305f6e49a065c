/// What the page shows.
package struct PageOptions: Sendable {
  /// How many conversations the page holds at most; those that want a person come first.
  package var maximumRows: Int
  /// Picks the sample of the others.
  package var seed: UInt64

  package init(maximumRows: Int = 100_000, seed: UInt64 = 1) {
    self.maximumRows = maximumRows
    self.seed = seed
  }
}

/// Which conversations a page holds.
///
/// All of them where there is room; else those that want a person (review, flags) and a seeded
/// sample of the rest. Where even those are too many, a seeded sample of them.
struct PageSelection: Sendable {
  let total: Int
  let notable: Int
  private let maximum: Int
  private let seed: UInt64

  init(total: Int, notable: Int, options: PageOptions) {
    self.total = total
    self.notable = notable
    maximum = max(0, options.maximumRows)
    seed = options.seed
  }

  var isComplete: Bool { total <= maximum }
  /// Whether all that want a person are in the page.
  var holdsAllNotable: Bool { notable <= maximum }

  /// Whether the page holds a conversation, given the line of its row.
  func holds(row line: ArraySlice<UInt8>) -> Bool {
    let isNotable = PageRow.isNotable(line: line)
    if isComplete || isNotable && holdsAllNotable { return true }
    let room = holdsAllNotable ? maximum - notable : maximum
    let candidates = holdsAllNotable ? total - notable : notable
    guard isNotable != holdsAllNotable, candidates > 0 else { return false }
    let share = Double(room) / Double(candidates)
    let number = PageSampler.number(of: PageRow.name(inLine: line), seed: seed)
    return Double(number) < share * 0x1p64
  }

  /// SplitMix64's output function (Steele, Lea and Flood 2014).
  static func mixed(_ value: UInt64) -> UInt64 {
    var z = value &* 0x9E37_79B9_7F4A_7C15 &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
