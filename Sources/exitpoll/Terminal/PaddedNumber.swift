extension Int {
  /// The number with blanks before it, so that columns of numbers end together.
  func padded(to width: Int) -> String {
    let digits = String(self)
    return String(repeating: " ", count: Swift.max(0, width - digits.count)) + digits
  }
}
