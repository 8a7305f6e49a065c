/// The libraries beyond the core language.
public struct Extensions: OptionSet, Sendable {
  /// One bit a library.
  public let rawValue: UInt

  /// Makes a set of libraries from its bits.
  public init(rawValue: UInt) { self.rawValue = rawValue }

  /// `charAt`, `indexOf`, `split`, `format`, `strings.quote` and their kin.
  public static let strings = Extensions(rawValue: 1)
  /// `math.greatest`, `math.round`, `math.bitAnd` and their kin.
  public static let math = Extensions(rawValue: 2)
  /// `slice`, `flatten`, `sort`, `distinct`, `lists.range` and their kin.
  public static let lists = Extensions(rawValue: 4)
  /// `sets.contains`, `sets.equivalent`, `sets.intersects`.
  public static let sets = Extensions(rawValue: 8)
  /// `optional.of`, `?.`, `[?key]`, `orValue`, `optMap`.
  public static let optionals = Extensions(rawValue: 16)
  /// `cel.bind`.
  public static let bindings = Extensions(rawValue: 32)
  /// `base64.encode`, `base64.decode`.
  public static let encoders = Extensions(rawValue: 64)
  /// `ip`, `cidr`, `net.IP`.
  public static let network = Extensions(rawValue: 128)
  /// `all`, `exists`, `existsOne` with two variables, `transformList`, `transformMap`.
  public static let twoVariableComprehensions = Extensions(rawValue: 256)
  /// `cel.block`, `cel.index`: written by optimisers, not by people.
  public static let block = Extensions(rawValue: 512)
  /// `google.protobuf.Int32Value{…}` and the other well-known messages.
  public static let wellKnownMessages = Extensions(rawValue: 1024)

  /// Every library but `block`, which people have no use for.
  public static let standard: Extensions = [
    .strings, .math, .lists, .sets, .optionals, .bindings, .encoders, .network,
    .twoVariableComprehensions, .wellKnownMessages,
  ]
  /// Every library.
  public static let all: Extensions = [.standard, .block]
}
