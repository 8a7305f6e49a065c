/// A map of CEL: keys are bools, numbers or texts, and equal numbers are one key.
///
/// Iterates in the order in which the keys came.
public struct MapValue: Sendable {
  private(set) var entries: [Entry]
  /// Where each key stands; kept only for maps that are too long to search.
  private var index: [Value: Int]?

  struct Entry: Sendable {
    let key: Value
    var value: Value
  }

  private static let searchedLength = 8

  /// Makes an empty map.
  public init() {
    entries = []
  }

  /// Makes a map of pairs; the last of equal keys counts.
  public init(_ pairs: some Sequence<(Value, Value)>) {
    self.init()
    for (key, value) in pairs { self[key] = value }
  }

  /// The number of entries.
  public var count: Int { entries.count }

  /// Whether there are no entries.
  public var isEmpty: Bool { entries.isEmpty }

  /// The keys, in the order of the entries.
  public var keys: [Value] { entries.map(\.key) }

  /// The values, in the order of the entries.
  public var values: [Value] { entries.map(\.value) }

  /// The value of a key; nil where there is none, and setting nil does nothing.
  public subscript(key: Value) -> Value? {
    get { position(of: key).map { entries[$0].value } }
    set {
      guard let newValue else { return }
      if let position = position(of: key) {
        entries[position].value = newValue
      } else {
        append(key, newValue)
      }
    }
  }

  func position(of key: Value) -> Int? {
    switch key {
    // No keys, and hashing them could be work without end.
    case .list, .map, .optional, .bytes: return nil
    default: break
    }
    if let index { return index[key] }
    return entries.firstIndex { $0.key == key }
  }

  /// Adds an entry whose key is known to be new.
  private mutating func append(_ key: Value, _ value: Value) {
    index?[key] = entries.count
    entries.append(Entry(key: key, value: value))
    if index == nil, entries.count > MapValue.searchedLength {
      index = Dictionary(minimumCapacity: entries.count * 2)
      for (position, entry) in entries.enumerated() { index?[entry.key] = position }
    }
  }
}

extension MapValue: Hashable {
  /// Whether both hold equal values for equal keys, in any order.
  public static func == (a: MapValue, b: MapValue) -> Bool {
    a.count == b.count && a.entries.allSatisfy { b[$0.key] == $0.value }
  }

  /// Hashes the entries, whatever their order.
  public func hash(into hasher: inout Hasher) {
    var sum = 0
    for entry in entries {
      var one = Hasher()
      one.combine(entry.key)
      one.combine(entry.value)
      sum &+= one.finalize()
    }
    hasher.combine(sum)
  }
}

extension MapValue: ExpressibleByDictionaryLiteral {
  /// Makes a map of text keys.
  public init(dictionaryLiteral elements: (String, Value)...) {
    self.init(elements.map { (.string($0), $1) })
  }
}
