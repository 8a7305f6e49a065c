extension Value: Hashable {
  /// Whether two values are equal by the rules of the language.
  public static func == (a: Value, b: Value) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.string(let a), .string(let b)): a.hasSameScalars(as: b)
    case (.bytes(let a), .bytes(let b)): a == b
    case (.list(let a), .list(let b)): a == b
    case (.map(let a), .map(let b)): a == b
    case (.type(let a), .type(let b)): a == b
    case (.timestamp(let a), .timestamp(let b)): a == b
    case (.duration(let a), .duration(let b)): a == b
    case (.optional(let a), .optional(let b)): a == b
    case (.object(let a), .object(let b)): a.isEqual(to: b)
    default: a.numericOrder(to: b) == .equal
    }
  }

  /// Hashes equal values alike, whatever their number type.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let value): hasher.combine(value)
    case .int(let value): hasher.combine(value)
    case .uint(let value):
      if let same = Int64(exactly: value) { hasher.combine(same) } else { hasher.combine(value) }
    case .double(let value):
      if let same = Int64(exactly: value) {
        hasher.combine(same)
      } else if let same = UInt64(exactly: value) {
        hasher.combine(same)
      } else {
        hasher.combine(value)
      }
    case .string(let value): for byte in value.utf8 { hasher.combine(byte) }
    case .bytes(let value): hasher.combine(value)
    case .list(let value): hasher.combine(value)
    case .map(let value): hasher.combine(value)
    case .type(let value): hasher.combine(value)
    case .timestamp(let value): hasher.combine(value)
    case .duration(let value): hasher.combine(value)
    case .optional(let value): hasher.combine(value)
    case .object(let value): value.hash(into: &hasher)
    }
  }
}

/// How one value stands to another.
enum Order {
  case less, equal, greater

  init<T: Comparable>(_ a: T, _ b: T) { self = a < b ? .less : a == b ? .equal : .greater }
}

extension Value {
  /// Returns the order of two numbers of any number types; nil for other values and for NaN.
  func numericOrder(to other: Value) -> Order? {
    switch (self, other) {
    case (.int(let a), .int(let b)): Order(a, b)
    case (.uint(let a), .uint(let b)): Order(a, b)
    case (.double(let a), .double(let b)): a.isNaN || b.isNaN ? nil : Order(a, b)
    case (.int(let a), .uint(let b)): a < 0 ? .less : Order(UInt64(a), b)
    case (.uint(let a), .int(let b)): b < 0 ? .greater : Order(a, UInt64(b))
    case (.int(let a), .double(let b)): Value.order(a, b)
    case (.double(let a), .int(let b)): Value.order(b, a)?.reversed
    case (.uint(let a), .double(let b)): Value.order(a, b)
    case (.double(let a), .uint(let b)): Value.order(b, a)?.reversed
    default: nil
    }
  }

  /// Compares exactly, without rounding the whole number to a double.
  private static func order<Whole: FixedWidthInteger>(_ a: Whole, _ b: Double) -> Order? {
    if b.isNaN { return nil }
    if b >= Double(sign: .plus, exponent: Whole.bitWidth - (Whole.isSigned ? 1 : 0), significand: 1)
    {
      return .less
    }
    if b < Double(Whole.min) { return .greater }
    let floor = b.rounded(.down)
    let whole = Whole(floor)
    if a == whole { return floor < b ? .less : .equal }
    return a < whole ? .less : .greater
  }
}

extension Order {
  var reversed: Order {
    switch self {
    case .less: .greater
    case .equal: .equal
    case .greater: .less
    }
  }
}

extension String {
  /// Whether two texts have the same code points; `==` would take composed and decomposed letters
  /// for equal.
  func hasSameScalars(as other: String) -> Bool {
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }

  /// Whether the text stands before the other by code points.
  func precedes(_ other: String) -> Bool {
    // UTF-8 keeps the order of code points.
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}
