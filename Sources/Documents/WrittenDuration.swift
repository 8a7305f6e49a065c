extension Duration {
  /// Seconds by unit, in the form that files write.
  private static let units: [String: Double] = [
    "ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800,
  ]

  /// The form as a pattern of JSON Schema.
  package static let writtenPattern = "^([0-9]+(ms|s|m|h|d|w))+$"

  /// Reads a duration as our files write it: whole numbers with a unit (`ms`, `s`, `m`, `h`, `d`,
  /// `w`), one after the other, such as `90d` or `1h30m`; nil for anything else.
  package init?(written text: String) {
    guard !text.isEmpty, text.utf8.count <= 64 else { return nil }
    var rest = text[...]
    var milliseconds: Int64 = 0
    while !rest.isEmpty {
      let digits = rest.prefix { ("0"..."9").contains($0) }
      rest = rest.dropFirst(digits.count)
      let unit = rest.prefix { ("a"..."z").contains($0) }
      rest = rest.dropFirst(unit.count)
      guard let count = Int64(digits), let scale = Duration.units[String(unit)] else { return nil }
      let (part, partOverflow) = count.multipliedReportingOverflow(by: Int64(scale * 1000))
      let (sum, overflow) = milliseconds.addingReportingOverflow(part)
      guard !partOverflow, !overflow else { return nil }
      milliseconds = sum
    }
    self = .milliseconds(milliseconds)
  }
}
