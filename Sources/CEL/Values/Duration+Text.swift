extension Duration {
  /// As far as CEL's durations go, in seconds either way: ten thousand years.
  static let celLimit: Int64 = 315_576_000_000

  private static let units: [(name: String, nanoseconds: Int128)] = [
    ("ns", 1), ("us", 1000), ("µs", 1000), ("μs", 1000), ("ms", 1_000_000),
    ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
  ]

  /// Reads a span such as `1h45m`, `-1.5s` or `0`; nil where the text is none, or too long a span.
  init?(celText text: String) {
    var rest = text[...]
    let isNegative = rest.hasPrefix("-")
    if isNegative || rest.hasPrefix("+") { rest.removeFirst() }
    guard !rest.isEmpty else { return nil }
    if rest == "0" {
      self = .zero
      return
    }
    var total: Int128 = 0
    while !rest.isEmpty {
      let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      let name = rest.dropFirst(number.count).prefix { $0.isLetter }
      let parts = number.split(separator: ".", omittingEmptySubsequences: false)
      guard let unit = Duration.units.first(where: { $0.name == name }), parts.count <= 2,
        let part = Duration.nanoseconds(parts, unit: unit.nanoseconds)
      else { return nil }
      total += part
      guard total <= Int128(Duration.celLimit) * 1_000_000_000 else { return nil }
      rest = rest.dropFirst(number.count + name.count)
    }
    self.init(celNanoseconds: isNegative ? -total : total)
  }

  private static func nanoseconds(_ parts: [Substring], unit: Int128) -> Int128? {
    guard parts.contains(where: { !$0.isEmpty }) else { return nil }
    var total: Int128 = 0
    if let whole = parts.first, !whole.isEmpty {
      guard whole.utf8.count <= 18, let number = Int128(whole) else { return nil }
      total = number * unit
    }
    if parts.count == 2, !parts[1].isEmpty {
      let digits = parts[1].prefix(18)
      guard let number = Int128(digits) else { return nil }
      let scale = digits.reduce(Int128(1)) { scale, _ in scale * 10 }
      total += number * unit / scale
    }
    return total
  }

  init(celNanoseconds nanoseconds: Int128) {
    let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    self.init(
      secondsComponent: Int64(seconds), attosecondsComponent: Int64(rest) * 1_000_000_000)
  }

  /// The whole span in nanoseconds.
  var celNanoseconds: Int128 {
    Int128(components.seconds) * 1_000_000_000 + Int128(components.attoseconds / 1_000_000_000)
  }

  /// Whether the span is within CEL's limits.
  var isInRange: Bool {
    components.seconds.magnitude <= UInt64(Duration.celLimit)
  }

  /// The span in seconds with the fraction that it needs, such as `-1.5s`.
  var celText: String {
    let all = celNanoseconds
    let (seconds, rest) = all.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
    return "\(all < 0 ? "-" : "")\(seconds)\(fractionText(Int(rest)))s"
  }
}
