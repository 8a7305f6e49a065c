import CEL

extension CELType {
  /// Returns the type that two outputs of one policy have together; nil where they differ.
  ///
  /// `dyn`, and the type of an expression with a mistake, go with every type.
  func agreed(with other: CELType) -> CELType? {
    switch (self, other) {
    case (.dyn, _), (.error, _): other
    case (_, .dyn), (_, .error): self
    case (.list(let a), .list(let b)): a.agreed(with: b).map(CELType.list)
    case (.optional(let a), .optional(let b)): a.agreed(with: b).map(CELType.optional)
    case (.map(let aKey, let aValue), .map(let bKey, let bValue)):
      if let key = aKey.agreed(with: bKey), let value = aValue.agreed(with: bValue) {
        .map(key, value)
      } else {
        nil
      }
    case (.wrapper(let a), .wrapper(let b)): a.agreed(with: b).map(CELType.wrapper)
    case (.wrapper(let a), .null): .wrapper(a)
    case (.null, .wrapper(let b)): .wrapper(b)
    case (.wrapper(let a), _): a.agreed(with: other).map(CELType.wrapper)
    case (_, .wrapper(let b)): agreed(with: b).map(CELType.wrapper)
    default: self == other ? self : nil
    }
  }
}
