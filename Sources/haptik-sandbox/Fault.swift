internal import ArgumentParser

/// Something that goes wrong with a share of the requests.
struct Fault: ExpressibleByArgument, Sendable, Hashable {
  /// What goes wrong.
  enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The right answer, late.
    case delay
    /// The connection is closed without an answer.
    case drop
    /// The answer breaks off in its middle.
    case cut
    /// The right answer, a few bytes at a time.
    case slow
    /// 429, with nothing to say when to come again.
    case tooMany = "429"
    /// 429, with `Retry-After`.
    case tooManyRetryAfter = "429-retry-after"
    /// 500.
    case internalError = "500"
    /// 502, as a gateway's page.
    case badGateway = "502"
    /// 503, with nothing to say when to come again.
    case unavailable = "503"
    /// 503, with `Retry-After`.
    case unavailableRetryAfter = "503-retry-after"
    /// 504, as a gateway's page.
    case gatewayTimeout = "504"
    /// 200 with a page instead of JSON.
    case html
    /// The right answer with 16 MiB of padding.
    case huge
    /// 201 with `success: false`.
    case successFalse = "success-false"
  }

  var kind: Kind
  /// Whether the feedback is recorded all the same.
  var isAfterRecording: Bool
  /// The share of the requests, from 0 to 1.
  var rate: Double

  init(_ kind: Kind, isAfterRecording: Bool = false, rate: Double = 1) {
    self.kind = kind
    self.isAfterRecording = isAfterRecording || Self.honest.contains(kind)
    self.rate = rate
  }

  init?(argument: String) {
    let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, let rate = Double(parts[1]), 0...1 ~= rate else { return nil }
    var name = String(parts[0])
    let isAfter = name.hasSuffix("-after") && Kind(rawValue: name) == nil
    if isAfter { name.removeLast("-after".count) }
    if name.hasSuffix("-before") { name.removeLast("-before".count) }
    guard let kind = Kind(rawValue: name) else { return nil }
    self.init(kind, isAfterRecording: isAfter, rate: rate)
  }

  /// Those that give the API's own answer, only badly.
  private static let honest: [Kind] = [.delay, .cut, .slow, .huge]
}

/// Draws faults, the same ones for the same seed and order of requests.
struct FaultDice: Sendable {
  private let faults: [Fault]
  private var state: UInt64

  init(_ faults: [Fault], seed: UInt64) {
    self.faults = faults
    state = seed
  }

  /// Draws for one request: at most one fault.
  mutating func roll() -> Fault? {
    guard !faults.isEmpty else { return nil }
    var drawn = Double(next() >> 11) * 0x1p-53
    for fault in faults {
      if drawn < fault.rate { return fault }
      drawn -= fault.rate
    }
    return nil
  }

  /// SplitMix64.
  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
