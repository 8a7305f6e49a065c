internal import ArgumentParser

/// A duration on the command line: a number and `ms`, `s`, `m` or `h`; seconds without a unit.
struct SandboxDuration: ExpressibleByArgument, Sendable, Hashable {
  let value: Duration

  init(_ value: Duration) {
    self.value = value
  }

  init?(argument: String) {
    let units = [("ms", 0.001), ("s", 1.0), ("m", 60), ("h", 3600)]
    let (suffix, factor) = units.first { argument.hasSuffix($0.0) } ?? ("", 1)
    guard let number = Double(argument.dropLast(suffix.count)), number.isFinite, number >= 0,
      number * factor < 1e9
    else { return nil }
    value = .milliseconds(Int64((number * factor * 1000).rounded()))
  }

  var defaultValueDescription: String { "\(value)" }
}
